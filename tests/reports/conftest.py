"""Exports as fixtures: from a notebook to a PDF, to Typst source or to a web page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode

from analysis.reports.export.pdf import TypstExporter, TypstPdfExporter
from analysis.reports.export.web import ReportPageExporter


@pytest.fixture
def to_pdf(tmp_path: Path) -> Callable[..., bytes]:
    """Exports a notebook to PDF bytes; keyword arguments are traitlets of the exporter."""

    def export(nb: NotebookNode, **traitlets: Any) -> bytes:
        resources = {"metadata": {"name": "example", "path": str(tmp_path)}}
        pdf, _ = TypstPdfExporter(**traitlets).from_notebook_node(nb, resources)
        return pdf

    return export


@pytest.fixture
def to_typst(tmp_path: Path) -> Callable[..., str]:
    """Exports a notebook to Typst source without the template."""

    def export(nb: NotebookNode, **traitlets: Any) -> str:
        resources = {"metadata": {"name": "example", "path": str(tmp_path)}}
        source, _ = TypstExporter(**traitlets).from_notebook_node(nb, resources)
        return str(source).partition("#show: report.with")[2]

    return export


@pytest.fixture
def to_page(tmp_path: Path) -> Callable[..., str]:
    """Exports a notebook to an HTML page; keyword arguments are traitlets of the exporter."""

    def export(nb: NotebookNode, **traitlets: Any) -> str:
        resources = {"metadata": {"name": "example", "path": str(tmp_path)}}
        page, _ = ReportPageExporter(**traitlets).from_notebook_node(nb, resources)
        return page

    return export
