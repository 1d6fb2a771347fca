"""The one writer of the trail."""
