"""Signing in: who it is, how that is proved twice, and how long it holds (promises 30 to 33; GB/T 22239-2019 8.1.4.1)."""
