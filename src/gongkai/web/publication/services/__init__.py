"""What is done with documents: each function one act, checked, written, logged."""
