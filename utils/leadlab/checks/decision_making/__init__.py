"""Exercises of module 01, one file per lesson."""
