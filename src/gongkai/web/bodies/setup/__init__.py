"""The first run, while nobody has an account: its address."""
