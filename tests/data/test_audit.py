"""An audit passes only where text and rows agree to the letter and no number is left over. The text is made up."""

from __future__ import annotations

import hashlib
import json
import unicodedata

import pytest

from analysis.cli import main
from analysis.coding.audit import audit_text
from analysis.coding.written import Written
from analysis.sources.extraction.candidate import Candidate

TEXT = """Thứ Hai, 05/03/2012 08:15
Lạng Sơn bồi dưỡng cán bộ
Thực hiện Quyết định số 12-QĐ/TU ngày 04 tháng 3 năm 2011, năm 2011 toàn tỉnh đã cử hơn 1.250 lượt cán bộ đi bồi dưỡng,\
 đạt 104,5% kế hoạch; mở 12 lớp với 640 học viên. Số lượt công chức cấp xã được tập huấn là 318 người.
Kinh phí gần 2,5 tỷ đồng. Phấn đấu đến năm 2015 từ 15-20% cán bộ dưới 40 tuổi. Tỉnh nêu 3 khâu đột phá trên 4 lĩnh vực.
Số lượt xem: 77
"""
HASH = hashlib.sha256(TEXT.encode("utf-8")).hexdigest()

FIGURES = {
    "01": ("hơn 1.250 lượt cán bộ", {"value": "1250", "value_low": "1250", "qualifier": "more_than"}),
    "02": ("đạt 104,5% kế hoạch", {"value": "104.5", "unit": "percent", "unit_as_written": "%",
           "indicator": "plan_completion"}),
    "03": ("mở 12 lớp với 640 học", {"value": "12", "unit": "class", "unit_as_written": "lớp", "indicator": "classes"}),
    "04": ("640 học viên", {"value": "640", "unit": "trainee", "unit_as_written": "học viên",
           "indicator": "persons_trained"}),
    "05": ("318 người", {"value": "318", "unit_as_written": "Số lượt … người", "flags": "unit_conflict"}),
    "06": ("Kinh phí gần 2,5 tỷ đồng", {"value": "2500000000", "value_high": "2500000000", "qualifier": "nearly",
           "unit": "vnd", "unit_as_written": "tỷ đồng", "indicator": "budget", "status": "plan"}),
    "07": ("từ 15-20% cán bộ", {"value_low": "15", "value_high": "20", "qualifier": "range", "unit": "percent",
           "unit_as_written": "%", "indicator": "share_under_age", "status": "target", "criterion": "under_age_40"}),
    "08": ("trên 4 lĩnh vực", {"value": "4", "unit": "content_area", "unit_as_written": "lĩnh vực",
           "indicator": "content_areas", "flags": "preposition"}),
}  # fmt: skip
"""Quotation and cells of each coded figure; bounds of exact figures follow from the value."""

UNCODED = {"as_written": "3 khâu đột phá", "reason": "not_training"}


def cells_of(number, **changes):
    """One row of evidence for the text."""
    quotation, own = FIGURES[number]
    cells = {"tier": "all", "population": "official", "training": "any", "criterion": "none", "status": "result"}
    cells |= {"indicator": "participations", "unit": "participation", "unit_as_written": "lượt", "qualifier": "exact"}
    cells |= {"figure_id": f"langson-2012-{number}", "place_id": "lang-son", "frequency": "once", "text_sha256": HASH}
    cells |= {"period_start": "2011-01-01", "period_end": "2011-12-31"} | own
    if cells["qualifier"] == "exact":
        cells |= {"value_low": cells["value"], "value_high": cells["value"]}
    if cells["status"] == "target":
        cells |= {"period_start": "", "period_end": "2015-12-31"}
    start = TEXT.index(quotation)
    return cells | {"as_written": quotation, "start": str(start), "end": str(start + len(quotation))} | changes


def uncoded_cells(**changes):
    start = TEXT.index(UNCODED["as_written"])
    end = start + len(UNCODED["as_written"])
    return {"source_id": "langson-2012", "start": str(start), "end": str(end)} | UNCODED | changes


def at(number, quotation):
    """Changes that let a figure quote something else."""
    start = TEXT.index(quotation)
    return {number: {"as_written": quotation, "start": str(start), "end": str(start + len(quotation))}}


