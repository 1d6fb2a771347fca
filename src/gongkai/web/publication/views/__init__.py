"""The pages of proactive disclosure."""
