"""From raw data to PDF: what a run makes, and when it makes it again."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import numpy as np
import page
import pypdfium2
import pytest
from tag_tree import Reading, read

Run = Callable[..., subprocess.CompletedProcess[str]]
Made = tuple[Path, subprocess.CompletedProcess[str]]
Words = Callable[[Path], str]

EIGHT = sorted(
    f"{name}.{lang}.pdf"
    for name in ("01_sources_and_quality", "02_province_comparison", "03_training_trends", "04_province_profile")
    for lang in ("vi", "en")
)
NAMES = {"Figure": ("Hình", "Figure"), "Table": ("Bảng", "Table")}
VI, EN = "01_sources_and_quality.vi.pdf", "01_sources_and_quality.en.pdf"


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.pdf"))}


def clocks(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in sorted(folder.iterdir())}


def made_in(done: subprocess.CompletedProcess[str]) -> list[str]:
    return sorted(line.split()[1] for line in done.stdout.splitlines() if line.startswith("made "))


def test_a_clean_copy_gives_eight_reports(made: Made) -> None:
    folder, done = made
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(hashes(folder / "reports")) == EIGHT


def test_each_report_speaks_its_language_and_prints_its_numbers(made: Made, words: Words) -> None:
    vietnamese, english = (words(made[0] / "reports" / name) for name in (VI, EN))
    assert "Điện Biên" in vietnamese
    assert "19.843" in vietnamese
    assert "19,843" in english
    assert "374" in english
    assert "2005, 2007–2016" in english, "a range stays whole in a narrow column"
    assert "What may be compared" not in vietnamese
    assert "Điều gì so sánh được" not in english


@pytest.mark.parametrize("name", EIGHT)
def test_each_report_is_accessible_and_archivable(made: Made, name: str) -> None:
    pdf = (made[0] / "reports" / name).read_bytes()
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert report.is_compliant, [failure.message for failure in report.failures]


# What a listener hears of a report with everything in it.


@pytest.fixture(scope="module", params=["vi", "en"])
def heard(made: Made, request: pytest.FixtureRequest) -> Reading:
    return read((made[0] / "reports" / f"02_province_comparison.{request.param}.pdf").read_bytes())


def test_a_listener_hears_title_abstract_and_contents_and_can_jump_to_each_part(heard: Reading) -> None:
    parts = heard.parts
    assert heard.lang in ("vi", "en")
    assert (parts[0].kind, parts[0].words) == ("Title", heard.title)
    headings = [part for part in parts if part.kind[1:].isdecimal()]
    assert [part.words for part in headings[:2]] in (["Tóm tắt", "Mục lục"], ["Abstract", "Contents"])
    levels = [int(part.kind[1:]) for part in headings]
    assert all(level <= above + 1 for above, level in zip([0, *levels], levels, strict=False))
    entries = [entry for part in parts for entry in part.all("TOCI") if entry.all("Link")]
    assert [entry.words.rstrip("0123456789 ") for entry in entries] == [part.words for part in headings[2:-1]]
    assert headings[-1].words in ("Về tệp này", "About this file")


def test_a_listener_hears_each_exhibit_at_its_place_with_number_caption_and_source(heard: Reading) -> None:
    exhibits = [number for number, part in enumerate(heard.parts) if part.all("Figure") or part.kind == "Table"]
    count = {"Figure": 0, "Table": 0}
    for number in exhibits:
        part = heard.parts[number]
        kind = "Table" if part.kind == "Table" else "Figure"
        count[kind] += 1
        assert part.parts[0].kind == "Caption"
        assert part.parts[0].words.startswith(tuple(f"{word} {count[kind]}. " for word in NAMES[kind]))
        assert all(len(one.alt) > 60 and any(map(str.isdecimal, one.alt)) for one in part.all("Figure"))
        notes = takewhile(lambda line: line.kind == "P", heard.parts[number + 1 :])
        assert any(line.words.startswith(("Nguồn: ", "Source: ")) for line in notes)
    assert min(count.values()) > 3


def test_a_listener_hears_the_names_of_column_and_row_with_each_cell(heard: Reading) -> None:
    for table in heard.tree.all("Table"):
        rows = table.all("TR")
        assert {cell.scope for cell in rows[0].all("TH", "TD")} == {"Column"}
        assert {row.all("TH", "TD")[0].scope for row in rows if row.all("TD")} == {"Row"}


def test_a_listener_hears_nothing_twice_nothing_empty_and_no_running_heads(heard: Reading) -> None:
    assert len(heard.parts) == len(heard.tree.parts), "all text stands in paragraphs, headings, lists and exhibits"
    assert not {part.kind for part in heard.parts} - {"Title", "P", "H1", "H2", "H3", "TOC", "L", "Div", "Table"}
    assert all(part.words for part in heard.tree.all("P", "H1", "H2", "H3", "LBody", "Caption"))
    assert all(formula.alt for formula in heard.tree.all("Formula"))
    unread = " ".join("".join(heard.untagged).split())
    assert heard.title in unread
    shown_again = [part.words for part in heard.tree.all("TH", "H1", "H2")]
    for known in (heard.title, *sorted(shown_again, key=len, reverse=True)):
        unread = unread.replace(known, "") if known else unread
    assert not re.search(r"[^\W\d]", unread), "only running heads, page numbers, repeated heads of tables"


# What a reader sees of each page.


def emptiest(pdf: Path) -> dict[int, float]:
    """For each page but the last: the highest empty band above the footer, as a share of the height of the text."""
    found = {}
    document = pypdfium2.PdfDocument(pdf)
    for number, one in enumerate(document, start=1):
        grey = np.asarray(one.render(scale=0.5).to_pil().convert("L"))
        text = grey[int(0.08 * len(grey)) : int(0.915 * len(grey))]
        inked = np.flatnonzero((text < 220).any(axis=1))
        found[number] = float(np.diff([0, *inked, len(text)]).max()) / len(text)
    found.pop(len(document))
    return found


@pytest.mark.parametrize("name", EIGHT)
def test_no_page_but_the_last_is_left_half_empty(made: Made, name: str) -> None:
    assert {number: share for number, share in emptiest(made[0] / "reports" / name).items() if share > 0.4} == {}


def test_what_is_refused_is_visible_in_the_report(made: Made, words: Words) -> None:
    for number, question in (("01_sources_and_quality", "ranking provinces"), ("03_training_trends", "a trend of")):
        assert f"Not done: {question}" in words(made[0] / "reports" / f"{number}.en.pdf")


def test_the_manifest_names_each_report_with_its_hash(made: Made) -> None:
    manifest = json.loads((made[0] / "reports" / "manifest.json").read_text(encoding="utf-8"))
    made_files = [entry["outputs"] for entry in manifest["reports"].values()]
    recorded = {name: file["sha256"] for files in made_files for name, file in files.items() if name.endswith(".pdf")}
    assert recorded == hashes(made[0] / "reports")


def test_a_second_run_makes_and_touches_nothing(finished: Path, run: Run) -> None:
    before = clocks(finished / "reports"), clocks(finished / "data" / "processed")
    done = run(finished, "report")
    assert done.returncode == 0
    assert "8 reports" in done.stdout
    assert "up to date" in done.stdout
    assert (clocks(finished / "reports"), clocks(finished / "data" / "processed")) == before


def test_a_changed_figure_is_in_the_next_report_and_the_old_one_is_gone(finished: Path, run: Run, words: Words) -> None:
    path = finished / "data" / "raw" / "evidence" / "langson-2009.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count("19843") == 3
    assert text.count("19.843") == 1
    path.write_text(text.replace("19843", "19853").replace("19.843", "19.853"), encoding="utf-8")
    done = run(finished, "report", "01", "--lang", "vi")
    assert (done.returncode, made_in(done)) == (0, ["01_sources_and_quality.vi"])
    report = words(finished / "reports" / VI)
    assert "19.853" in report
    assert "19.843" not in report


def test_a_report_edited_by_hand_or_deleted_is_made_again(finished: Path, run: Run) -> None:
    before = hashes(finished / "reports")
    with (finished / "reports" / VI).open("ab") as stream:
        stream.write(b"\n% a note")
    (finished / "reports" / "04_province_profile.en.pdf").unlink()
    done = run(finished, "report")
    assert made_in(done) == ["01_sources_and_quality.vi", "04_province_profile.en"], "and no other"
    assert hashes(finished / "reports") == before


def test_broken_data_keep_the_reports_that_there_are(finished: Path, run: Run) -> None:
    before = hashes(finished / "reports"), clocks(finished / "data" / "processed")
    path = finished / "data" / "raw" / "evidence" / "langson-2009.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("19843", "19853", 1), encoding="utf-8")
    done = run(finished, "report")
    assert done.returncode == 1
    assert "evidence/langson-2009.csv" in done.stderr
    assert "nothing was written" in done.stderr
    assert (hashes(finished / "reports"), clocks(finished / "data" / "processed")) == before


# One report for each province.


def test_a_profile_is_made_for_the_places_that_are_named(finished: Path, run: Run, words: Words) -> None:
    done = run(finished, "report", "04", "--lang", "en", "--places", "bac-ninh-2025", "Điện Biên")
    assert (done.returncode, done.stderr) == (0, "")
    assert made_in(done) == ["04_province_profile.bac-ninh-2025.en", "04_province_profile.dien-bien.en"]
    new = words(finished / "reports" / "04_province_profile.bac-ninh-2025.en.pdf")
    assert "Province profile: Bắc Ninh" in new
    assert "On 1 July 2025, from Bắc Giang, Bắc Ninh" in new
    assert "Not available for Bắc Ninh: 12 series" in new
    old = words(finished / "reports" / "04_province_profile.dien-bien.en.pdf")
    assert "Province profile: Điện Biên" in old
    assert "more than 27,000 participations" in old
    pdf = (finished / "reports" / "04_province_profile.bac-ninh-2025.en.pdf").read_bytes()
    assert page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).is_compliant
    again = run(finished, "report", "04", "--lang", "en", "--places", "bac-ninh-2025", "dien-bien")
    assert "2 reports" in again.stdout
    assert "up to date" in again.stdout


@pytest.mark.parametrize(
    ("request_of", "said"),
    [
        (("04", "--places", "Bắc Ninh"), "say bac-ninh or bac-ninh-2025"),
        (("04", "--places", "Bắc Nình"), "no province; nearest: bac-ninh, bac-ninh-2025"),
        (("04", "--places", "24"), "codes were used again in 2025"),
        (("04", "--places", "Gò Quao"), "no province; nearest: kien-giang"),
        (("02", "--places", "63"), "02_province_comparison has no parameter place"),
    ],
)
def test_a_place_that_cannot_be_meant_is_refused(
    finished: Path, run: Run, request_of: tuple[str, ...], said: str
) -> None:
    done = run(finished, "report", *request_of)
    assert done.returncode == 2
    assert said in done.stderr
