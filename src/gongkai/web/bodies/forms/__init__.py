"""What is typed on the pages of bodies and people; forms check shape, services the rules."""
