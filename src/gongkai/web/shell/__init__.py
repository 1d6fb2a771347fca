"""Base templates, tokens, components, the work-list home, panel slots."""
