"""Typst source in, PDF bytes out: the only module that knows the Typst compiler and the fonts.

Every PDF conforms to PDF/UA-1 (accessible) and PDF/A-3a (archivable).  The fonts come from two pinned
packages and from the compiler itself, never from the computer, so equal input gives equal bytes everywhere.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from analysis.reports.export.faults import ExportError
from analysis.reports.export.packing import packed

if TYPE_CHECKING:
    import typst

_PDF: Mapping[str, Any] = {"format": "pdf", "pdf_standards": ["ua-1", "a-3a"]}
_PNG: Mapping[str, Any] = {"format": "png", "ppi": 200}
Trial = Callable[..., str | None]
"""Why a piece of markup, with the files that it needs, cannot be shown: `complaint`, or another judge."""

_TRIAL_HEAD = '#set document(title: "trial")\n#set text(font: "Source Serif 4")\n'


def compile_pdf(
    source: str, assets: Mapping[str, bytes], *, timestamp: int, fonts: str = ""
) -> tuple[bytes, list[str]]:
    """Compile Typst source and the files that it names into a packed PDF.

    `timestamp` is the creation date of the PDF in seconds since 1970 (UTC); the clock is never read. `fonts` is a
    folder of further font files. Returns the PDF and the warnings of the compiler. Raises `ExportError` with Typst's
    message and hints.
    """
    pdf, warnings = _compile(source, assets, timestamp, fonts)
    _compilers.forget(fonts)
    return packed(pdf), warnings


def complaint(markup: str, *assets: tuple[str, bytes]) -> str | None:
    """Why Typst cannot show a piece of markup by itself, or None if it can.

    One trial takes about a millisecond, which makes it cheap to isolate every formula and picture before
    one of them can break the whole report.  `assets` are (name, content) of the files that it needs.
    """
    try:
        _compile(_TRIAL_HEAD + markup, dict(assets), timestamp=0)
    except ExportError as error:
        return str(error).split(". ")[0]
    return None


def rasterised(drawing: bytes) -> bytes:
    """An SVG as PNG of 200 pixels an inch: above some 40,000 marks smaller, and much faster to show.

    Raises `ExportError` if it cannot be drawn.
    """
    page = '#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg")'
    return _compile(page, {"drawing.svg": drawing}, timestamp=0, to=_PNG)[0]


def _compile(
    source: str, assets: Mapping[str, bytes], timestamp: int, fonts: str = "", to: Mapping[str, Any] = _PDF
) -> tuple[bytes, list[str]]:
    import typst

    with TemporaryDirectory() as folder:
        # Typst reads nothing outside its root: here the pictures of the report and nothing else.
        for name, content in assets.items():
            path = Path(folder, name)
            if not path.resolve().is_relative_to(Path(folder).resolve()):
                raise ExportError(f"a file of the report cannot be called {name}")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        try:
            compiler = _compilers.with_fonts(fonts, folder)
            pdf, warnings = compiler.compile_with_warnings(source.encode(), root=folder, timestamp=timestamp, **to)
        except typst.TypstError as error:
            raise ExportError(". ".join([error.message, *error.hints])) from error
    # Several pages of PNG or SVG would come as a list.
    return cast("bytes", pdf), [". ".join([str(warning.message), *warning.hints]) for warning in warnings]


_USES, _AGEING = 32, 6
"""Compilations after which a compiler is left, and empty ones after each report."""


class _Compilers(threading.local):
    """The compilers of one thread, kept because a further report takes one that knows the page design a tenth less.

    As it also keeps the pictures and attachments of its reports, another takes its place after `_USES` of them.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[typst.Compiler, int]] = {}

    def with_fonts(self, own: str, root: str) -> typst.Compiler:
        """One with the fonts of the report and those of a user's folder ("" for none); a new one begins in `root`."""
        import typst

        compiler, uses = self._known.get(own, (None, 0))
        if compiler is None or uses == _USES:
            compiler, uses = typst.Compiler(root=root, font_paths=fonts_of_reports(own)), 0
        self._known[own] = compiler, uses + 1
        return compiler

    def forget(self, own: str) -> None:
        """Let Typst forget what the last two reports did not use; by itself, it keeps what any of the last ten did.

        What a compilation did not use ages by one, be it an empty one; at ten it is forgotten.
        """
        compiler, _ = self._known[own]
        for _ in range(_AGEING):
            compiler.compile(b"", format="svg")


_compilers = _Compilers()


@cache
def fonts_of_reports(own: str) -> typst.Fonts:
    """The fonts of the report, and those of a user's folder; read once, best before threads need them."""
    import fontpkg_inter
    import fontpkg_source_serif_4
    import typst

    folders = [package.ROOT / "files" for package in (fontpkg_inter, fontpkg_source_serif_4)]
    return typst.Fonts(include_system_fonts=False, font_paths=[*folders, *filter(None, [own])])
