"""Content-addressed files: nothing is written before it was looked at."""
