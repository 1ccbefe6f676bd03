"""nbconvert exporters for any notebook: an accessible PDF through Typst, and one self-contained web page."""

INJECTED = "injected-parameters"
"""Tag of the cell by which a runner sets the parameters of a notebook; it is no cell of the author."""
