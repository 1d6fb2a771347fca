"""Every act on the register of bodies and people."""
