"""Public pages: columns, lists, documents, search, feeds."""
