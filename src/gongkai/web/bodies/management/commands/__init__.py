"""Commands of the register of bodies."""
