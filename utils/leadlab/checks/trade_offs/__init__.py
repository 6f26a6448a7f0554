"""Exercises of module 02, one file per lesson."""
