"""The coding desk in JupyterLab: widgets around ``Desk``, which knows everything; see ``docs/add-a-document.md``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from analysis.coding import desk_page as page
from analysis.coding.desk import Desk, DraftChangedError
from analysis.coding.desk_fields import GROUPS, field_of, head_field, options_of, rows_to_name
from analysis.coding.desk_left import left_page, left_title_page
from analysis.coding.desk_words import word
from analysis.coding.head import KEYS, asked
from analysis.vocabulary import UNCODED_REASON, Language

PACKAGE = Path(__file__).parent
DOCUMENT_TAB, LEFT_TAB = 1, 2
"""Which tab describes the document, and which lists the numbers left over."""


class DeskView:
    """One draft on the screen: its text and table, the figure that is looked at, the document, and what to do."""

    def __init__(self, desk: Desk, lang: Language) -> None:
        import ipywidgets

        self.desk, self.lang, self._showing = desk, lang, False
        self.places = desk.places()
        self.progress, self.text, self.table = ipywidgets.HTML(), ipywidgets.HTML(), ipywidgets.HTML()
        self.findings, self.document, self.said = ipywidgets.HTML(), ipywidgets.HTML(), ipywidgets.HTML()
        self.title, self.left, self.hint = ipywidgets.HTML(), ipywidgets.HTML(), ipywidgets.HTML()
        columns = desk.codebook["evidence"]
        self.fields = {n: field_of(columns.field(n), self.places, lang) for group in GROUPS.values() for n in group}
        self.head = {key: head_field(key, desk.codebook, lang) for key in KEYS}
        self.reason = ipywidgets.Dropdown(
            description=word("reason", lang),
            options=options_of({code: term.label(lang) for code, term in UNCODED_REASON.items()}, ""),
            style={"description_width": "initial"},
        ).add_class("desk-reason")
        self.replace = ipywidgets.Checkbox(description=word("replace", lang), indent=False)
        self.buttons = {name: self._button(name, action) for name, action in self._actions().items()}
        self.told = {name: ipywidgets.Text(continuous_update=True) for name in ("figure", "left", "selection")}
        self.widget = self._arranged()
        self._listen()
        self.refresh()

    # What buttons do.

    def _actions(self) -> dict[str, Callable[[], None]]:
        desk = self.desk
        return {
            "previous": lambda: desk.step(-1),
            "next": lambda: desk.step(1),
            "confirm": self._confirm,
            "reject": self._reject,
            "reopen": desk.reopen,
            "take-back": desk.take_back,
            "add-selected": self._add,
            "next-left": desk.go_to_left,
            "document": self._open_document,
            "spread": desk.spread,
            "confirm-rest": desk.confirm_rest,
            "save": self._save,
        }

    def _button(self, name: str, action: Callable[[], None]) -> Any:
        import ipywidgets

        label = word({"add-selected": "add"}.get(name, name), self.lang)
        keys = {"confirm": "C", "reject": "R", "reopen": "U", "take-back": "Z", "add-selected": "A", "spread": "S"}
        keys |= {"previous": "P", "next": "N", "next-left": "X", "document": "D", "save": "W"}
        style = {"confirm": "primary", "save": "success"}.get(name, "")
        shown = f"{label} ({keys[name]})" if name in keys else label
        button = ipywidgets.Button(description=shown, button_style=style).add_class(f"desk-{name}")
        button.layout.width = "auto"
        button.on_click(lambda _: self._do(action))
        return button

    def _do(self, action: Callable[[], None]) -> None:
        """Do what was asked and show what there is now."""
        self.said.value = self.hint.value = ""
        try:
            action()
        except DraftChangedError:
            self.hint.value = page.failure_page(word("changed-elsewhere", self.lang))
        except OSError as error:
            self.hint.value = page.failure_page(str(error))
        self.refresh()

    def _open_document(self) -> None:
        self.tabs.selected_index = DOCUMENT_TAB

    def _confirm(self) -> None:
        if self.desk.left_at is not None:
            self._hint("left-first")
        elif any(finding.severity == "error" for finding in self.desk.findings_of(self.desk.at)):
            self._hint("confirmed-wrong")
        self.desk.confirm()

    def _add(self) -> None:
        """Add the number that is looked at; selected words the page sends itself."""
        if self.desk.left_at is None:
            self._hint("select-first")
        self.desk.add_left()

    def _hint(self, name: str) -> None:
        self.hint.value = f'<p class="desk-hint" role="status">{word(name, self.lang)}</p>'

    def _reject(self) -> None:
        if self.reason.value:
            self.desk.reject(self.reason.value)
        else:
            self._hint("reason-first")

    def _save(self) -> None:
        done = self.desk.save(replace_existing=bool(self.replace.value))
        if done.written:
            self.said.value = page.saved_page(done, self.lang)
        else:
            self.said.value = page.not_saved_page(done, self.desk, self.lang)

    def _correct(self, column: str, cell: str) -> None:
        if not self._showing and self.desk.rows and cell != self.desk.cells[column]:
            self._do(lambda: self.desk.correct(column, cell))

    def _describe(self, key: str, cell: str) -> None:
        if not self._showing and cell != self.desk.head[key]:
            self._do(lambda: self.desk.describe(key, cell))

    def _hear(self, name: str, value: str) -> None:
        """What the page says by itself: a figure or number that was clicked, words that were selected."""
        if self._showing or not value:
            return
        if name in ("figure", "left"):
            go = self.desk.go if name == "figure" else self.desk.go_to_left
            self._do(lambda: go(int(value)))
        else:
            start, _, end = value.partition(":")
            self._do(lambda: self.desk.add(int(start), int(end)))
        self.told[name].value = ""

    def _listen(self) -> None:
        for field in self.fields.values():
            field.on_change(self._correct)
        for field in self.head.values():
            field.on_change(self._describe)
        for name, hidden in self.told.items():
            hidden.observe(lambda change, name=name: self._hear(name, change["new"]), "value")

    # What is shown.

    def refresh(self) -> None:
        """Show the desk as it stands."""
        desk, lang = self.desk, self.lang
        self._showing = True
        self.progress.value = page.progress_page(desk, lang)
        self.text.value, self.table.value = page.text_page(desk), page.table_page(desk, self.places, lang)
        self.left.value = left_page(desk, lang)
        self.document.value = page.findings_page(
            [*desk.findings_of_head(), *desk.findings_elsewhere()], desk, lang, where=True
        )
        wrong = {found.column for found in desk.findings_of_head() if found.severity == "error"}
        next_one = asked(desk.head, wrong)
        for key, field in self.head.items():
            field.show(desk.head[key])
            field.mark(*(["wrong"] if key in wrong else []), *(["asked"] if key == next_one else []))
        errors = sum(found.severity == "error" for found in [*desk.findings_of_head(), *desk.findings_elsewhere()])
        self.tabs.set_title(DOCUMENT_TAB, word("document", lang) + (f" ⚠ {errors}" if errors else ""))
        self.tabs.set_title(LEFT_TAB, f"{word('next-left', lang)}: {len(desk.left)}")
        self.buttons["next-left"].description = f"{word('next-left', lang)}: {len(desk.left)} (X)"
        self.buttons["next-left"].layout.display = "" if desk.left else "none"
        self.form.layout.display = "none" if desk.left_at is not None or not desk.rows else ""
        if desk.left_at is not None:
            self._show_left()
        elif desk.rows:
            self._show_figure()
        self._showing = False

    def _show_left(self) -> None:
        self.title.value, self.findings.value = left_title_page(self.desk, self.lang), ""
        self.buttons["spread"].layout.display = "none"
        self.reason.value = self.desk.last_reason

    def _show_figure(self) -> None:
        desk, findings = self.desk, self.desk.findings_of(self.desk.at)
        self.title.value = page.title_page(desk, self.lang)
        self.findings.value = page.findings_page(findings, desk, self.lang)
        own = desk.cells["row_id"]
        others = [(row.cells["row_id"], row.cells["as_written"]) for row in desk.rows if row.cells["row_id"] != own]
        wrong = {finding.column for finding in findings if finding.severity == "error"}
        for name, field in self.fields.items():
            if name in ("part_of", "share_of"):
                field.widget.options = options_of(rows_to_name(others), desk.cells[name])
            field.show(desk.cells[name])
            field.mark(desk.level_of_column(name), *(["wrong"] if name in wrong else []))
        many = len(desk.alike())
        self.buttons["spread"].description = f"{word('spread', self.lang)}: {many} (S)"
        self.buttons["spread"].layout.display = "" if many else "none"
        self.reason.value = desk.cells["reason"] if desk.cells["reason"] in UNCODED_REASON else ""

    # Where it stands.

    def _arranged(self) -> Any:
        import ipywidgets
        from ipywidgets import HTML, HBox, Layout, VBox

        text = _pane([self.text], width="42%", height="500px")
        self.form = ipywidgets.GridBox([self._group(name) for name in GROUPS], layout=_grid(2, "8px 10px"))
        figure = _pane([self.title, self.buttons["spread"], self.findings, self.form], width="58%", height="500px")
        head = ipywidgets.GridBox([field.widget for field in self.head.values()], layout=_grid(2, "0 12px"))
        head.add_class("desk-head")
        left = _pane([self.left], height="320px")
        self.tabs = ipywidgets.Tab([_pane([self.table], height="320px"), VBox([self.document, head]), left])
        self.tabs.titles = (word("table", self.lang), word("document", self.lang), word("next-left", self.lang))
        self.fields["value"].widget.add_class("desk-first")
        hidden = [told.add_class(f"desk-tell-{name}").add_class("desk-hidden") for name, told in self.told.items()]
        bar = [self.buttons[name] for name in ("previous", "next", "confirm", "reject")]
        after = [self.buttons[name] for name in ("reopen", "take-back", "add-selected", "next-left")]
        wide = Layout(flex_flow="row wrap", align_items="center")
        rows = [
            HTML(f"<style>{(PACKAGE / 'desk.css').read_text(encoding='utf-8')}</style>"),
            self.progress, HBox([*bar, self.reason, *after], layout=wide), self.hint, HBox([text, figure]), self.tabs,
            HBox([self.buttons[name] for name in ("document", "confirm-rest", "save")] + [self.replace], layout=wide),
            self.said.add_class("desk-said"), HTML(page.legend_page(self.lang)), *hidden,
        ]  # fmt: skip
        return VBox(rows).add_class("analysis-desk")

    def _group(self, name: str) -> Any:
        from ipywidgets import HTML, VBox

        title = HTML(f'<div class="desk-group-title">{word(name, self.lang)}</div>')
        return VBox([title, *(self.fields[column].widget for column in GROUPS[name])]).add_class("desk-group")


def _pane(widgets: list[Any], **layout: str) -> Any:
    """Widgets in a frame that scrolls by itself."""
    from ipywidgets import Layout, VBox

    pane = VBox(widgets, layout=Layout(overflow="auto", **layout))
    return pane.add_class("desk-pane").add_class("desk-scroll")


def _grid(columns: int, gap: str) -> Any:
    from ipywidgets import Layout

    return Layout(grid_template_columns=f"repeat({columns}, minmax(0, 1fr))", grid_gap=gap)
