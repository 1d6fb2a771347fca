"""Commands over kept files."""
