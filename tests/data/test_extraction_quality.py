"""How well the extraction reads passages that were coded by hand: what it reaches today is what it must keep.

The passages are made up for tests and were coded by people who had not seen the rules. All of them have been looked at
since, so these are floors against going backwards; what the rules reach on texts nobody has looked at is measured when
new ones are written (docs/extraction.md).
"""

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from analysis.places import districts, load, place_named
from analysis.project import Project
from analysis.sources.extraction.candidate import Defaults
from analysis.sources.extraction.candidates import Reader
from analysis.sources.extraction.mentions import PlaceNames

PASSAGES = Path(__file__).parent / "passages"
FIELDS = ("unit", "qualifier", "indicator", "status", "place_id", "tier", "population", "training")
FLOORS = {
    "seen": {"recall": 0.99, "precision": 0.99, "value": 1.0, "unit": 0.98, "qualifier": 0.99, "indicator": 0.98,
             "status": 0.97, "place_id": 0.98, "tier": 0.94, "population": 0.88, "training": 0.93, "year": 0.96},
    "held_out": {"recall": 0.99, "precision": 0.99, "value": 1.0, "unit": 0.99, "qualifier": 0.99, "indicator": 0.98,
                 "status": 0.96, "place_id": 0.97, "tier": 0.91, "population": 0.81, "training": 0.89, "year": 0.93},
    "second": {"recall": 0.96, "precision": 0.98, "value": 0.99, "unit": 0.99, "qualifier": 0.99, "indicator": 0.98,
               "status": 0.93, "place_id": 0.97, "tier": 0.85, "population": 0.89, "training": 0.88, "year": 0.93},
    "third": {"recall": 0.98, "precision": 0.99, "value": 0.99, "unit": 0.99, "qualifier": 0.99, "indicator": 0.99,
              "status": 0.98, "place_id": 0.98, "tier": 0.89, "population": 0.88, "training": 0.89, "year": 0.97},
}  # fmt: skip


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def number(cell):
    return Decimal(cell) if cell else None


@pytest.mark.parametrize("folder", FLOORS)
def test_the_extraction_reaches_what_it_reached(folder):
    project = Project.find(Path(__file__))
    reader = Reader(PlaceNames(load(project), districts(project)))
    right, found_of, coded_of, extra = Counter(), 0, 0, 0
    for document in rows(PASSAGES / folder / "documents.csv"):
        text = (PASSAGES / folder / f"{document['name']}.txt").read_bytes().decode("utf-8")
        published = date.fromisoformat(document["published"]) if document["published"] else None
        place = place_named(project, document["place"], published) if document["place"] else ""
        found = list(reader.read(text, Defaults(place_id=place, published=published)))
        coded = rows(PASSAGES / folder / f"{document['name']}.csv")
        coded_of += len(coded)
        for row in coded:
            over = [c for c in found if c.start < int(row["end"]) and int(row["start"]) < c.end]
            if not over:
                continue
            best = next((c for c in over if c.value == number(row["value"])), over[0])
            found.remove(best)
            found_of += 1
            right["value"] += best.value == number(row["value"]) and best.value_low == number(row["value_low"])
            right["year"] += str(best.period_end)[:4] == row["period_end"][:4]
            right.update(field for field in FIELDS if getattr(best, field) == row[field])
        extra += len(found)
    reached = {name: count / found_of for name, count in right.items()}
    reached |= {"recall": found_of / coded_of, "precision": found_of / (found_of + extra)}
    short = {name: (round(reached[name], 3), floor) for name, floor in FLOORS[folder].items() if reached[name] < floor}
    assert short == {}