def candidate(quotation):
    """A candidate as an extraction would give it, as far as an audit looks at it."""
    start = TEXT.index(quotation)
    nothing = dict.fromkeys(
        ["value", "value_low", "value_high", "period_start", "period_end", "period_years"], None
    ) | dict.fromkeys(
        ["unit", "unit_as_written", "qualifier", "indicator", "status", "place_id", "tier", "population", "training",
         "criterion", "frequency"], "",
    )  # fmt: skip
    return Candidate(start=start, end=start + len(quotation), as_written=quotation, **nothing)


@pytest.fixture
def audit(record, source):
    """Audits the text: rows with changes by number (None: without the row), candidates, and another text."""

    def run(changes=None, *, text=TEXT, sha256=HASH, uncoded=True, found=None, mentions=()):
        changes = changes or {}
        figures = [
            record("evidence", "evidence/langson-2012.csv", line, cells_of(number, **changes.get(number, {})))
            for line, number in enumerate(FIGURES, 2)
            if changes.get(number, {}) is not None
        ]
        rows = [record("uncoded", "uncoded.csv", 2, uncoded_cells())] if uncoded else []
        quoted = [quotation for quotation, _ in FIGURES.values()] if found is None else found
        bibliography = source(source_id="langson-2012", text_sha256=sha256)
        found = tuple(map(candidate, quoted))
        return audit_text(bibliography, text.encode("utf-8"), figures, rows, lambda _: found, mentions)

    return run


@pytest.fixture
def rules(audit, by_rule):
    """The rules that an audit finds broken, with their findings, each said in both languages."""
    return lambda *arguments, **named: by_rule(audit(*arguments, **named).findings)


def test_a_text_that_is_coded_completely_passes(audit):
    done = audit()
    assert done.findings == ()
    assert (done.figures, done.agreeing, done.uncoded, done.overlooked) == (8, 8, 1, ())
    assert done.explained == {
        "date": 3, "time": 1, "document_number": 1, "year": 3, "condition": 1, "page_counter": 1,
    }  # fmt: skip


# The text.


def test_another_version_of_the_text_is_not_audited_but_searched_for_the_quotations(audit, by_rule):
    done = audit(text=TEXT.replace("\n", "\r\n").replace("640 học viên", "640\u00a0học viên").replace("318", "319"))
    assert list(by_rule(done.findings)) == ["text-differs"]
    assert done.findings[0].file == "langson-2012.txt"
    assert (done.read, done.agreeing, done.quoted) == (False, 0, 7)


# Each row.


def test_a_name_of_mentions_csv_that_stands_elsewhere_is_found(audit, record):
    at, name = TEXT.index("Lạng Sơn"), "Lạng Sơn"
    cells = {"source_id": "langson-2012", "as_written": name, "place_id": "lang-son", "institution": "academy"}
    for shift, found in ((0, []), (1, [("quotation-misplaced", "mentions.csv")])):
        row = record(
            "mentions", "mentions.csv", 2, cells | {"start": str(at + shift), "end": str(at + shift + len(name))}
        )
        assert [(one.rule, one.file) for one in audit(mentions=[row]).findings] == found


def test_a_quotation_that_stands_elsewhere_is_found(rules):
    start = int(cells_of("04")["start"])
    found = rules({"04": {"start": str(start + 1), "end": str(start + 13)}})
    assert list(found) == ["quotation-misplaced"]
    assert found["quotation-misplaced"].subject == "langson-2012-04"


@pytest.mark.parametrize("value", ["1251", "125", "12.5"])
def test_a_value_that_the_text_does_not_print_is_found(rules, value):
    found = rules({"01": {"value": value, "value_low": value}})
    assert list(found) == ["audit-number-differs"]
    assert "which is 1250" in found["audit-number-differs"].problem("en")


def test_a_scale_counts(rules):
    assert list(rules({"06": {"value": "2.5", "value_high": "2.5"}})) == ["audit-number-differs"]


def test_both_ends_of_a_range_count(rules):
    assert list(rules({"07": {"value_high": "25"}})) == ["audit-number-differs"]
    assert list(rules({"07": {"value_low": ""}})) == ["audit-number-differs"]


def test_bounds_follow_from_the_words_of_the_text(rules):
    assert list(rules({"01": {"value_low": "1200"}})) == ["audit-bounds-differ"]
    assert list(rules({"06": {"value_low": "2500000000", "value_high": ""}})) == ["audit-bounds-differ"]


