"""The ways to the public beside the own platform, and the proof that what stands there is what was released."""
