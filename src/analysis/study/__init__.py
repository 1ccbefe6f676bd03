"""Pure functions from tables to results or refusals: no files, no drawing, no words for readers."""