def test_a_qualifier_before_the_quotation_counts(rules):
    """Cut off the word “hơn”, and the row itself looks exact: only the text knows better."""
    cut = at("01", "1.250 lượt cán bộ")["01"] | {"qualifier": "exact", "value_high": "1250"}
    found = rules({"01": cut})
    assert list(found) == ["audit-qualifier-differs"]
    assert "“hơn 1.250 lượt" in found["audit-qualifier-differs"].problem("en")


def test_a_preposition_is_a_bound_without_its_flag(rules):
    assert list(rules({"08": {"flags": ""}})) == ["audit-qualifier-differs"]


def test_the_unit_after_the_number_counts(rules):
    found = rules({"04": {"unit": "class"}})
    assert list(found) == ["audit-unit-differs"]
    assert "“học viên”: trainees; the row says classes" in found["audit-unit-differs"].problem("en")


def test_the_coded_unit_is_one_that_the_words_name(rules):
    found = rules({"05": {"unit": "class"}})
    assert list(found) == ["audit-unit-differs"]
    assert "“Số lượt … người”" in found["audit-unit-differs"].problem("en")


def test_two_units_need_their_flag(rules):
    assert list(rules({"05": {"flags": ""}})) == ["audit-unit-differs"]


def test_words_of_the_unit_stand_with_the_number(rules):
    found = rules({"01": {"unit_as_written": "suất"}})
    assert list(found) == ["audit-unit-not-there"]


def test_a_part_of_a_word_is_not_that_word(rules):
    assert list(rules({"01": {"unit_as_written": "lượ"}})) == ["audit-unit-not-there"]


def test_the_word_after_the_number_is_the_unit_whatever_else_the_paragraph_says(rules):
    assert list(rules({"04": {"unit_as_written": "cán bộ"}})) == ["audit-unit-differs", "audit-unit-not-there"]


def test_words_of_the_unit_in_another_paragraph_do_not_count(rules):
    assert list(rules({"01": {"unit_as_written": "lượt xem"}})) == ["audit-unit-not-there"]


def test_a_quotation_without_a_number_is_found(rules):
    assert "audit-number-missing" in rules(at("04", "học viên"))


def test_a_number_with_two_readings_is_not_taken_for_one(rules):
    text = TEXT.replace("1.250", "1,250")
    changes = {"01": {"as_written": "hơn 1,250 lượt cán bộ"}}
    found = rules(changes, text=text, sha256=hashlib.sha256(text.encode("utf-8")).hexdigest())
    assert list(found) == ["audit-number-ambiguous"]
    assert "1250 / 1.25" in found["audit-number-ambiguous"].problem("en")


# What is left over.


def test_a_number_whose_row_is_lost_is_found_by_its_digits(rules):
    found = rules({"02": None}, found=[])
    assert list(found) == ["audit-digits-unexplained"]
    assert "104,5% kế hoạch" in found["audit-digits-unexplained"].problem("en")


def test_a_number_within_the_quotation_of_another_is_not_coded_by_that(rules):
    """“mở 12 lớp với 640 học” holds 640 too; the row is about the 12."""
    found = rules({"04": None}, found=[])
    assert list(found) == ["audit-digits-unexplained"]
    assert "640" in found["audit-digits-unexplained"].value


def test_a_figure_that_the_extraction_finds_is_reported_once(rules, audit):
    done = audit({"02": None})
    assert [finding.rule for finding in done.findings] == ["audit-figure-uncoded"]
    start = TEXT.index("đạt 104,5%")
    assert f"at {start}–" in rules({"02": None})["audit-figure-uncoded"].problem("en")


def test_a_figure_in_words_has_no_digits_and_is_found_by_the_extraction(rules):
    assert list(rules(found=["toàn tỉnh"])) == ["audit-figure-uncoded"]


def test_a_reason_settles_a_number(rules):
    assert list(rules(uncoded=False)) == ["audit-digits-unexplained"]
    assert rules(found=["3 khâu đột phá"]) == {}


def test_what_the_extraction_overlooks_is_told_and_no_fault(audit):
    done = audit(found=[quotation for number, (quotation, _) in FIGURES.items() if number != "06"])
    assert (done.overlooked, done.findings) == (("langson-2012-06",), ())


