"""A file in, one Document out. Readers say what stands on the page and where; they never judge."""
