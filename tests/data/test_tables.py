"""From text cells to records under the codebook: what each type accepts, and the finding for what it does not."""

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from analysis.checks.tables import check_keys, read_records
from analysis.sources.cells import read_sheet
from analysis.sources.codebook import read_codebook

FIELDS: list[dict[str, Any]] = [
    {"name": "id", "type": "string", "constraints": {"required": True, "unique": True, "pattern": "^[a-z]+$"}},
    {"name": "value", "type": "number", "constraints": {"minimum": "0", "maximum": "100"}},
    {"name": "count", "type": "integer", "constraints": {"minimum": "1"}},
    {"name": "year", "type": "year"},
    {"name": "day", "type": "date"},
    {"name": "tier", "type": "string", "vocabulary": "tier"},
    {"name": "flags", "type": "string", "vocabulary": "flag", "separator": "|"},
]
HEADER = ",".join(field["name"] for field in FIELDS)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "datapackage.json"
    resource = {"name": "t", "path": "t.csv", "schema": {"fields": FIELDS, "primaryKey": ["year", "tier"]}}
    path.write_text(json.dumps({"resources": [resource]}), encoding="utf-8")
    return read_codebook(path)["t"]


@pytest.fixture
def read(tmp_path, table):
    """Records and findings of a file with these lines below the header."""

    def lines(*rows, header=HEADER):
        path = tmp_path / "t.csv"
        path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
        return read_records(table, "t.csv", read_sheet(path))

    return lines


@pytest.fixture
def fault(read):
    """The one finding about a row in which one cell was changed."""

    def of(column, cell):
        cells = {"id": "a", "value": "1", "count": "1", "year": "2016", "day": "", "tier": "", "flags": ""}
        records, findings = read(",".join({**cells, column: cell}.values()))
        assert len(findings) == 1
        assert (findings[0].file, findings[0].row, findings[0].column) == ("t.csv", 2, column)
        assert findings[0].value == cell
        assert records[0].broken == {column}
        assert records[0].values[column] is None
        return findings[0]

    return of


def test_good_cells_become_values_of_their_type(read):
    (record,), findings = read("a,25.6,12,2016,2016-12-31,commune,duplicate|implicit")
    assert not findings
    assert record.text("id") == "a"
    assert record.number("value") == Decimal("25.6")
    assert (record.integer("count"), record.integer("year")) == (12, 2016)
    assert record.day("day") == date(2016, 12, 31)
    assert record.text("tier") == "commune"
    assert record.words("flags") == ("duplicate", "implicit")


def test_empty_cells_are_empty_values(read):
    (record,), findings = read("a,,,,,,")
    assert not findings
    assert (record.number("value"), record.integer("count"), record.day("day")) == (None, None, None)
    assert (record.text("tier"), record.words("flags")) == ("", ())


def test_a_required_cell_may_not_be_empty(fault):
    assert fault("id", "").rule == "value-missing"


def test_a_cell_must_have_the_form_of_its_column(fault):
    finding = fault("id", "A1")
    assert finding.rule == "pattern"
    assert "^[a-z]+$" in finding.problem("en")


def test_a_number_with_two_readings_names_both(fault):
    finding = fault("value", "2.547")
    assert finding.rule == "number-ambiguous"
    assert finding.remedy("en") == "Write 2547 if it is a whole number, 2.5470 if it is a decimal"


@pytest.mark.parametrize("cell", ["many", "5%", "1e3", "٣"])
def test_words_and_units_are_not_numbers(fault, cell):
    assert fault("value", cell).rule == "number-malformed"


@pytest.mark.parametrize(("cell", "rule"), [("-1", "below-minimum"), ("100.5", "above-maximum")])
def test_a_number_keeps_its_limits(fault, cell, rule):
    finding = fault("value", cell)
    assert finding.rule == rule
    assert cell in finding.problem("en")


@pytest.mark.parametrize("cell", ["0", "100", "0.0"])
def test_the_limits_themselves_are_allowed(read, cell):
    assert not read(f"a,{cell},,,,,")[1]


@pytest.mark.parametrize("cell", ["1.5", "1.000", "x", "٣"])
def test_an_integer_has_digits_only(fault, cell):
    assert fault("count", cell).rule == "integer-malformed"


@pytest.mark.parametrize("cell", ["16", "3016", "2016.0", "20160", "2٠16"])
def test_a_year_has_four_digits(fault, cell):
    assert fault("year", cell).rule == "year-malformed"


@pytest.mark.parametrize("cell", ["31/12/2016", "2016", "2015-02-29"])
def test_a_day_exists_and_is_written_year_month_day(fault, cell):
    assert fault("day", cell).rule == "date-malformed"