def test_words_around_unexplained_digits_are_no_more_than_a_quotation_has(audit):
    for finding in audit(dict.fromkeys(FIGURES), uncoded=False, found=[]).findings:
        assert len(finding.value.split()) <= 6


# The whole command, in a project of which one text is the made-up one.


@pytest.fixture
def held(copy, tmp_path):
    """A project with the made-up text and its rows in place of a source; the texts lie in a folder of their own."""
    name = "langson-2009"
    header = copy.rows(f"evidence/{name}.csv")[0]
    rows = [
        cells_of(number) | {"figure_id": f"{name}-{number}", "period_end": cells_of(number)["period_end"]}
        for number in FIGURES
    ]
    copy.write_rows(f"evidence/{name}.csv", [header, *([row.get(column, "") for column in header] for row in rows)])
    line = [row[0] for row in copy.rows("sources.csv")].index(name) + 1
    for column, cell in {
        "text_sha256": HASH, "figure_count": "8", "date_published": "2012-03-05", "content_start": "2011-01-01",
        "content_end": "2011-12-31",
    }.items():  # fmt: skip
        copy.set("sources.csv", line, column, cell)
    columns = copy.rows("uncoded.csv")[0]
    reason = uncoded_cells(source_id=name)
    copy.write_rows("uncoded.csv", [columns, [reason.get(column, "") for column in columns]])
    copy.keep_rows("mentions.csv", lambda row: row[0] != name)
    texts = tmp_path / "held"
    texts.mkdir()
    (texts / f"{name}.txt").write_text(TEXT, encoding="utf-8", newline="")
    return copy, texts


