"""Commands of the trail and of the keys."""
