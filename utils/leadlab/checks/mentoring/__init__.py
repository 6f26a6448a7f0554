"""Exercises of module 04, one file per lesson."""
