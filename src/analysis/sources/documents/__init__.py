"""Files that people have (text, web page, PDF, Word) read as one text each, or refused with advice."""

from __future__ import annotations

from analysis.sources.documents.document import Document, DocumentKind
from analysis.sources.documents.reading import LIMITS, read_document
from analysis.sources.documents.refusal import DocumentError, Doubt

__all__ = ["LIMITS", "Document", "DocumentError", "DocumentKind", "Doubt", "read_document"]
