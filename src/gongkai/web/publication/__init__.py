"""Documents, catalogue, reviews, channels, validity, guide and rules."""
