"""Pure rules: no framework, no clock, no network. The day always arrives as an argument."""
