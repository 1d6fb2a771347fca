"""Authorities (a dated tree), offices, people, roles, duties."""
