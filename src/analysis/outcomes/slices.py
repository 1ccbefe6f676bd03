"""What of the data concerns one place: what a profile of it may see, and the SHA-256 of that.

The official series and what the checks say of them concern every place, since each is shown beside the others. Coded
figures, the texts they are from and the findings about those concern the place, its districts and the provinces that it
was made of. A report of one place that loads no more than its slice need not be made again when an article about
another place comes in.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from analysis.places import BOUNDARIES, Gazetteer

COMMON = "every place"
"""Name of the slice that all places share."""

EVIDENCE = "evidence"
OF_TEXTS = {"sources.csv", "left_out.csv", "uncoded.csv", "mentions.csv"}
"""Raw tables beside ``evidence/`` with rows about texts."""

Row = Mapping[str, str]


def places_about(gazetteer: Gazetteer, place: str) -> frozenset[str]:
    """The ids whose figures concern a place: itself, the provinces it was made of, and the districts of all these."""
    members = gazetteer.members(on=BOUNDARIES["34"], of=BOUNDARIES["63"]).get(place, [])
    provinces = {place, *members}
    return frozenset({*provinces, *(name for name, of in gazetteer.districts().items() if of in provinces)})


def concerns(finding: Row, source_ids: Iterable[str]) -> bool:
    """Whether a finding is one about the series and tables that all places share, or about one of these texts."""
    path, texts = PurePosixPath(finding["file"]), set(source_ids)
    if path.parts[:1] == (EVIDENCE,):
        return path.stem in texts
    return path.name not in OF_TEXTS or finding["subject"] in texts


def described(
    gazetteer: Gazetteer, tables: Mapping[str, bytes], sources: bytes, left_out: bytes, codebook: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """SHA-256 of the common slice and of that of each province on either map, with the ids of its texts.

    ``tables``: the processed tables by file name; ``sources``, ``left_out``: the raw tables of those names;
    ``codebook``: the descriptor that they were read under.
    """
    outcomes, findings = _rows(tables["outcomes.csv"]), _rows(tables["findings.csv"])
    evidence = [row for row in outcomes if row["kind"] == EVIDENCE]
    spoken_of = sorted({row["place_id"] for row in evidence})
    statistics = [row for row in outcomes if row["kind"] != EVIDENCE]
    columns = [{**one, "path": ""} if one["name"] == EVIDENCE else one for one in codebook["resources"]]
    shared, of_texts = list[Row](), list[Row]()
    for row in findings:
        (shared if concerns(row, ()) else of_texts).append(row)
    found = {COMMON: _slice([], statistics, shared, {**codebook, "resources": columns})}
    texts, omitted = _rows(sources), _rows(left_out)
    for place in dict.fromkeys(place for on in BOUNDARIES.values() for place in gazetteer.provinces(on=on)):
        about = places_about(gazetteer, place)
        figures = [row for row in evidence if row["place_id"] in about]
        ids = {row["source_id"] for row in figures}
        found[place] = _slice(
            sorted(ids),
            figures,
            [row for row in texts if row["source_id"] in ids],
            [row for row in of_texts if concerns(row, ids)],
            [row for row in omitted if row["place_id"] in about],
            [] if figures else spoken_of,
        )
    return found


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _slice(source_ids: list[str], *parts: object) -> dict[str, Any]:
    content = json.dumps(parts, ensure_ascii=False, sort_keys=True).encode("utf-8")
    return {"sha256": hashlib.sha256(content).hexdigest(), "texts": source_ids}
