"""Pages to keep or to send: one HTML file each, with figures, tables and definitions inside."""
