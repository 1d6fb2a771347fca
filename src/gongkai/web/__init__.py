"""Everything Django lives under this one word: the workbench of the staff and the portal of the public."""
