"""Reports: notebooks become tagged, archivable PDF files."""
