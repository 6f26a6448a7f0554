"""Leadlab, a flight simulator for tech leads."""

__version__ = "0.1.0"
