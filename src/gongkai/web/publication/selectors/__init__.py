"""Questions about documents, each named by what it answers."""