@pytest.fixture
def run(held, capsys):
    """Runs ``analysis audit`` over the project; answers with the exit status, standard output and the error stream."""
    copy, texts = held

    def call(*arguments, folder=texts):
        code = main(["audit", "--texts", str(folder), "--project", str(copy.project.root), *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_the_project_with_the_made_up_text_is_sound(held):
    assert held[0].build() == 0


def test_one_line_for_each_text_and_what_was_not_audited(run):
    code, out, err = run()
    assert (code, err) == (0, "")
    first, written, second, last = out.splitlines()
    assert first.startswith("langson-2009: agrees; 8 of 8 figures agree with the text; not coded, with a reason: 1;")
    assert "counter of the page (1)" in first
    assert written == "  as written: marks composed (NFC)"
    assert second.endswith("bacninh-2019, quangninh-2020, dienbien-2022, goquao-2023")
    assert last == "1 of 5 texts audited: 8 figures agree, no digit is left unexplained"


def test_vietnamese_readers_get_vietnamese_words(run):
    code, out, _ = run("--lang", "vi")
    assert code == 0
    assert "langson-2009: khớp; 8/8 số liệu khớp văn bản" in out


def test_a_mismatch_gives_1_and_is_told_with_what_to_do(run, held):
    held[0].set("evidence/langson-2009.csv", 5, "value", "650")
    code, out, err = run("--source", "langson-2009")
    assert code == 1
    assert "langson-2009: differs; 7 of 8 figures agree" in out
    assert "evidence/langson-2009.csv, row 5, column value" in out
    assert "[audit-number-differs]" in out
    assert err == "analysis: mismatches: 1; texts audited: 1\n"


def test_first_mismatches_are_shown_and_all_on_request(run, held):
    held[0].set_all("evidence/langson-2009.csv", "unit_as_written", "suất")
    _, few, _ = run("--source", "langson-2009")
    _, every, _ = run("--source", "langson-2009", "--all")
    assert few.count("  evidence/langson-2009.csv, row ") == 5
    assert "… and 4 more; --all prints them" in few
    assert every.count("[audit-unit-not-there]") == 8
    assert every.count("[audit-unit-differs]") == 1, "the second unit of the row that names two"


def test_a_named_text_that_is_missing_gives_1(run):
    code, out, _ = run("--source", "langson-2009", "goquao-2023")
    assert code == 1
    assert "goquao-2023.txt" in out


def test_no_text_at_all_gives_1(run, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    code, out, err = run(folder=empty)
    assert (code, out) == (1, "")
    assert "<source_id>.txt" in err


def test_what_is_no_folder_gives_2(run, tmp_path):
    code, out, err = run(folder=tmp_path / "nowhere")
    assert (code, out) == (2, "")
    assert "no folder with texts" in err


def test_an_excerpt_has_no_text_to_audit(run):
    code, out, _ = run("--source", "press-hungyen-2016")
    assert code == 1
    assert "seen as an excerpt only" in out


def test_a_source_that_nobody_knows_gives_2_and_the_names(run):
    code, out, err = run("--source", "langson-2010")
    assert (code, out) == (2, "")
    assert "langson-2009" in err


def test_another_version_says_how_many_quotations_stand_in_it(run, held):
    path = held[1] / "langson-2009.txt"
    path.write_text(TEXT.replace("\n", "\n\n"), encoding="utf-8", newline="")
    code, out, _ = run()
    assert code == 1
    assert "another version of the text: no place can be checked; 8 of 8 quotations stand in it" in out


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b""])
def test_a_text_that_cannot_be_read_is_another_text_and_no_crash(run, held, content):
    (held[1] / "langson-2009.txt").write_bytes(content)
    code, out, _ = run()
    assert code == 1
    assert "[text-differs]" in out


def test_a_folder_in_the_place_of_a_text_is_told(run, held):
    path = held[1] / "langson-2009.txt"
    path.unlink()
    path.mkdir()
    code, out, _ = run()
    assert code == 1
    assert "[file-is-folder]" in out


def test_rows_that_cannot_be_read_are_not_audited(run, held):
    held[0].set("evidence/langson-2009.csv", 5, "value", "24,150")
    code, out, err = run()
    assert (code, out) == (1, "")
    assert "[number-ambiguous]" in err


def test_a_project_without_a_table_of_uncoded_numbers_is_told_what_is_left_over(run, held):
    project = held[0].project
    package = json.loads(project.codebook.read_text(encoding="utf-8"))
    package["resources"] = [one for one in package["resources"] if one["name"] != "uncoded"]
    project.codebook.write_text(json.dumps(package), encoding="utf-8")
    held[0].path("uncoded.csv").unlink()
    code, out, _ = run()
    assert code == 1
    assert "give the reason in uncoded.csv (at the desk: X). [audit-digits-unexplained]" in out


def test_how_a_text_is_written_is_told_and_is_no_mismatch(run, held):
    """Spaces, marks and tone placement that nobody sees in print; another version of the text is told by them."""
    text = TEXT.replace("hơn 1.250", "hơn\u00a01.250").replace("3 khâu", "3\u2009khâu")
    text = unicodedata.normalize("NFD", text.replace("Quyết định", "Uỷ ban, Ủy ban, uỷ viên: Quyết định"))
    (held[1] / "langson-2009.txt").write_text(text, encoding="utf-8", newline="")
    code, out, _ = run("--source", "langson-2009")
    written = out.splitlines()[1]
    assert code == 1, "it is not the text that was coded"
    assert written.startswith("  as written: marks apart from their letters (not NFC): ")
    assert "; other spaces: no-break space (1), U+2009 (1); two spellings of a word: uỷ (2) / ủy (1)" in written
    assert "cách viết: dấu tách rời" in run("--source", "langson-2009", "--lang", "vi")[1]


@pytest.mark.parametrize("text", ["", "một hai", "quý quỹ", "hòa\r\nhòa"])
def test_a_text_in_one_spelling_has_nothing_to_tell(text):
    assert Written.of(text) == Written({}, (), 0)


def test_each_word_in_two_spellings_is_counted_once_by_both():
    written = Written.of("Hoà, hòa, HÒA; khoẻ khỏe\u200b\t")
    assert written.twice == ({"hòa": 2, "hoà": 1}, {"khoẻ": 1, "khỏe": 1})
    assert written.spaces == {"\t": 1, "\u200b": 1}


def test_nothing_is_written(run, held):
    root = held[0].project.root
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    run()
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_notice_about_the_text_is_told_and_is_no_mismatch(audit):
    text = TEXT.replace("4 lĩnh vực.", "4 lĩnh vực của cả nước.")
    done = audit(text=text, sha256=hashlib.sha256(text.encode()).hexdigest())
    assert [(one.rule, one.severity) for one in done.findings] == [("perhaps-not-own", "notice")]
    assert (done.mismatches, done.agreeing) == (0, 8)
