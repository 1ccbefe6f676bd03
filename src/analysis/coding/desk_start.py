"""Where work at the coding desk begins: one of the drafts, or a document that becomes one."""

from __future__ import annotations

from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analysis.coding.desk import Desk
from analysis.coding.desk_view import DeskView
from analysis.coding.desk_words import word
from analysis.coding.extract import new_draft
from analysis.project import Project
from analysis.sources.codebook import CodebookError
from analysis.sources.documents import DocumentError, read_document
from analysis.vocabulary import Language

PACKAGE = Path(__file__).parent
KINDS = ".html,.htm,.txt,.pdf,.docx"


class DeskStart:
    """The choice of a draft or a document above, and below it the desk with what was chosen."""

    def __init__(self, project: Project, lang: Language) -> None:
        from ipywidgets import HTML, Button, Dropdown, FileUpload, HBox, Layout, VBox

        self.project, self.lang = project, lang
        self.view: DeskView | None = None
        wide = Layout(width="auto")
        self.drafts = Dropdown(description=word("drafts", lang), layout=Layout(width="320px"))
        self.open = Button(description=word("open", lang), layout=wide)
        self.upload = FileUpload(accept=KINDS, multiple=False, description=word("upload", lang), layout=wide)
        self.said, self.place = HTML(), VBox()
        self.open.add_class("desk-open")
        self.open.on_click(lambda _: self.show(project.drafts / f"{self.drafts.value}.csv"))
        self.upload.observe(self._take, "value")
        self.widget = VBox([HBox([self.drafts, self.open, self.upload]), self.said, self.place])
        self._list()

    def _list(self, chosen: str = "") -> None:
        names = sorted(path.stem for path in self.project.drafts.glob("*.csv"))
        self.drafts.options = names or [(word("no-drafts", self.lang), "")]
        self.drafts.value = chosen if chosen in names else self.drafts.options[0] if names else ""
        self.open.disabled = not names

    def show(self, path: Path) -> None:
        """Put a draft on the desk."""
        self._say("")
        try:
            self.view = DeskView(Desk(self.project, path), self.lang)
        except (CodebookError, OSError) as error:
            self._say(str(error))
        else:
            self.place.children = [self.view.widget]

    def _take(self, change: Any) -> None:
        """A document that was chosen in the browser becomes a draft, or it is said why it cannot."""
        if not change["new"]:
            return
        (file,) = change["new"]
        self.upload.value = ()
        self.add(str(file["name"]), bytes(file["content"]))

    def add(self, name: str, content: bytes) -> None:
        """Put the draft of a document on the desk: the one that is there for the same text, else a new one."""
        try:
            with TemporaryDirectory() as folder:
                kept = Path(folder) / (Path(name).name or "document")
                kept.write_bytes(content)
                document = read_document(kept)
            path = self._draft_of(document.content) or new_draft(self.project, document)
        except DocumentError as error:
            self._say(f"{name}: {error.sentence(self.lang)}")
            return
        except OSError as error:
            self._say(str(error))
            return
        self._list(path.stem)
        self.show(path)
        self._say(" ".join(doubt.sentence(self.lang) for doubt in document.doubts))

    def _draft_of(self, content: bytes) -> Path | None:
        texts = {path: path.with_suffix(".txt") for path in sorted(self.project.drafts.glob("*.csv"))}
        return next((path for path, text in texts.items() if text.is_file() and text.read_bytes() == content), None)

    def _say(self, words: str) -> None:
        self.said.value = f'<p role="status">{escape(words)}</p>' if words else ""


def open_desk(lang: Language, file: str = "", project: Project | None = None) -> DeskStart:
    """Show the coding desk below the cell: with the draft ``file``, or with the choice of drafts and documents.

    Raises ProjectNotFoundError outside a project.
    """
    from IPython.display import Javascript, display

    start = DeskStart(project or Project.find(), lang)
    if file:
        start.show(Path(file))
    display(start.widget)
    display(Javascript((PACKAGE / "desk.js").read_text(encoding="utf-8")))
    return start
