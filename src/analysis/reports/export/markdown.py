"""Markdown cells as Typst: the syntax tree of mistune, node by node."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import unquote

from analysis.reports.export.compiler import Trial, complaint
from analysis.reports.export.faults import Faults
from analysis.reports.export.formulas import displayed_apart, typst_math
from analysis.reports.export.html_tables import from_html, no_picture
from analysis.reports.export.html_text import ADDRESS, TAGS, inline, parsed
from analysis.reports.export.literals import displayable, problem, string, wrapping_string
from analysis.reports.export.tables import Cell, Table

Token = dict[str, Any]
_WORDLESS = frozenset({"inline_html", "block_html", "footnote_ref", "footnotes"})
_EXHIBIT = re.compile("(fig|tbl|notice)-")  # how ids of exhibits begin
_ANCHOR = re.compile(r"<a\b[^>]*\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_ENVIRONMENT = r"^ {0,3}\\begin\{(?P<of>[a-z]+\*?)\}[\s\S]+?\\end\{(?P=of)\}[ \t]*(?:\n|$)"
_SHOWN_TAG = re.compile(r"<(img|iframe|video|audio|embed|object)\b", re.IGNORECASE)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(rf"<!--|</?({'|'.join(TAGS)})\b", re.IGNORECASE)
_PASSAGE = re.compile(r"<(\w+)\b[^>]*\blang\s*=\s*[\"']?([a-z]{2,3})\b", re.IGNORECASE)


def parse(text: str) -> list[Token]:
    """The syntax tree of a Markdown text (with tables, footnotes, strikethrough, math and task lists)."""
    return displayed_apart(_parser()(text))


@cache
def _parser() -> Callable[[str], Any]:
    import mistune

    plugins: list[Any] = ["table", "footnotes", _notes_of_notes, "strikethrough", "math", "task_lists", _environments]
    nested = ["mistune.plugins.table.table_in_list", "mistune.plugins.table.table_in_quote"]
    return mistune.create_markdown(renderer=None, plugins=[*plugins, *nested])


def _environments(markdown: Any) -> None:
    """LaTeX environments stand in Jupyter without dollar signs, too."""

    def read(_: Any, found: re.Match[str], state: Any) -> int:
        state.append_token({"type": "block_math", "raw": found[0].strip()})
        return found.end()

    markdown.block.register("environment", _ENVIRONMENT, read, before="list")


def _notes_of_notes(markdown: Any) -> None:
    """mistune reads the footnotes that the text calls; those that only a footnote calls are read here."""
    from mistune.plugins.footnotes import parse_footnote_item

    def complete(_: Any, tokens: list[Token], state: Any) -> list[Token]:
        called = state.env.get("footnotes") or []
        known = tokens[-1]["children"] if called else []
        while len(known) < len(called):  # grows with each note that calls another
            item = state.child_state("")
            item.tokens = [parse_footnote_item(markdown.block, called[len(known)], len(known) + 1, state)]
            known += markdown.render_state(item)
        return tokens

    markdown.after_render_hooks.append(complete)


def plain_text(tokens: list[Token], wordless: frozenset[str] = _WORDLESS) -> str:
    """The words of a syntax tree without any markup."""
    return "".join(
        plain_text(token["children"], wordless) if "children" in token else html.unescape(token.get("raw", " "))
        for token in tokens
        if token["type"] not in wordless
    )


def heading_anchor(tokens: list[Token]) -> str:
    """The anchor that Jupyter gives a heading: its words joined by hyphens."""
    return "-".join(plain_text(tokens).split())


def anchors(tokens: list[Token]) -> list[str]:
    """All places in a Markdown cell that a link may point to: headings and HTML anchors."""
    found: list[str] = []
    for token in tokens:
        if token["type"] == "heading":
            found.append(heading_anchor(token["children"]))
        if token["type"] == "place":
            found.append(token["raw"])
        if token["type"] in {"inline_html", "block_html"}:
            found.extend(_ANCHOR.findall(token["raw"]))
        found.extend(anchors(token.get("children", [])))
    return [name for name in found if displayable(name)]  # nothing leads to a name without a letter


def target(token: Token, targets: Mapping[str, str], faults: Faults) -> tuple[str, str]:
    """Name and kind of what a link within the report leads to; without a target it is a fault, and the kind is "".

    A link to an exhibit that is not there refuses the notebook. `#` alone is the top of the page.
    """
    url = token["attrs"]["url"]
    name = html.unescape(unquote(url[1:]))
    alike = [name] if name in targets else [one for one in targets if _slug(one) == _slug(name)]
    if len(alike) == 1:
        return alike[0], targets[alike[0]]  # perhaps as GitHub would write it
    if name:
        note = faults.refuse if _EXHIBIT.match(name) else faults.report
        known = ", ".join(sorted(targets)) or "none"
        note(f"The link [{plain_text(token['children'])}]({url}) has no target. Known targets: {known}.")
    return name, ""


def passages(tokens: list[Token]) -> list[Token]:
    """Inline tokens in which a tag with `lang` and all up to its end are one token of type `passage`."""
    for start, token in enumerate(tokens):
        if token["type"] == "inline_html" and (opening := _PASSAGE.match(token["raw"])):
            name, lang = opening[1].lower(), opening[2].lower()
            depth = 0
            for end in range(start, len(tokens)):
                raw = tokens[end]["raw"].lower() if tokens[end]["type"] == "inline_html" else ""
                depth += bool(re.match(rf"<{name}\b", raw)) - raw.startswith(f"</{name}")
                if depth == 0 and end > start:
                    passage = {"type": "passage", "lang": lang, "children": tokens[start + 1 : end]}
                    return [*tokens[:start], passage, *passages(tokens[end + 1 :])]
    return tokens


def emphasis_only(text: str) -> list[Token] | None:
    """One line of Markdown (a caption, a note): its emphasis and passages, the rest as text; None if it is no line."""
    paragraphs = [token for token in parse(text) if "children" in token]
    if len(paragraphs) != 1 or paragraphs[0]["type"] != "paragraph":
        return None
    return _emphasis_kept(paragraphs[0]["children"])


def _emphasis_kept(tokens: list[Token]) -> list[Token]:
    kept = []
    for token in passages(tokens):
        if token["type"] in {"emphasis", "strong", "passage"}:
            kept.append({**token, "children": _emphasis_kept(token["children"])})
        elif token["type"] == "inline_html" and not _TAG.match(token["raw"]):
            kept.append({"type": "text", "raw": token["raw"]})  # <unit> is a word
        else:
            kept.append({"type": "text", "raw": plain_text([token])})
    return kept


@dataclass
class Writer:
    """Writes Markdown as Typst expressions.

    `targets` maps each link target of the notebook to "figure", "table" (numbered), "notice" or "place";
    `picture` turns the address and the text alternative of an image into a Typst expression.
    """

    targets: Mapping[str, str] = field(default_factory=dict)
    picture: Callable[[str, str], str] = no_picture
    faults: Faults = field(default_factory=Faults)
    top_level: int = 1
    trial: Trial = complaint
    _level: int = 0
    _written: set[str] = field(default_factory=set)
    _notes: dict[str, Token] = field(default_factory=dict)
    _notes_prefix: int = 0
    _nested: bool = False

    def __post_init__(self) -> None:
        self._known: dict[str, Callable[[Token], str]] = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "list": self._list,
            "table": self._table,
            "block_code": self._block_code,
            "block_html": self._block_html,
            "block_text": lambda it: self._inlines(it["children"]),
            "block_quote": lambda it: f"quote(block: true, {self._nested_blocks(it['children'])})",
            "block_math": lambda it: self.formula(it["raw"], block=True),
            "thematic_break": lambda _: "separator()",
            "blank_line": lambda _: "",
            "footnotes": lambda _: "",  # written where they are referred to
            "place": lambda it: self._anchored(it["raw"], "[]"),
            "text": lambda it: wrapping_string(html.unescape(it["raw"])),
            "emphasis": lambda it: f"emph({self._inlines(it['children'])})",
            "strong": lambda it: f"strong({self._inlines(it['children'])})",
            "strikethrough": lambda it: f"strike({self._inlines(it['children'])})",
            "passage": lambda it: f"text(lang: {string(it['lang'])}, {self._inlines(it['children'])})",
            "codespan": lambda it: f"raw({wrapping_string(html.unescape(it['raw']))})",
            "softbreak": lambda _: '" "',
            "linebreak": lambda _: "linebreak()",
            "inline_html": self._inline_html,
            "inline_math": lambda it: self.formula(it["raw"], block=False),
            "image": lambda it: f"box({self._picture(it)})",
            "link": self._link,
            "footnote_ref": self._footnote_ref,
            "heading_note": lambda it: f"heading-note({self._footnote_ref(it)})",
        }

    def write(self, tokens: list[Token]) -> str:
        """One Markdown cell; its footnotes keep to themselves."""
        self._notes_prefix += 1
        self._notes = {
            note["attrs"]["key"]: note for token in tokens if token["type"] == "footnotes" for note in token["children"]
        }
        text = self._blocks(tokens)
        # A note on the title, which stands on the title page, and on what else is not shown here.
        left = [
            self._note(note["children"]) for key, note in self._notes.items() if self._name(key) not in self._written
        ]
        return "\n".join([text, *left])

    def emphasised(self, text: str) -> str:
        """One line of Markdown (a caption, a note) in which only emphasis counts; the rest is plain text."""
        kept = emphasis_only(text)
        return string(text) if kept is None else self._inlines(kept)

    def formula(self, latex: str, *, block: bool) -> str:
        """A LaTeX formula; one that cannot be set becomes a visible box with the reason and the source."""
        latex, shape = latex.strip(), f"block: {str(block).lower()}"
        try:
            math = string(typst_math(latex))
            reason = self.trial(f'#math.equation(eval({math}, mode: "math"), alt: "formula", {shape})')
        except ValueError as error:
            reason = str(error)
        if reason is None:
            return f"formula({math}, {string(latex)}, {shape})"
        self.faults.report(f"the formula {latex} cannot be shown: {reason}")
        return f"box({problem('formula', reason, latex)})"

    def _blocks(self, tokens: list[Token]) -> str:
        return "{" + "\n".join(filter(None, map(self._visit, tokens))) + "}"

    def _inlines(self, tokens: list[Token]) -> str:
        return "{" + "; ".join([*filter(None, map(self._visit, passages(tokens))), '""']) + "}"

    def _visit(self, token: Token) -> str:
        method = self._known.get(token["type"])
        if method is None:
            self.faults.report(f"Markdown of the type {token['type']} is unknown; its words are shown as they are")
            return wrapping_string(plain_text([token]))
        return method(token)

    # Blocks

    def _heading(self, token: Token) -> str:
        if not displayable(plain_text(token["children"], _WORDLESS | {"image"})).strip():
            # No title, and so no heading in a PDF/UA.
            return self._paragraph(token) if any(child["type"] != "text" for child in token["children"]) else ""
        # PDF/UA forbids skipped levels: at most one deeper than the heading before.
        level = token["attrs"]["level"] - self.top_level + 1
        self._level = max(1, min(level, self._level + 1))
        # The table of contents repeats the words of a heading, but no place may come twice.
        places = [self._anchored(name, "[]") for name in anchors(token["children"])]
        words = [
            {**child, "type": "heading_note"} if child["type"] == "footnote_ref" else child
            for child in token["children"]
        ]
        body = f"heading(level: {self._level}, {self._inlines(words)})"
        return "\n".join([*places, self._anchored(heading_anchor(token["children"]), body)])

    def _paragraph(self, token: Token) -> str:
        children = token["children"]
        if [child["type"] for child in children] == ["image"]:
            return f"spaced({self._picture(children[0])})"
        return f"par({self._inlines(children)})"

    def _list(self, token: Token) -> str:
        items = ", ".join(self._list_item(item) for item in token["children"])
        tasks = any(item["type"] == "task_list_item" for item in token["children"])
        function, options = "list", "marker: [], " if tasks else ""
        if token["attrs"]["ordered"]:
            function, options = "enum", f"start: {token['attrs'].get('start', 1)}, "
        # A paragraph break gives a list of its own the space of a paragraph; a list in a list stays close.
        breaking = "" if self._nested else "parbreak(); "
        return f"{breaking}{function}(tight: {str(token['tight']).lower()}, {options}{items})"

    def _list_item(self, token: Token) -> str:
        body = self._nested_blocks(token["children"])
        if token["type"] == "task_list_item":
            return f"task({str(token['attrs']['checked']).lower()}, {body})"
        return body

    def _nested_blocks(self, tokens: list[Token]) -> str:
        outside, self._nested = self._nested, True
        body = self._blocks(tokens)
        self._nested = outside
        return body

    def _table(self, token: Token) -> str:
        rows = [[self._table_cell(cell) for cell in token["children"][0]["children"]]]
        for part in token["children"][1:]:
            rows += [[self._table_cell(cell) for cell in row["children"]] for row in part["children"]]
        return f"show-table({Table(rows, head=1).typst()}, nested: {str(self._nested).lower()})"

    def _table_cell(self, token: Token) -> Cell:
        return Cell(self._inlines(token["children"]), plain_text(token["children"]), align=token["attrs"]["align"])

    def _block_code(self, token: Token) -> str:
        language = (token.get("attrs", {}).get("info") or "").split(" ")[0]
        return f"code({wrapping_string(token['raw'].rstrip())}, {string(language)})"

    def _block_html(self, token: Token) -> str:
        blocks = [
            f"show-table({part.typst()}, nested: {str(self._nested).lower()})" if isinstance(part, Table) else part
            for part in from_html(token["raw"], self.picture)
        ]
        return "\n".join([*(self._anchored(name, "[]") for name in _ANCHOR.findall(token["raw"])), *blocks])

    # Inline

    def _inline_html(self, token: Token) -> str:
        if _LINE_BREAK.match(token["raw"]):
            return "linebreak()"
        if _SHOWN_TAG.match(token["raw"]):
            return inline(parsed(token["raw"]), self.picture)
        return "; ".join(self._anchored(name, "[]") for name in _ANCHOR.findall(token["raw"]))

    def _picture(self, token: Token) -> str:
        return self.picture(token["attrs"]["url"], plain_text(token["children"]))

    def _link(self, token: Token) -> str:
        url = token["attrs"]["url"]
        words = self._inlines(token["children"])
        if ADDRESS.match(url):
            return f"link({string(url)}, {words})"
        if not url.startswith("#"):
            if ":" in url.partition("/")[0]:
                self.faults.report(f"the link {url[:200]} leads neither to a web page, an e-mail nor a telephone")
            return words  # what lies beside the notebook does not lie beside the report
        name, kind = target(token, self.targets, self.faults)
        if not kind:
            return words
        return f"ref(label({string(name)}))" if kind in {"figure", "table"} else f"link(label({string(name)}), {words})"

    def _footnote_ref(self, token: Token) -> str:
        name = self._name(token["raw"])
        if name in self._written:
            return f"footnote(label({string(name)}))"
        self._written.add(name)
        return f"labelled({string(name)}, footnote({self._note(self._notes[token['raw']]['children'])}))"

    def _note(self, tokens: list[Token]) -> str:
        """The blocks of a footnote; a first paragraph begins beside its number."""
        beside = 1 if tokens[0]["type"] == "paragraph" else 0
        first = [self._inlines(token["children"]) for token in tokens[:beside]]
        below = [self._nested_blocks(tokens[beside:])] if tokens[beside:] else []
        return f"{{{'; parbreak(); '.join(first + below)}}}"

    def _name(self, key: str) -> str:
        return f"footnote {self._notes_prefix} {key}"

    def _anchored(self, name: str, body: str) -> str:
        if name in self._written or self.targets.get(name) != "place":
            return body
        self._written.add(name)
        return f"labelled({string(name)}, {'metadata(none)' if body == '[]' else body})"


def _slug(name: str) -> str:
    return re.sub(r"[^\w]+", "-", name.casefold()).strip("-")