def test_an_unknown_word_is_refused_and_the_nearest_is_named(fault):
    finding = fault("tier", "comune")
    assert finding.rule == "word-unknown"
    assert "commune" in finding.remedy("en")


def test_a_word_that_is_like_none_is_answered_with_the_words_that_are_allowed(fault, table):
    allowed = ", ".join(table.field("tier").allowed)
    assert fault("tier", "wxyz").remedy("en") == f"Nearest: –. Words allowed: {allowed}"
    assert fault("tier", "wxyz").remedy("vi") == f"Gần nhất: –. Các từ được phép: {allowed}"


@pytest.mark.parametrize(
    ("written", "code"), [("cấp huyện", "district"), ("Cấp Xã", "commune"), ("huyện", "district"), ("all tiers", "all")]
)
def test_a_label_in_the_place_of_a_code_is_answered_with_the_code(fault, written, code):
    assert fault("tier", written).details["nearest"].split(", ")[0] == code


def test_a_pattern_is_shown_with_a_cell_that_fits_it(codebook):
    for table in codebook:
        for field in table.fields:
            assert not field.pattern or "sha256" in field.name or re.fullmatch(field.pattern, field.example)


def test_a_missing_column_is_told_with_the_columns_that_nobody_knows(read):
    _, findings = read("a,1,1,2016,,,", header="id,value,count,year,ngày,tier,flags")
    missing = next(finding for finding in findings if finding.rule == "column-missing")
    assert missing.problem("en") == "Column day is missing; columns that are unknown: ngày"


def test_a_long_list_is_named_by_its_page(fault, monkeypatch):
    monkeypatch.setattr("analysis.checks.tables.SHOWN_WORDS", 3)
    assert fault("tier", "wxyz").remedy("en") == "Nearest: –. Words allowed: data/processed/codebook.csv (allowed)"


def test_each_word_of_several_must_be_known(fault):
    assert fault("flags", "duplicate|implizit").rule == "word-unknown"


@pytest.mark.parametrize("cell", ["implicit|duplicate", "duplicate|duplicate"])
def test_several_words_are_sorted_and_different(fault, cell):
    finding = fault("flags", cell)
    assert finding.rule == "words-unsorted"
    assert finding.remedy("en").startswith("Write duplicate")


def test_a_missing_column_is_named_with_the_one_that_looks_like_it(read):
    _, findings = read("a,1", header="id,valu")
    named = {finding.column: finding for finding in findings if finding.rule == "column-missing"}
    assert sorted(named) == ["count", "day", "flags", "tier", "value", "year"]
    assert named["value"].remedy("en") == "Add the column, or rename the nearest one: valu"
    assert named["day"].row == 1


def test_a_missing_column_counts_as_broken_in_every_row(read):
    (record,), _ = read("a,1", header="id,value")
    assert record.broken >= {"flags", "tier"}


def test_an_extra_column_and_a_repeated_column_are_findings(read):
    _, findings = read("a,1,1,2016,,,,x,2", header=f"{HEADER},remark,value")
    assert [(finding.rule, finding.column) for finding in findings] == [
        ("column-unknown", "remark"),
        ("column-repeated", "value"),
    ]


def test_all_findings_of_a_file_come_at_once(read):
    _, findings = read("A,2.547,0,16,today,comune,implicit|duplicate", "b,1,1,2016,,,", ",-1,,,,,,")
    assert [finding.rule for finding in findings if finding.row == 2] == [
        "pattern", "number-ambiguous", "below-minimum", "year-malformed", "date-malformed", "word-unknown",
        "words-unsorted",
    ]  # fmt: skip
    assert [finding.rule for finding in findings if finding.row == 4] == ["row-width"]


def test_a_unique_id_is_used_once_across_all_files(read, table):
    first, _ = read("a,,,,,,")
    again, _ = read("b,,,,,,", "a,,,,,,")
    (finding,) = check_keys(table, first + again)
    assert (finding.rule, finding.row, finding.value) == ("not-unique", 3, "a")
    assert "t.csv, row 2" in finding.problem("en")


def test_a_key_of_several_columns_is_used_once(read, table):
    records, _ = read("a,,,2016,,commune,", "b,,,2016,,district,", "c,,,2016,,commune,")
    (finding,) = check_keys(table, records)
    assert (finding.rule, finding.row, finding.column) == ("key-repeated", 4, "year+tier")
    assert finding.value == "2016, commune"


def test_rows_whose_key_could_not_be_read_are_not_called_repeated(read, table):
    records, _ = read("a,,,x,,commune,", "b,,,x,,commune,")
    assert not list(check_keys(table, records))
