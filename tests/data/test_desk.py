"""The coding desk: every step is examined and kept at once, and can be taken back; what it shows is escaped."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from made_up_drafts import ARTICLE, DOCUMENT, SOURCE, DraftFolder, candidates

from analysis.checks.examine import examine
from analysis.coding import desk_page as page
from analysis.coding.audit import audit_text
from analysis.coding.desk import Desk, DraftChangedError
from analysis.coding.desk_fields import AND, BETWEEN, GROUPS
from analysis.coding.desk_left import left_page, left_title_page
from analysis.coding.desk_start import DeskStart
from analysis.coding.desk_view import DeskView
from analysis.coding.desk_words import WORDS
from analysis.coding.draft import COLUMNS, draft_files, draft_rows, read_draft
from analysis.coding.extract import new_draft, proposed_id
from analysis.coding.head import KEYS, Head
from analysis.coding.left_over import reading_of
from analysis.sources.documents.document import Document
from analysis.vocabulary import ALL


@pytest.fixture
def draft(tmp_path):
    folder = tmp_path / "draft"
    folder.mkdir()
    return DraftFolder(folder)


@pytest.fixture
def desk(put, draft) -> Desk:
    """The draft of the made-up article on the desk, the coder known."""
    draft.set_head("coder", '"An"')
    return put(draft)


def rules(findings):
    return [finding.rule for finding in findings]


# Looking.


def test_work_begins_at_the_first_figure_without_a_decision(put, draft):
    draft.set(2, decision="confirmed")
    draft.set(3, decision="rejected", reason="duplicate")
    assert put(draft).at == 2


def test_steps_stop_at_both_ends(desk):
    desk.go(-1)
    assert desk.at == 0
    desk.go(99)
    assert desk.at == len(candidates()) - 1


@pytest.mark.parametrize(
    ("field", "confidence", "level"),
    [
        ("place_id", "clause", "sure"),
        ("place_id", "sentence", "sure"),
        ("place_id", "earlier", "look"),
        ("status", "document", "look"),
        ("period", "assumed", "guess"),
        ("tier", "assumed", "look"),
        ("population", "assumed", "look"),
        ("training", "assumed", "look"),
        ("indicator", "?", "guess"),
    ],
)
def test_a_figure_needs_the_look_that_its_weakest_field_needs(put, draft, field, confidence, level):
    draft.set(2, **{f"confidence_{field}": confidence})
    desk = put(draft)
    assert (desk.level(0, field), desk.level(0), desk.level(1)) == (level, level, "sure")


def test_what_is_wrong_is_shown_before_anything_is_decided(desk):
    assert rules(desk.findings_of(0)) == []
    desk.correct("unit", "person")
    assert set(rules(desk.findings_of(0))) >= {"unit-unfit", "unit-contradicts-words"}
    desk.correct("unit", "participation")
    assert rules(desk.findings_of(0)) == []


def test_what_is_wrong_with_the_document_is_shown_apart(desk):
    desk.describe("date_published", "10/01/2024")
    assert rules(desk.findings_of_head()) == ["date-malformed"]
    desk.describe("coder", "")
    assert set(rules(desk.findings_of_head())) == {"date-malformed", "draft-coder-missing"}
    assert desk.findings_elsewhere() == []


def test_a_draft_that_cannot_be_read_is_shown_and_never_written_over(put, draft):
    draft.write([{name: cell for name, cell in row.items() if name != "tier"} for row in draft.rows()])
    before = draft.path.read_bytes()
    desk = put(draft)
    desk.confirm()
    assert rules(desk.findings_elsewhere()) == ["column-missing"]
    assert draft.path.read_bytes() == before


# Deciding.


def test_a_decision_leads_to_the_next_figure_without_one_and_round_again(desk):
    desk.go(5)
    desk.confirm()
    assert (desk.at, desk.rows[5].cells["decision"]) == (6, "confirmed")
    desk.reject("history")
    assert (desk.at, desk.rows[6].cells["reason"]) == (0, "history")


def test_a_decision_can_be_changed_and_reopened(desk):
    desk.reject("duplicate")
    desk.go(0)
    desk.confirm()
    assert (desk.rows[0].cells["decision"], desk.rows[0].cells["reason"]) == ("confirmed", "")
    desk.go(0)
    desk.reopen()
    assert desk.count("") == len(candidates())


def test_the_rest_is_confirmed_except_what_has_an_error(desk):
    desk.correct("unit", "person")
    desk.go(1)
    desk.reject("duplicate")
    desk.confirm_rest()
    assert [desk.count(name) for name in ("confirmed", "rejected", "")] == [len(candidates()) - 2, 1, 1]
    assert desk.rows[0].cells["decision"] == ""


# Correcting.


def test_the_bounds_follow_the_value_and_its_qualifier(desk):
    desk.go(1)
    desk.correct("value", "33")
    assert (desk.cells["value_low"], desk.cells["value_high"]) == ("33", "33")
    desk.correct("qualifier", "at_least")
    assert (desk.cells["value_low"], desk.cells["value_high"]) == ("33", "")


def test_the_place_follows_the_words_to_where_they_stand_nearest(desk):
    desk.go(2)
    desk.correct("as_written", "cho 1.250 lượt cán bộ")
    start = ARTICLE.index("cho 1.250 lượt cán bộ")
    assert (desk.cells["start"], desk.cells["end"]) == (str(start), str(start + 21))
    desk.correct("as_written", "1.250 lượt")
    assert int(desk.cells["start"]) == start + 4, "of the body, not of the headline"


def test_words_that_are_nowhere_in_the_text_are_an_error(desk):
    desk.correct("as_written", "1.251 lượt")
    assert desk.cells["start"] == ""
    assert "draft-place-of-words" in rules(desk.findings_of(0))


def test_words_typed_with_an_ordinary_space_are_found_where_the_text_has_another(few_once, tmp_path):
    text = "Mở 12\u00a0lớp năm 2023"
    document = Document("text", text.encode("utf-8"))
    path = tmp_path / "x-2023.csv"
    rows = draft_rows(candidates()[1:2], "x-2023", document.sha256)
    for file, content in draft_files(path, Head.of(document, "x-2023"), rows, document.content).items():
        file.write_bytes(content)
    desk = Desk(few_once.project, path)
    desk.correct("as_written", "12 lớp")
    assert (desk.cells["start"], desk.cells["as_written"]) == ("3", "12\u00a0lớp")


def test_a_corrected_field_needs_no_look_any_more(put, draft):
    draft.set_all(confidence_period="assumed", confidence_tier="earlier")
    desk = put(draft)
    desk.correct("period_end", "2023-11-30")
    assert (desk.level(0, "period"), desk.level(0, "tier"), desk.level(1, "period")) == ("sure", "look", "guess")


def test_one_correction_may_hold_for_all_figures_that_are_alike(desk):
    desk.correct("period_end", "2023-11-30")
    assert desk.alike() == [1, 2, 3, 4, 5]
    desk.spread()
    ends = [row.cells["period_end"] for row in desk.rows]
    assert ends == ["2023-11-30"] * 6 + ["2025-12-31"], "the target says something else"
    assert desk.alike() == []


def test_what_was_decided_is_not_corrected_along(desk):
    desk.go(3)
    desk.confirm()
    desk.go(0)
    desk.correct("tier", "commune")
    assert 3 not in desk.alike()


@pytest.mark.parametrize("column", ["value", "as_written", "note", "part_of"])
def test_what_belongs_to_one_figure_is_not_offered_to_others(desk, column):
    desk.correct(column, "x")
    assert desk.alike() == []


def test_a_missed_figure_is_added_in_its_place_with_the_setting_of_the_one_before(desk):
    start = ARTICLE.index(" Kinh phí")
    desk.go(4)
    desk.correct("part_of", "#4")
    desk.go(5)
    desk.correct("part_of", "#7")
    desk.add(start, start + 9)
    assert (desk.at, desk.cells["as_written"], desk.cells["start"]) == (5, "Kinh phí", str(start + 1))
    assert (desk.cells["tier"], desk.cells["value"], desk.cells["decision"]) == ("commune", "", "")
    assert [row.line for row in desk.rows] == list(range(2, 10))
    ids = [row.cells["row_id"] for row in desk.rows]
    assert ids == ["#1", "#2", "#3", "#4", "#5", "#8", "#6", "#7"], "no name ever means another row"
    assert [row.cells["part_of"] for row in desk.rows[4:7]] == ["#4", "", "#7"]


def test_nothing_is_added_where_only_space_was_selected(desk):
    desk.add(ARTICLE.index("\n\n"), ARTICLE.index("\n\n") + 2)
    assert len(desk.rows) == len(candidates())


def test_every_step_can_be_taken_back(desk, draft):
    before = draft.path.read_bytes(), draft.head.read_bytes(), desk.at
    desk.confirm()
    desk.correct("tier", "commune")
    desk.describe("source_id", "camau-2023b")
    assert {row.cells["source_id"] for row in desk.rows} == {"camau-2023b"}
    for _ in range(3):
        desk.take_back()
    assert (draft.path.read_bytes(), draft.head.read_bytes(), desk.at) == before


# Numbers that have neither a row nor a reason.

MORE = "Toàn tỉnh có 99 xã, phường; giải quyết đúng hạn 98,7% hồ sơ. Trận bóng có 1.412 người xem. Ngày 05/03/2024.\n"
"""Digits that no rule explains, and a day, which a rule does."""


@pytest.fixture
def longer(put, tmp_path) -> Desk:
    """The draft of the made-up article with a paragraph in which the extraction found nothing."""
    folder = tmp_path / "longer"
    folder.mkdir()
    draft = DraftFolder(folder, replace(DOCUMENT, content=(ARTICLE + MORE).encode("utf-8")))
    draft.set_head("coder", '"An"')
    return put(draft)


def left(desk):
    return [desk.text[one.start : one.end] for one in desk.left]


def test_what_is_coded_or_explained_is_not_left_over(desk):
    assert desk.left == ()
    desk.reject("duplicate")
    assert desk.left == ()


def test_digits_without_a_row_and_a_reason_are_shown_before_anything_is_saved(longer):
    assert left(longer) == ["99", "98,7", "1.412"]
    for one in longer.left:
        assert longer.text[one.start : one.end] in one.around
        assert len(one.around.split()) <= 6


def test_a_figure_whose_row_is_lost_is_shown_as_the_figure_that_the_extraction_finds(put, draft):
    rows = draft.rows()
    draft.write([*rows[:1], *rows[2:]])
    desk = put(draft)
    assert left(desk) == ["32 lớp bồi dưỡng cho"]
    assert desk.left[0].candidate is not None


def test_what_the_desk_shows_is_what_the_audit_finds(copy, tmp_path):
    """One function for both, held to it by the whole way: save at the desk, then audit."""
    draft = DraftFolder(tmp_path, replace(DOCUMENT, content=(ARTICLE + MORE).encode("utf-8")))
    draft.decide()
    draft.set_head("coder", '"An"')
    desk = Desk(copy.project, draft.path)
    done = desk.save(on=date(2024, 5, 6))
    assert (done.written, len(done.left)) == (True, 3)

    def audited():
        examination = examine(copy.project, statistics=False)
        source = next(row for row in examination.records["sources"] if row.text("source_id") == SOURCE)
        rows = {
            name: [row for row in examination.records[name] if row.file in (f"evidence/{SOURCE}.csv", "uncoded.csv")]
            for name in ("evidence", "uncoded")
        }
        uncoded = [row for row in rows["uncoded"] if row.text("source_id") == SOURCE]
        extract = reading_of(copy.project, examination)(desk.head.known)
        text = (copy.project.texts / f"{SOURCE}.txt").read_bytes()
        found = audit_text(source, text, rows["evidence"], uncoded, extract).findings
        return [finding.value for finding in found if finding.severity == "error"]

    assert sorted(audited()) == sorted(one.around for one in desk.left)
    desk.go_to_left()
    for _ in range(3):
        desk.reject("not_training")
    assert desk.save(on=date(2024, 5, 6), replace_existing=True).written
    assert audited() == []


def test_the_next_one_after_the_figure_is_looked_at_and_round_again(longer):
    longer.go(3)
    longer.go_to_left()
    assert longer.left_at == 0
    for at in (1, 2, 0):
        longer.go_to_left()
        assert longer.left_at == at
    longer.go_to_left(99)
    assert longer.left_at == 2
    longer.go(2)
    assert (longer.left_at, longer.at) == (None, 2)


def test_without_any_there_is_nothing_to_look_at(desk):
    desk.go_to_left()
    assert desk.left_at is None


def test_a_reason_makes_a_rejected_row_with_the_words_that_say_what_it_is(longer):
    longer.go(1)
    longer.go_to_left()
    longer.reject("not_training")
    assert (left(longer), longer.left_at, longer.at) == (["98,7", "1.412"], 0, 1), "the next one is looked at"
    longer.reject("not_training")
    longer.reject("history")
    said = [(row.cells["as_written"], row.cells["decision"], row.cells["reason"]) for row in longer.rows[-3:]]
    assert said == [
        ("99 xã", "rejected", "not_training"), ("98,7% hồ sơ", "rejected", "not_training"),
        ("1.412 người", "rejected", "history"),
    ]  # fmt: skip
    assert (longer.left, longer.left_at, longer.last_reason) == ((), None, "history")
    assert not [found for found in longer.findings if found.severity == "error"]


def test_a_missed_figure_becomes_a_row_with_all_that_can_be_read(longer):
    longer.go_to_left(2)
    longer.add_left()
    cells = longer.cells
    assert (longer.left_at, cells["as_written"], cells["decision"]) == (None, "1.412 người", "")
    assert (cells["value"], cells["value_low"], cells["unit"], cells["unit_as_written"]) == (
        "1412", "1412", "person", "người",
    )  # fmt: skip
    assert cells["place_id"] == "ca-mau"
    assert longer.level(longer.at, "place_id") == "look", "carried over from the figure before, not read"
    assert left(longer) == ["99", "98,7"]


def test_a_missed_figure_that_the_extraction_knows_is_complete_at_once(put, draft):
    rows = draft.rows()
    draft.write([*rows[:1], *rows[2:]])
    desk = put(draft)
    desk.go_to_left()
    desk.add_left()
    assert (desk.at, desk.cells["value"], desk.cells["indicator"]) == (1, "32", "classes")
    assert (desk.left, rules(desk.findings_of(1))) == ((), [])


def test_selected_words_are_read_too(longer):
    start = longer.text.index("gần 2,5 tỷ")
    longer.add(start, start + len("gần 2,5 tỷ đồng"))
    cells = longer.cells
    assert (cells["value"], cells["value_low"], cells["value_high"]) == ("2500000000", "", "2500000000")
    assert (cells["qualifier"], cells["unit"]) == ("nearly", "vnd")


def test_a_number_left_over_is_not_confirmed_before_it_has_a_row(longer):
    longer.go_to_left()
    longer.confirm()
    assert longer.count("confirmed") == 0
    longer.go(0)
    longer.add_left()
    assert len(longer.rows) == len(candidates())


def test_a_missed_figure_takes_nothing_over_from_a_number_that_is_none(longer):
    longer.go_to_left()
    longer.reject("not_training")
    longer.go_to_left(1)
    longer.add_left()
    assert (longer.cells["place_id"], longer.cells["tier"]) == ("ca-mau", "commune")


def test_from_a_number_left_over_a_step_leads_back_to_the_figure(longer):
    longer.go(3)
    longer.confirm()
    longer.go(3)
    longer.go_to_left()
    longer.reopen()
    assert longer.rows[3].cells["decision"] == "confirmed", "which is not what is looked at"
    longer.step(1)
    assert (longer.at, longer.left_at) == (3, None)
    longer.step(1)
    assert longer.at == 4


def test_what_was_said_of_a_number_can_be_taken_back(longer):
    before = longer.path.read_bytes()
    longer.go_to_left()
    for step in (lambda: longer.reject("not_training"), longer.add_left):
        longer.go_to_left(0)
        step()
        longer.take_back()
        assert (left(longer), longer.left_at) == (["99", "98,7", "1.412"], 0)
        assert longer.path.read_bytes() == before


def test_a_number_within_the_words_of_a_figure_keeps_to_itself(put, draft):
    """“32 lớp bồi dưỡng cho 1.250” quotes two numbers; the row is about the 32."""
    rows = draft.rows()
    quoted = "32 lớp bồi dưỡng cho 1.250"
    rows[1] |= {"as_written": quoted, "end": str(int(rows[1]["start"]) + len(quoted))}
    draft.write([row for at, row in enumerate(rows) if at != 2])
    desk = put(draft)
    assert left(desk) == ["1.250"]
    assert "1.250</mark></mark>" in page.text_page(desk)
    assert shown_text(page.text_page(desk)) == ARTICLE


def test_numbers_left_over_are_marked_otherwise_than_figures(longer):
    longer.go_to_left(1)
    html = page.text_page(longer)
    assert re.findall(r'class="(desk-left[a-z -]*)" data-left="(\d)" data-sign="\?"', html) == [
        ("desk-left", "0"), ("desk-left desk-current", "1"), ("desk-left", "2"),
    ]  # fmt: skip
    assert html.count('aria-current="true"') == 1, "no figure is looked at meanwhile"
    assert shown_text(html) == longer.text
    assert "98,7" in left_title_page(longer, "vi")
    assert left_page(longer, "en").count("data-left") == 3


# The day of publication.


def test_with_the_day_of_publication_untouched_rows_are_proposed_anew(copy):
    text = (
        "Cà Mau bồi dưỡng cán bộ\n\nTừ đầu năm đến nay, tỉnh Cà Mau mở 32 lớp bồi dưỡng; cử 1.250 lượt cán bộ đi học.\n"
    )
    desk = Desk(copy.project, new_draft(copy.project, Document("text", text.encode("utf-8"))))
    assert {row.cells["period_end"] for row in desk.rows} == {""}
    assert WORDS["undated"].vi in page.progress_page(desk, "vi")
    desk.correct("tier", "commune")
    desk.go(1)
    desk.correct("part_of", "#1")
    desk.describe("date_published", "2024-09-10")
    first, second = (row.cells for row in desk.rows)
    assert (first["period_end"], first["tier"]) == ("", "commune"), "what a person corrected stays"
    assert (second["period_start"], second["period_end"]) == ("2024-01-01", "2024-09-10")
    assert (second["row_id"], second["part_of"]) == ("#2", "#1")
    assert "desk-hint" not in page.progress_page(desk, "vi")
    desk.take_back()
    assert (desk.head["date_published"], desk.rows[1].cells["period_end"]) == ("", "")


def test_an_id_without_a_place_is_said_to_be_a_stand_in(desk):
    desk.describe("source_id", "text-2023")
    assert WORDS["unplaced"].en in page.progress_page(desk, "en")
    desk.describe("source_id", "camau-2023")
    assert WORDS["unplaced"].en not in page.progress_page(desk, "en")


def test_a_day_that_cannot_be_read_changes_no_row(desk):
    before = [row.cells for row in desk.rows]
    desk.describe("date_published", "10.1.2024")
    assert [row.cells for row in desk.rows] == before


# Names of rows.


def test_a_name_that_two_rows_share_names_none_until_a_person_says_which(put, draft):
    """A row copied in a spreadsheet has the name of the one it was copied from."""
    rows = draft.rows()
    rows[4]["part_of"] = "#3"
    draft.write([*rows[:3], dict(rows[2]), *rows[3:]])
    desk = put(draft)
    assert [row.cells["row_id"] for row in desk.rows] == ["#1", "#2", "#3", "#8", "#4", "#5", "#6", "#7"]
    assert desk.rows[5].cells["part_of"] == "#3?"
    assert "draft-row-unknown" in rules(desk.findings_of(5))


# Keeping and saving.


def test_every_step_is_kept_in_the_files_of_the_draft(desk, draft):
    desk.confirm()
    desk.describe("publisher", "Báo Cà Mau")
    kept = read_draft(draft.path)
    assert (kept.rows[0].cells["decision"], kept.head["publisher"]) == ("confirmed", "Báo Cà Mau")
    assert kept.content == DOCUMENT.content


def test_a_draft_that_another_program_changed_is_not_written_over(desk, draft):
    draft.set(3, note="from a spreadsheet")
    with pytest.raises(DraftChangedError):
        desk.confirm()
    assert draft.rows()[1]["note"] == "from a spreadsheet"


def test_what_is_saved_is_what_confirm_writes(copy, draft):
    desk = Desk(copy.project, draft.path)
    desk.describe("coder", "An")
    desk.reject("duplicate")
    desk.confirm_rest()
    done = desk.save(on=date(2024, 5, 6))
    assert (done.written, done.figures, done.rejected) == (True, 6, 1)
    assert copy.path(f"evidence/{SOURCE}.csv").is_file()
    assert not desk.save(on=date(2024, 5, 7)).written, "the source is there now"
    assert desk.save(on=date(2024, 5, 7), replace_existing=True).written


def test_nothing_is_saved_while_a_figure_is_undecided(desk, few_once):
    desk.confirm()
    done = desk.save()
    assert not done.written
    assert rules(done.errors) == ["draft-undecided"] * (len(candidates()) - 1)
    assert not (few_once.project.raw / f"evidence/{SOURCE}.csv").exists()


def test_a_draft_is_named_by_what_most_of_its_results_are_about():
    assert proposed_id(candidates(), DOCUMENT, set()) == "camau-2023"
    assert proposed_id(candidates(), DOCUMENT, {"camau-2023", "camau-2023b"}) == "camau-2023c"
    assert proposed_id([], DOCUMENT, set()) == "text-2024"


# What is shown.


def shown_text(html: str) -> str:
    import html as entities

    return entities.unescape(re.sub(r"<[^>]*>", "", html))


def test_the_page_shows_the_text_character_by_character(desk):
    assert shown_text(page.text_page(desk)) == ARTICLE, "places that a reader selects are counted in it"


def test_every_figure_is_marked_and_signed(desk):
    desk.go(1)
    desk.confirm()
    html = page.text_page(desk)
    assert re.findall(r'data-figure="(\d)" data-sign="(.)"', html) == [
        (str(at), "✓" if at == 1 else "●") for at in range(len(candidates()))
    ]
    assert html.count('aria-current="true"') == 1


def test_of_figures_in_the_same_words_the_one_looked_at_is_marked(desk):
    start = int(desk.rows[1].cells["start"])
    desk.add(start, start + 4)
    at = desk.at
    assert at in {span[2] for span in page.spans(desk)}
    desk.go(1 if at == 2 else 2)
    assert desk.at in {span[2] for span in page.spans(desk)}
    assert shown_text(page.text_page(desk)) == ARTICLE


def test_whatever_a_document_holds_is_only_text(few_once, tmp_path):
    attack = '<img src=x onerror=alert(1)> 12 lớp "&amp;'
    document = Document("text", attack.encode("utf-8"), title=attack)
    path = tmp_path / "x-2023.csv"
    cells = dict.fromkeys(COLUMNS, attack) | {"start": "0", "end": "10", "as_written": attack, "decision": ""}
    for file, content in draft_files(path, Head.of(document, attack), [cells], document.content).items():
        file.write_bytes(content)
    desk = Desk(few_once.project, path)
    view = DeskView(desk, "vi")
    for part in (view.text, view.table, view.findings, view.document, view.title, view.progress):
        assert "<img" not in part.value
    assert shown_text(page.text_page(desk)) == attack
    done = desk.save()
    assert "<img" not in page.not_saved_page(done, desk, "en") + page.saved_page(done, "en")


@pytest.mark.parametrize(
    ("cells", "vi", "en"),
    [
        ({"value": "12500000000", "unit": "vnd", "qualifier": "nearly"}, "gần 12,5 tỷ đồng", "nearly 12.5 bn VND"),
        ({"value": "5240"}, "5.240 lượt", "5,240 participations"),
        (
            {"value": "", "value_low": "15", "value_high": "20", "unit": "percent", "qualifier": "range"},
            "15–20 %",
            "15–20 %",
        ),
        ({"value": "x"}, "x lượt", "x participations"),
    ],
)
def test_a_number_is_shown_as_people_write_it(put, draft, cells, vi, en):
    draft.set(2, **cells)
    desk = put(draft)
    assert (page.number_of(desk, 0, "vi"), page.number_of(desk, 0, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2023-01-01", "2023-12-31", "2023"),
        ("2020-01-01", "2023-12-31", "2020–2023"),
        ("2023-06-30", "2023-06-30", "2023-06-30"),
        ("", "2025-12-31", "?–2025-12-31"),
    ],
)
def test_a_period_is_shown_in_few_characters(start, end, shown):
    assert page.period_of(start, end) == shown


def test_no_label_of_a_list_looks_like_two():
    for name in ("population", "training", "flag"):
        assert not [term.vi + term.en for term in ALL[name].values() if AND in term.vi + term.en]


def test_every_word_of_the_desk_is_in_both_languages():
    assert all(term.vi and term.en for term in WORDS.values())


# The widgets.


@pytest.fixture
def view(desk) -> DeskView:
    return DeskView(desk, "vi")


def test_the_view_has_a_field_for_each_column_that_a_person_may_correct(view):
    assert set(view.fields) == {name for group in GROUPS.values() for name in group}
    assert set(view.head) == set(KEYS)
    own = {"source_id", "sha256", "start", "end", "decision", "reason", "rule_ids", "row_id"}
    assert set(view.fields) | own == {name for name in COLUMNS if not name.startswith("confidence_")}


def test_each_field_shows_its_cell_and_gives_it_back(view, desk):
    for at in range(len(desk.rows)):
        desk.go(at)
        view.refresh()
        assert {name: field.read() for name, field in view.fields.items()} == {
            name: desk.cells[name] for name in view.fields
        }


def test_showing_a_figure_changes_nothing(view, desk, draft):
    before = draft.path.read_bytes()
    for at in range(len(desk.rows)):
        desk.go(at)
        view.refresh()
    assert draft.path.read_bytes() == before


def test_a_change_of_a_widget_is_a_correction(view, desk):
    view.fields["tier"].widget.value = "commune"
    assert desk.cells["tier"] == "commune"
    view.fields["population"].widget.value = "Viên chức + công chức"
    assert desk.cells["population"] == "civil_servant|public_employee"
    assert view.fields["population"].widget.value == "công chức + viên chức"
    view.fields["population"].widget.value = "công chức + lính"
    assert desk.cells["population"] == "civil_servant|lính"
    assert "word-unknown" in rules(desk.findings_of(0))
    place = next(one for one in view.fields["place_id"].widget.options if one.endswith(f"{BETWEEN}dam-doi"))
    assert place == "Đầm Dơi (Cà Mau) — dam-doi"
    view.fields["place_id"].widget.value = place
    assert desk.cells["place_id"] == "dam-doi"
    view.head["publisher"].widget.value = "Báo Cà Mau"
    assert desk.head["publisher"] == "Báo Cà Mau"


def test_buttons_do_what_they_say(view, desk):
    for name in ("next", "confirm", "previous", "previous"):
        view.buttons[name].click()
    assert (desk.at, desk.count("confirmed")) == (0, 1)
    view.buttons["reject"].click()
    assert desk.count("rejected") == 0, "not without a reason"
    assert "lý do" in view.hint.value
    view.reason.value = "duplicate"
    view.buttons["reject"].click()
    assert (desk.count("rejected"), view.reason.value) == (1, "")
    view.buttons["take-back"].click()
    assert desk.count("rejected") == 0


def test_the_page_tells_what_was_clicked_and_selected(view, desk):
    view.told["figure"].value = "3"
    assert (desk.at, view.told["figure"].value) == (3, "")
    start = ARTICLE.index("Kinh phí")
    view.told["selection"].value = f"{start}:{start + 8}"
    assert desk.cells["as_written"] == "Kinh phí"


def test_a_number_left_over_takes_the_place_of_the_form(longer):
    view = DeskView(longer, "vi")
    assert "số chưa rõ: 3" in view.progress.value
    view.buttons["next-left"].click()
    assert (view.form.layout.display, longer.left_at) == ("none", 0)
    view.buttons["confirm"].click()
    assert WORDS["left-first"].vi in view.hint.value
    view.reason.value = "not_training"
    view.buttons["reject"].click()
    assert (longer.count("rejected"), view.reason.value) == (1, "not_training"), "the reason is offered for the next"
    view.told["left"].value = "1"
    view.buttons["add-selected"].click()
    assert (longer.cells["as_written"], view.form.layout.display) == ("1.412 người", "")


def test_the_list_of_numbers_left_over_counts_them_in_its_tab(longer):
    view = DeskView(longer, "en")
    assert view.tabs.get_title(2) == "Unexplained: 3"
    assert view.buttons["next-left"].layout.display == ""
    longer.go_to_left()
    for _ in range(3):
        longer.reject("not_training")
    view.refresh()
    assert view.buttons["next-left"].layout.display == "none"
    assert WORDS["none-left"].en in view.left.value


def test_adding_without_a_selection_says_what_to_do(view):
    view.buttons["add-selected"].click()
    assert WORDS["select-first"].vi in view.hint.value


def test_what_was_saved_says_how_many_numbers_are_left_over(copy, tmp_path):
    draft = DraftFolder(tmp_path, replace(DOCUMENT, content=(ARTICLE + MORE).encode("utf-8")))
    draft.decide()
    draft.set_head("coder", '"An"')
    view = DeskView(Desk(copy.project, draft.path), "en")
    view.buttons["save"].click()
    assert "unexplained: 3" in view.said.value


def test_what_is_confirmed_with_an_error_is_said(view):
    view.fields["unit"].widget.value = "person"
    view.buttons["confirm"].click()
    assert WORDS["confirmed-wrong"].vi in view.hint.value


def test_only_an_error_marks_a_line_of_the_document(view, desk):
    desk.describe("date_published", "")
    view.refresh()
    assert "desk-wrong" not in view.head["content_end"].widget._dom_classes
    desk.describe("date_published", "10.1.2024")
    view.refresh()
    assert "desk-wrong" in view.head["date_published"].widget._dom_classes


def test_errors_that_kept_a_draft_from_being_saved_lead_to_their_figures(view, desk):
    desk.go(2)
    desk.correct("unit", "person")
    view.buttons["save"].click()
    assert 'data-figure="2"' in view.said.value
    assert ">#3</a>" in view.said.value


def test_what_is_wrong_with_several_figures_is_said_once(desk):
    for at in (0, 1, 4):
        desk.go(at)
        desk.correct("place_id", "")
    html = page.not_saved_page(desk.save(), desk, "en")
    assert html.count("A required cell is empty") == 1
    assert [f'data-figure="{at}"' in html for at in range(6)] == [True, True, False, False, True, False]


def test_the_document_is_one_step_away(view):
    view.buttons["document"].click()
    assert view.tabs.selected_index == 1


def test_an_error_and_its_field_are_marked(view, desk):
    view.fields["unit"].widget.value = "person"
    assert "desk-wrong" in view.fields["unit"].widget._dom_classes
    assert "Lỗi" in view.findings.value
    view.fields["unit"].widget.value = "participation"
    assert "desk-wrong" not in view.fields["unit"].widget._dom_classes


def test_a_correction_is_offered_for_those_alike(view):
    assert view.buttons["spread"].layout.display == "none"
    view.fields["period_end"].widget.value = "2023-11-30"
    assert view.buttons["spread"].layout.display == ""
    assert ": 5 " in view.buttons["spread"].description


def test_a_change_from_elsewhere_is_said_and_not_overwritten(view, draft):
    draft.set(3, note="from a spreadsheet")
    view.buttons["confirm"].click()
    assert "bảng tính" in view.hint.value
    assert draft.rows()[1]["note"] == "from a spreadsheet"


def test_saving_without_decisions_says_how_many_are_left(view, few_once):
    view.buttons["save"].click()
    assert f"{len(candidates())} số liệu chưa có quyết định" in view.said.value
    assert not (few_once.project.raw / f"evidence/{SOURCE}.csv").exists()


def test_a_saved_draft_says_where_it_is(copy, draft):
    view = DeskView(Desk(copy.project, draft.path), "en")
    view.head["coder"].widget.value = "An"
    view.buttons["confirm-rest"].click()
    view.buttons["save"].click()
    assert f"data/raw/evidence/{SOURCE}.csv" in view.said.value


def test_the_script_of_the_page_presses_buttons_that_exist(view):
    script = (Path(page.__file__).parent / "desk.js").read_text(encoding="utf-8")
    keys = re.search(r"KEYS = \{(.*?)\};", script)
    pressed = {*re.findall(r': "([a-z-]+)"', keys[1]), *re.findall(r'press\(root, "([a-z-]+)"\)', script)}
    assert {"next", "confirm", "reject"} <= pressed <= set(view.buttons)
    assert set(re.findall(r'tell\(root, "([a-z-]+)"', script)) == set(view.told)


# Where work begins.


@pytest.fixture
def start(copy) -> DeskStart:
    return DeskStart(copy.project, "vi")


def test_without_a_draft_there_is_nothing_to_open(start):
    assert start.open.disabled
    assert start.view is None


def test_a_document_is_put_on_the_desk_as_a_draft(start, copy):
    start.add("bai-bao.txt", ARTICLE.encode("utf-8"))
    assert start.view is not None
    assert start.view.desk.text == ARTICLE
    assert (start.drafts.value, start.open.disabled) == ("camau-2023", False)
    assert sorted(path.name for path in copy.project.drafts.iterdir()) == [
        "camau-2023.csv", "camau-2023.toml", "camau-2023.txt",
    ]  # fmt: skip


def test_the_same_document_again_opens_the_draft_that_is_there(start, copy):
    start.add("bai-bao.txt", ARTICLE.encode("utf-8"))
    start.view.desk.confirm()
    start.add("camau-2023.txt", ARTICLE.encode("utf-8"))
    assert start.view.desk.count("confirmed") == 1
    assert len(list(copy.project.drafts.glob("*.csv"))) == 1


def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(start, copy):
    start.add("scan.png", b"\x89PNG\r\n\x1a\n" + b"0" * 99)
    assert "scan.png" in start.said.value
    assert "OCR" in start.said.value
    assert start.view is None
    assert not copy.project.drafts.exists()


def test_a_draft_is_opened_by_its_name(copy, draft):
    assert draft.path.parent == copy.project.drafts
    again = DeskStart(copy.project, "en")
    again.drafts.value = SOURCE
    again.open.click()
    assert again.view.desk.path == copy.project.drafts / f"{SOURCE}.csv"
