"""The `leadlab` command."""
