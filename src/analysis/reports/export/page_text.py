"""Markdown cells as HTML: mistune's own renderer, with the links, numbers, footnotes and formulas of a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import escape, unescape
from itertools import pairwise
from xml.etree.ElementTree import Element, tostring

import mistune
from mistune.core import BlockState

from analysis.reports.export.drawings import as_images
from analysis.reports.export.faults import Faults
from analysis.reports.export.markdown import Token, emphasis_only, heading_anchor, plain_text, target
from analysis.reports.export.notebook import Report
from analysis.reports.export.safety import Ids, clean, fresh
from analysis.reports.export.words import WORDS

_SIGNS = {"~": ("mo", "∼"), "∞": ("mi", "∞")}  # a relation that comes as a letter, and a letter that comes as a sign
_BEFORE_A_VALUE = set("([{|,;=<>≤≥∼≈+−±×·/")  # a minus after one of these belongs to what follows it
_PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
_MATH_ATTRIBUTES = {"accent", "columnalign", "display", "displaystyle", "mathvariant", "stretchy", "width", "xmlns"}


@dataclass(frozen=True)
class Heading:
    """A heading as the contents name it; levels count from 1 below the title."""

    level: int
    id: str
    words: str


@dataclass
class PageWriter(mistune.HTMLRenderer):
    """Writes Markdown as HTML: as mistune does it, except for what a report knows better.

    `headings` and `footnotes` grow with what was written, `ids` are all that are in use; `picture` turns the address
    and the text alternative of an image into HTML.
    """

    report: Report
    faults: Faults
    ids: Ids
    picture: Callable[[str, str], str]
    headings: list[Heading] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    notes: dict[str, Token] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(escape=False)
        mistune.create_markdown(renderer=self, plugins=["table", "strikethrough"])
        self.words = WORDS[self.report.lang]
        self._known: dict[str, Callable[[Token], str]] = {
            "heading": self._heading,
            "link": self._link,
            "text": lambda it: escape(unescape(it["raw"])),
            "codespan": lambda it: f"<code>{escape(unescape(it['raw']))}</code>",
            "image": lambda it: self.picture(it["attrs"]["url"], plain_text(it["children"])),
            "inline_math": lambda it: self.formula(it["raw"], block=False),
            "block_math": lambda it: self.formula(it["raw"], block=True),
            "footnote_ref": lambda it: self._footnote_call(it["raw"]),
            "block_html": lambda it: without_headings(it["raw"]) + "\n",
            "inline_html": lambda it: without_headings(it["raw"]),
            "passage": lambda it: f'<span lang="{escape(it["lang"])}">{self.render(it["children"])}</span>',
            "place": lambda it: f'<span id="{escape(it["raw"])}"></span>',
            "task_list_item": lambda it: (
                f'<li class="task">{"☑☐"[not it["attrs"]["checked"]]} {self.render(it["children"])}</li>'
            ),
        }

    def write(self, tokens: list[Token]) -> str:
        """One Markdown text; the footnotes that it calls come to the end of the page."""
        self.notes = {
            note["attrs"]["key"]: note for token in tokens if token["type"] == "footnotes" for note in token["children"]
        }
        self.numbers = {}
        return self.clean(self.render([token for token in tokens if token["type"] != "footnotes"]))

    def emphasised(self, text: str) -> str:
        """One line of Markdown (a caption, a note) in which only emphasis counts; the rest is plain text."""
        kept = emphasis_only(text)
        return escape(text) if kept is None else self.clean(self.render(kept))

    def formula(self, latex: str, *, block: bool) -> str:
        """A LaTeX formula as MathML; one that cannot be converted becomes a visible box with reason and source."""
        latex = latex.strip()
        try:
            return mathml(latex, block=block)
        except ValueError as error:
            self.faults.report(f"the formula {latex} cannot be shown: {error}")
            return box(self.words, "formula", str(error), latex, inline=not block)

    def render(self, tokens: list[Token]) -> str:
        """Tokens as HTML, not yet clean."""
        return self.render_tokens(tokens, BlockState())

    def render_token(self, token: Token, state: BlockState) -> str:
        """A token as a report has it, or as mistune does."""
        method = self._known.get(token["type"])
        return method(token) if method else super().render_token(token, state)

    def _heading(self, token: Token) -> str:
        """A heading at most one level deeper than the one before; the title of the page is `h1`."""
        top = min((one["attrs"]["level"] for one in self.report.headings), default=1)
        before = self.headings[-1].level if self.headings else 0
        level = max(1, min(token["attrs"]["level"] - top + 1, before + 1))
        known = self.ids | {heading.id for heading in self.headings}  # `clean` takes those of this cell later
        anchor = heading_anchor(token["children"])
        if not anchor or anchor in known:
            anchor = fresh(anchor or "section", known | self.ids.places)
        self.headings.append(Heading(level, anchor, plain_text(token["children"])))
        rank = min(level + 1, 6)
        return f'<h{rank} id="{escape(anchor)}">{self.render(token["children"])}</h{rank}>\n'

    def _link(self, token: Token) -> str:
        """A link; to a figure or a table, its name and number take the place of the words."""
        url, words = token["attrs"]["url"], self.render(token["children"])
        if url.startswith("#"):
            name, kind = target(token, self.report.targets, self.faults)
            if kind in {"figure", "table"}:
                words = f"{self.words[kind]} {self.report.numbers[name]}"
            if not kind:
                return words
            url = f"#{name}"
        return f'<a href="{escape(url)}">{words}</a>'

    def _footnote_call(self, key: str) -> str:
        """The number of a footnote, which leads to its text; one called twice has one text."""
        again = key in self.numbers
        number = self.numbers.setdefault(key, len(self.footnotes) + 1)
        if not again:
            self.footnotes.append("")  # its place, if the note itself calls another
            back = f'<a href="#{self.ids.prefix}call-{number}" aria-label="{self.words["back"].format(number)}">↩</a>'
            text = self.render([part for part in self.notes[key]["children"] if "children" in part]).rstrip()
            text = f"{text[:-4]} {back}</p>" if text.endswith("</p>") else f"{text} {back}"
            self.footnotes[number - 1] = f'<li id="{self.ids.own(f"note-{number}")}">{self.clean(text)}</li>'
        called = "" if again else f' id="{self.ids.prefix}call-{number}"'
        return f'<sup{called}><a href="#{self.ids.prefix}note-{number}" role="doc-noteref">{number}</a></sup>'

    def pictured(self, markup: str) -> str:
        """HTML whose drawings are images."""
        return as_images(markup, self.picture) if "<svg" in markup.lower() else markup

    def clean(self, markup: str, *, framed: bool = True, foreign: bool = False) -> str:
        """HTML as the page may hold it, its tables `framed` so that they scroll by themselves.

        What an output brings is `foreign`: links of the text do not lead there.
        """

        def needs_page(kind: str) -> str:
            reason = f"it needs a live page ({kind})"
            self.faults.report(f"a part of the HTML cannot be shown: {reason}")
            return box(self.words, "output", reason, "")

        takes_id = partial(self.ids.take, foreign=foreign)
        return clean(self.pictured(markup), takes_id, self.picture, needs_page, self.words["table"] if framed else "")


def without_headings(markup: str) -> str:
    """HTML whose headings are paragraphs, as in the PDF: only Markdown has a place in the order of headings."""
    return re.sub(r"<(/?)h[1-6](?=[\s/>])", r"<\1p", markup, flags=re.IGNORECASE)


def mathml(latex: str, *, block: bool) -> str:
    """A LaTeX formula as MathML; ValueError with the reason if it cannot be converted."""
    from latex2mathml.converter import convert_to_element

    if not latex:
        raise ValueError("the formula is empty")
    try:
        root = convert_to_element(latex, display="block" if block else "inline")
    except Exception as error:  # the converter raises dozens of kinds
        raise ValueError(f"{type(error).__name__} {error}".strip()) from error
    for element in root.iter():
        _mend(element)
    for parent in root.iter():
        for left, right in pairwise(parent):
            if left.tag == right.tag == "mo" and left.text in _BEFORE_A_VALUE and right.text in {"−", "+", "±"}:
                right.set("form", "prefix")
    return tostring(root, encoding="unicode")


def _mend(element: Element) -> None:
    """Put right what the converter leaves to the browser; ValueError for what it only copied."""
    element.text = unescape(element.text or "")
    if element.text in _SIGNS:
        element.tag, element.text = _SIGNS[element.text]
    copied = element.text.startswith("\\") or (element.tag == "mi" and element.text in {"{", "}"})
    if copied and element.tag != "mtext":
        raise ValueError(f"unknown: {element.text}")
    if element.get("accent") == "true" and len(element) > 1:
        element[1].set("stretchy", "false")  # a hat is as wide as a hat
    if len(element) != _PARTS.get(element.tag, len(element)):
        raise ValueError("a part of it is missing")
    for name in set(element.attrib) - _MATH_ATTRIBUTES:
        del element.attrib[name]


def box(words: Mapping[str, str], kind: str, reason: str, source: str, *, inline: bool = False) -> str:
    """A visible box in the place of something else: what it is, why (in English, as compilers say it), its source."""
    tag, quoting = ("span", "code") if inline else ("div", "pre")
    title = f'<strong>{words[kind]}: <span lang="en">{escape(reason)}</span></strong>'
    quoted = f" <{quoting}>{escape(source)}</{quoting}>" if source.strip() else ""
    return f'<{tag} class="problem">{title}{quoted}</{tag}>'
