"""nbconvert exporters for any notebook: an accessible PDF through Typst, and one self-contained web page."""
