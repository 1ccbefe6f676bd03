"""Figures, tables and notices for readers: each with id, caption, text alternative, data and sources, in vi and en."""
