"""Bodies, people and roles as one workbook: its columns, reading it, writing it."""
