"""Exercises of module 00, one file per lesson."""
