"""A report, its findings or a letter out, in the form somebody asked for."""
