"""Findings about what was published: every rule, every broken cell, all at once."""
