"""What was published: the codebook of the raw tables and their cells, read as text and nothing else."""
