"""Exercises of module 03, one file per lesson."""
