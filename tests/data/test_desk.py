"""The coding desk: every step is examined and kept at once, and can be taken back; what it shows is escaped."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from made_up_drafts import ARTICLE, DOCUMENT, SOURCE, DraftFolder, candidates

from analysis.checks.examine import examine
from analysis.coding import desk_page as page
from analysis.coding.desk import Desk, DraftChangedError
from analysis.coding.desk_fields import AND, BETWEEN, GROUPS
from analysis.coding.desk_start import DeskStart
from analysis.coding.desk_view import DeskView
from analysis.coding.desk_words import WORDS
from analysis.coding.draft import COLUMNS, draft_files, draft_rows, read_draft
from analysis.coding.extract import proposed_id
from analysis.coding.head import KEYS, Head
from analysis.sources.documents.document import Document
from analysis.vocabulary import ALL


@pytest.fixture
def draft(tmp_path):
    folder = tmp_path / "draft"
    folder.mkdir()
    return DraftFolder(folder)


@pytest.fixture(scope="module")
def put(few_once):
    """Puts a draft on the desk in the project that no test changes, which is examined once."""
    before = examine(few_once.project, statistics=False)
    return lambda draft: Desk(few_once.project, draft.path, before)


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
    assert "lý do" in view.said.value
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
    assert "bảng tính" in view.said.value
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
