"""One exhibit: what JupyterLab shows and what the report prints, from the same object."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from analysis.exhibits.wording import words
from analysis.quantities.sentences import Fact
from analysis.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd

_QUOTATION = re.compile("(?<=“)[^“”]*[à-ỹ][^“”]*(?=”)")
_PASSAGE = re.compile("&lt;span lang=&quot;([a-z]+)&quot;&gt;(.*?)&lt;/span&gt;", re.DOTALL)


def in_vietnamese(text: str) -> str:
    """Vietnamese words in an English text, marked so that a screen reader says them in Vietnamese."""
    return f'<span lang="vi">{text}</span>'


def quotations_marked(text: str, lang: Language) -> str:
    """A text in which what it quotes from Vietnamese is marked, unless it is Vietnamese itself."""
    return text if lang == "vi" else _QUOTATION.sub(lambda quoted: in_vietnamese(quoted[0]), text)


def with_passages(html: str) -> str:
    """Escaped text in which the marks of passages in another language are marks again."""
    return _PASSAGE.sub(r'<span lang="\1">\2</span>', html)


@dataclass(frozen=True, eq=False)
class Exhibit:
    """A figure, a table or a notice with everything a reader needs to trust it.

    ``content`` is SVG for a figure, HTML for a table, Markdown for a notice; ``alt`` says in words what a figure shows;
    ``source`` names the sources; ``data`` is the frame behind the exhibit; ``facts`` are the numbers in its sentences.
    """

    id: str
    kind: Literal["figure", "table", "notice"]
    lang: Language
    caption: str
    content: str
    source: str = ""
    alt: str = ""
    notes: tuple[str, ...] = ()
    data: pd.DataFrame | None = field(default=None, repr=False)
    facts: tuple[Fact, ...] = ()

    def metadata(self) -> dict[str, Any]:
        """What the exporter reads: the fields of the exhibit without its content."""
        return {
            "id": self.id,
            "kind": self.kind,
            "caption": self.caption,
            "alt": self.alt,
            "source": self.source,
            "notes": list(self.notes),
        }

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        bundle = {"text/plain": f"{self.caption}\n{self.alt or self.content}" if self.kind != "table" else self.caption}
        bundle["text/html"] = self._html()
        if self.kind == "figure":
            bundle["image/svg+xml"] = self.content
        if self.kind == "notice":
            bundle["text/markdown"] = self.content
        if self.data is not None:
            bundle["text/csv"] = self.data.to_csv(index=False, lineterminator="\n")
        return bundle, {"exhibit": self.metadata(), "facts": list(self.facts)}

    def _html(self) -> str:
        """The exhibit for JupyterLab, with caption, notes and source around its content."""
        caption = f"<strong>{escape(self.caption)}</strong>"
        if self.kind == "notice":
            box = "border-left:3px solid #0b4f8a;background:#f3f6f7;padding:0.6em 1em"
            return f'<aside id="{self.id}" style="{box}">{caption}<p>{with_passages(escape(self.content))}</p></aside>'
        lines = [
            *(with_passages(escape(note)) for note in self.notes),
            *([words("source.line", self.lang, text=escape(self.source))] if self.source else []),
        ]
        small = "".join(f'<p style="font-size:0.85em;margin:0.2em 0">{line}</p>' for line in lines)
        caption = f"<figcaption>{caption}</figcaption>"
        if self.kind == "figure":
            body = f'<div role="img" aria-label="{escape(self.alt)}">{self.content}</div>'
            return f'<figure id="{self.id}">{body}{caption}{small}</figure>'
        return f'<figure id="{self.id}">{caption}{self.content}{small}</figure>'
