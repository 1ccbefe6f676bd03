"""A number of a text that is not coded stands in ``uncoded.csv`` with its place and one of the known reasons."""

from __future__ import annotations

import hashlib
import json

import pytest

from analysis.checks.examine import examine
from analysis.checks.uncoded import check_uncoded
from analysis.vocabulary import UNCODED_REASON


@pytest.fixture
def uncoded(record):
    """A number that names something, at the beginning of the figure's text."""

    def make(line=2, **changes):
        cells = {
            "source_id": "hanam-2020", "start": "0", "as_written": "3 khâu đột phá", "reason": "not_training",
        } | changes  # fmt: skip
        if "end" not in cells:
            cells["end"] = str(int(cells["start"]) + len(cells["as_written"]))
        return record("uncoded", "uncoded.csv", line, cells)

    return make


@pytest.fixture
def check_rows(figure, source, by_rule):
    """Findings about rows beside one coded figure at 20–37 of the same text."""
    figures, sources = {"hanam-2020": [figure(start="20")]}, {"hanam-2020": source()}
    return lambda *rows, **kinds: by_rule(check_uncoded(rows, figures, kinds.get("sources", sources)))


def test_a_number_with_a_place_and_a_reason_has_no_finding(uncoded, check_rows):
    assert check_rows(uncoded()) == {}


def test_it_has_six_words_at_most(uncoded, check_rows):
    found = check_rows(uncoded(start="40", as_written="xác định 3 khâu đột phá quan"))
    assert list(found) == ["quotation-too-long"]


@pytest.mark.parametrize(("start", "end"), [("5", "4"), ("5", "5"), ("0", "13")])
def test_it_is_as_long_as_its_place(uncoded, check_rows, start, end):
    assert list(check_rows(uncoded(start=start, end=end))) == ["quotation-length"]


@pytest.mark.parametrize(("start", "refused"), [("6", False), ("7", True), ("36", True), ("37", False)])
def test_it_is_not_coded_as_well(uncoded, check_rows, start, refused):
    found = check_rows(uncoded(start=start))
    assert list(found) == (["uncoded-is-coded"] if refused else [])
    assert not refused or "hanam-2020-01" in found["uncoded-is-coded"].problem("en")


def test_it_is_said_once(uncoded, check_rows):
    found = check_rows(uncoded(), uncoded(line=3, start="2", as_written="khâu"))
    assert list(found) == ["uncoded-twice"]
    assert "row 2" in found["uncoded-twice"].problem("en")


def test_the_same_place_in_two_texts_is_two_places(uncoded, check_rows):
    assert check_rows(uncoded(), uncoded(line=3, source_id="hanam-2021")) == {}


@pytest.mark.parametrize(
    ("words", "reason", "flags", "found"),
    [
        ("hơn 1.200 lượt cán bộ", "duplicate", "", True),
        ("1.200 lượt cán bộ", "duplicate", "implicit", True),
        ("1.200 lượt cán bộ", "duplicate", "duplicate", False),
        ("1.200 lượt cán bộ", "history", "", False),
        ("1.300 lượt cán bộ", "duplicate", "", False),
        ("1.200 lớp học", "duplicate", "", False),
    ],
)
def test_a_figure_that_is_printed_again_has_the_flag(uncoded, figure, source, words, reason, flags, found):
    row = uncoded(start="90", as_written=words, reason=reason)
    told = list(check_uncoded([row], {"hanam-2020": [figure(start="20", flags=flags)]}, {"hanam-2020": source()}))
    assert [(one.rule, one.subject, one.column) for one in told] == (
        [("printed-again", "hanam-2020-01", "flags")] if found else []
    )
    assert not found or "again at character 90" in told[0].problem("en")


def test_an_excerpt_has_no_text_to_point_into(uncoded, source, check_rows):
    found = check_rows(uncoded(), sources={"hanam-2020": source(text_status="excerpt_seen")})
    assert list(found) == ["uncoded-not-held"]
    assert "left_out.csv" in found["uncoded-not-held"].remedy("en")


def test_a_cell_that_could_not_be_read_is_not_blamed_a_second_time(uncoded, check_rows):
    assert check_rows(uncoded(start="?", end="14")) == {}


# In a project.

TEXT = "Đại hội nêu 3 khâu đột phá."


def put_text(copy, text):
    """Hold a text of one's own under the name of a source, all of whose figures are taken out of the way."""
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    rows = copy.rows("sources.csv")
    at = [row[0] for row in rows].index("bacninh-2019") + 1
    copy.set("sources.csv", at, "text_sha256", digest)
    copy.set_all("evidence/bacninh-2019.csv", "text_sha256", digest)
    copy.project.texts.mkdir()
    (copy.project.texts / "bacninh-2019.txt").write_text(text, encoding="utf-8", newline="")


def test_its_words_stand_in_the_text_where_it_says(copy):
    put_text(copy, TEXT)
    start = TEXT.index("3 khâu")
    header = copy.rows("uncoded.csv")[0]
    copy.write_rows("uncoded.csv", [header, ["bacninh-2019", str(start), str(start + 6), "3 khâu", "name", ""]])
    assert "uncoded.csv" not in {finding.file for finding in examine(copy.project).errors}
    copy.set("uncoded.csv", 2, "start", str(start - 1))
    copy.set("uncoded.csv", 2, "end", str(start + 5))
    found = [finding for finding in examine(copy.project).errors if finding.file == "uncoded.csv"]
    assert [finding.rule for finding in found] == ["quotation-misplaced"]


def test_a_reason_is_one_of_the_known_ones(copy, capsys):
    copy.set("uncoded.csv", 2, "reason", "boring")
    assert copy.build("vi") == 1
    assert "uncoded.csv, dòng 2, cột reason" in capsys.readouterr().err


def test_a_source_that_nobody_knows_is_refused(copy, capsys):
    copy.set("uncoded.csv", 2, "source_id", "goquao-2024")
    assert copy.build() == 1
    assert "Nearest: goquao-2023" in capsys.readouterr().err


def test_a_project_without_the_table_is_built(copy):
    package = json.loads(copy.project.codebook.read_text(encoding="utf-8"))
    package["resources"] = [one for one in package["resources"] if one["name"] != "uncoded"]
    copy.project.codebook.write_text(json.dumps(package), encoding="utf-8")
    copy.path("uncoded.csv").unlink()
    assert copy.build() == 0


def test_a_project_in_which_every_number_is_coded_has_the_table_without_rows(copy, capsys):
    copy.cut("uncoded.csv", 1)
    assert copy.build() == 0
    copy.cut("left_out.csv", 1)
    assert copy.build() == 1, "of other tables no rows are a loss"
    assert "left_out.csv" in capsys.readouterr().err


def test_every_reason_has_words_in_both_languages():
    assert all(term.vi and term.en for term in UNCODED_REASON.values())
