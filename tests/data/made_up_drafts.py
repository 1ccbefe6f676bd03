"""A made-up article of the genre with the figures in it, as an extraction would propose them."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from analysis.coding.draft import draft_files, draft_rows
from analysis.coding.head import Head
from analysis.quantities import Bounds
from analysis.sources.documents.document import Document
from analysis.sources.extraction.candidate import CONFIDENT_FIELDS, Candidate, Defaults

ARTICLE = """Cà Mau bồi dưỡng 1.250 lượt cán bộ

Năm 2023, tỉnh Cà Mau (tên và số trong bài này được đặt ra để thử) mở 32 lớp bồi dưỡng cho 1.250 lượt cán bộ, công chức,
trong đó cấp tỉnh 450 lượt, cấp xã 800 lượt. Kinh phí gần 2,5 tỷ đồng.
Phấn đấu đến năm 2025 có 80% công chức cấp xã được bồi dưỡng hàng năm.
"""

SOURCE = "camau-2023"


def candidate(words: str, value: str, occurrence: int = 1, **changes: Any) -> Candidate:
    """A figure of the article, complete and without a fault unless the changes make one."""
    start = -1
    for _ in range(occurrence):
        start = ARTICLE.index(words, start + 1)
    qualifier = changes.get("qualifier", "exact")
    bounds = Bounds.of(Decimal(value), qualifier)
    cells: dict[str, Any] = {
        "start": start, "end": start + len(words), "as_written": words,
        "value": Decimal(value), "value_low": bounds.low, "value_high": bounds.high,
        "unit": "participation", "unit_as_written": "lượt", "qualifier": qualifier, "indicator": "participations",
        "status": "result", "place_id": "ca-mau", "tier": "all", "population": "cbcc", "training": "any",
        "criterion": "none", "frequency": "once",
        "period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31),
        "confidence": dict.fromkeys(CONFIDENT_FIELDS, "sentence"), "rules": ("participations",),
    }  # fmt: skip
    return Candidate(**cells | changes)


def candidates() -> list[Candidate]:
    """All figures of the article; the first is the headline, which says again what the body says."""
    return [
        candidate("1.250 lượt cán bộ", "1250"),
        candidate("32 lớp", "32", unit="class", unit_as_written="lớp", indicator="classes"),
        candidate("1.250 lượt cán bộ", "1250", occurrence=2),
        candidate("cấp tỉnh 450 lượt", "450", tier="provincial"),
        candidate("cấp xã 800 lượt", "800", tier="commune"),
        candidate(
            "gần 2,5 tỷ đồng", "2500000000", unit="vnd", unit_as_written="tỷ đồng", qualifier="nearly",
            indicator="budget",
        ),
        candidate(
            "80% công chức cấp xã", "80", unit="percent", unit_as_written="%", indicator="share_trained_yearly",
            status="target", tier="commune", population="civil_servant", frequency="per_year", period_start=None,
            period_end=date(2025, 12, 31),
        ),
    ]  # fmt: skip


DOCUMENT = Document("text", ARTICLE.encode("utf-8"), "Cà Mau bồi dưỡng cán bộ", "An", "Báo thử", "", date(2024, 1, 10))


class DraftFolder:
    """A draft in a folder of the test's own, and hands to change it as a person would with an editor."""

    def __init__(self, folder: Path, document: Document = DOCUMENT, defaults: Defaults | None = None) -> None:
        self.path = folder / f"{SOURCE}.csv"
        rows = draft_rows(candidates(), SOURCE, document.sha256)
        for path, content in draft_files(
            self.path, Head.of(document, SOURCE, defaults), rows, document.content
        ).items():
            path.write_bytes(content)

    @property
    def head(self) -> Path:
        return self.path.with_suffix(".toml")

    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.path.read_text(encoding="utf-8"), newline="")))

    def write(self, rows: list[dict[str, str]]) -> None:
        stream = io.StringIO(newline="")
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        self.path.write_bytes(stream.getvalue().encode("utf-8"))

    def set(self, row: int, **cells: str) -> None:
        """Write cells; ``row`` is the number that a spreadsheet and the findings give it."""
        rows = self.rows()
        rows[row - 2] |= cells
        self.write(rows)

    def set_all(self, **cells: str) -> None:
        self.write([row | cells for row in self.rows()])

    def decide(self) -> None:
        """All confirmed but the headline, the parts with their total."""
        self.set_all(decision="confirmed")
        self.set(2, decision="rejected", reason="duplicate")
        self.set(5, part_of="#3")
        self.set(6, part_of="#3")

    def set_head(self, key: str, value: str) -> None:
        lines = self.head.read_text(encoding="utf-8").splitlines(keepends=True)
        changed = [f"{key} = {value}\n" if line.startswith(f"{key} =") else line for line in lines]
        assert changed != lines
        self.head.write_text("".join(changed), encoding="utf-8")
