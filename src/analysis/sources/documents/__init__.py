"""Files that people have (text, web page, PDF, Word) read as one text each, or refused with advice."""
