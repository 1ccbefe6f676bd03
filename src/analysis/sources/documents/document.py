"""A document as text: the one string that positions of figures count in, and what the file says about itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analysis.sources.documents.refusal import Doubt

DocumentKind = Literal["text", "html", "pdf", "docx"]


@dataclass(frozen=True, slots=True)
class Document:
    """``content`` is what is kept and hashed: the bytes of a text file, else the text read from the file.

    ``doubts`` are what a person should look at before figures are taken from the text; mostly there are none.
    """

    kind: DocumentKind
    content: bytes
    title: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def text(self) -> str:
        """The content as characters, which positions count: nothing added, nothing taken away."""
        return self.content.decode("utf-8")

    @property
    def sha256(self) -> str:
        """What names this text for good."""
        return hashlib.sha256(self.content).hexdigest()
