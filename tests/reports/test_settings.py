"""What a report is called and how it looks: where it may be said, what wins, and what cannot be."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from report_notebooks import SVG, code, display, figure, markdown, notebook, words

from analysis.reports.export.faults import ExportError, Faults
from analysis.reports.export.settings import Settings, contrast, language, read_file, resolve

Export = Callable[..., bytes]


def resolved(**given: object) -> object:
    faults = Faults()
    settings = resolve([("here", given)], "vi", faults)
    faults.settle()
    return settings


def refused(**given: object) -> str:
    with pytest.raises(ExportError) as caught:
        resolved(**given)
    return str(caught.value)


def test_later_places_win_and_words_follow_the_language(
    to_pdf: Export, to_typst: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "report.toml").write_text('title = {vi = "Tệp", en = "File"}\nversion = "1"\ndata = "to 2020"', "utf-8")
    nb = notebook(markdown("text"), title={"vi": "Sổ", "en": "Notebook"}, version="2")
    source = to_typst(nb, lang="vi", settings={"version": "3"})
    assert 'title: "Sổ"' in source and 'version: "3"' in source and 'data: "to 2020"' in source
    assert "Version 2 Data: to 2020" in words(to_pdf(nb, lang="en"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"titel": "x"}, "here: the setting 'titel' is unknown; known are lang, abstract, accent"),
        ({"title": 3}, "here: title must be text, not 3"),
        ({"authors": ["Nguyễn Ánh", 3]}, "authors must be a list of names"),
        ({"date": "22/11/2026"}, "date must be a day of the form 2026-11-22, not '22/11/2026'"),
        ({"contents": "no"}, "contents must be true or false"),
        ({"paper": "a0"}, "paper must be one of a3, a4, a5, us-letter, us-legal"),
        ({"accent": "teal"}, "accent must be a colour such as #1d4f63"),
        ({"accent": "#9fd0ff"}, "accent must contrast with white at least 4.5 : 1 (this one: 1.6)"),
        ({"font_size": 30}, "font_size must be between 7 and 16 points"),
        ({"logo": "logo.svg"}, "The logo has no text alternative"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_name(given: dict[str, object], said: str) -> None:
    assert said in refused(**given)


def test_the_command_line_may_give_every_setting_as_text() -> None:
    settings = resolved(font_size="9", contents="false", floats="true", authors="Nguyễn Ánh")
    assert settings == Settings(font_size=9.0, contents=False, floats=True, authors=("Nguyễn Ánh",))
    assert resolved(contents={"en": True, "vi": False}) == Settings(contents=False)


def test_a_day_that_is_no_number_of_seconds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert "SOURCE_DATE_EPOCH must be a number of seconds, not 'yesterday'" in refused()


def test_everything_wrong_is_said_at_once() -> None:
    assert refused(titel="x", paper="a0", date="never").count("\n") == 2


def test_the_language_is_the_wanted_one_else_the_last_named() -> None:
    layers = [("a", {"lang": "vi"}), ("b", {"lang": "en"})]
    assert language(layers, None, Faults()) == "en"
    assert language(layers, "vi", Faults()) == "vi"
    assert language([*layers, ("options", {"lang": "vi"})], None, Faults()) == "vi"
    assert language([], None, Faults()) == "en"
    with pytest.raises(ExportError, match="language 'fr' is unknown"):
        (faults := Faults()) and (language([("a", {"lang": "fr"})], None, faults), faults.settle())


def test_a_file_that_is_no_toml_is_refused(to_pdf: Export, tmp_path: Path) -> None:
    assert read_file(tmp_path, Faults()) == ("report.toml", {})
    (tmp_path / "report.toml").write_text("title = ", "utf-8")
    with pytest.raises(ExportError, match=r"report\.toml cannot be read: Invalid value"):
        to_pdf(notebook(markdown("text")))


def test_contrast_is_that_of_the_guidelines() -> None:
    # WCAG 2.2 technique G18: black on white is 21, the grey #767676 is the lightest with 4.5.
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("paper", "size"), [("a5", (148, 210)), ("us-letter", (216, 279)), ("a3", (297, 420))])
def test_the_paper_has_its_size(to_pdf: Export, paper: str, size: tuple[int, int]) -> None:
    with pikepdf.open(BytesIO(to_pdf(notebook(markdown("text")), paper=paper))) as pdf:
        assert tuple(round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:]) == size


def test_a_logo_has_its_alternative(to_pdf: Export, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(SVG, "utf-8")
    pdf = to_pdf(notebook(markdown("text"), logo="logo.svg", logo_alt="The seal of the province"))
    assert "Đắk Lắk ở miền núi" in words(pdf)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert any("The seal" in str(one.get("/Alt", "")) for one in document.objects if hasattr(one, "get"))


def test_rules_of_a_user_come_after_the_page_design(to_pdf: Export, tmp_path: Path) -> None:
    (tmp_path / "house.typ").write_text('#show heading: upper\n#show heading: set text(fill: rgb("#5c2d46"))', "utf-8")
    assert "ONE PART" in words(to_pdf(notebook(markdown("# T\n\n## One part")), settings={"style": "house.typ"}))
    with pytest.raises(ExportError, match=r"The style \.\./house\.typ is not a file in the folder"):
        to_pdf(notebook(markdown("text"), style="../house.typ"))


def test_fonts_of_a_user_are_used(to_pdf: Export, tmp_path: Path) -> None:
    import shutil

    import matplotlib

    (tmp_path / "fonts").mkdir()
    shutil.copy(Path(matplotlib.get_data_path(), "fonts", "ttf", "STIXGeneral.ttf"), tmp_path / "fonts")
    pdf = to_pdf(notebook(markdown("text")), fonts="fonts", settings={"body_font": "STIXGeneral"})
    with pikepdf.open(BytesIO(pdf)) as document:
        names = {str(font.get("/BaseFont")) for font in document.objects if isinstance(font, pikepdf.Dictionary)}
    assert any("STIX" in name for name in names)


def test_a_folder_of_fonts_outside_or_with_boxes_for_letters_is_refused(to_pdf: Export, tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    with pytest.raises(ExportError, match=r"\.\./fonts is not a folder beside the notebook"):
        to_pdf(notebook(markdown("text")), fonts="../fonts")
    (tmp_path / "fonts" / "LastResortHE-Regular.ttf").write_bytes(b"")
    with pytest.raises(ExportError, match=r"LastResort.* hides letters that no font has"):
        to_pdf(notebook(markdown("text")), fonts="fonts")


# Files inside the PDF.


def test_data_the_notebook_and_named_files_are_put_into_the_pdf(to_pdf: Export, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("ghi chú", "utf-8")
    table = display({"text/html": "<table><tr><td>1</td></tr></table>", "text/csv": "a\n1\n"}, id="t", kind="table")
    bare = display({"text/plain": "x", "text/csv": "b\n2\n"})
    pdf = to_pdf(notebook(code(table), code(bare, bare)), attach=["*.txt"], attach_notebook=True)
    with pikepdf.open(BytesIO(pdf)) as document:
        files = {key: document.attachments[key] for key in document.attachments}
        contents = {name: file.get_file().read_bytes() for name, file in files.items()}
    assert sorted(contents) == ["cell-2-part-2.csv", "cell-2.csv", "example.ipynb", "notes.txt", "t.csv"]
    assert contents["t.csv"] == b"a\n1\n" and contents["notes.txt"] == "ghi chú".encode()
    assert b'"cell_type": "code"' in contents["example.ipynb"]


def test_a_file_keeps_its_name_in_any_letters_and_two_of_one_name_are_refused(to_pdf: Export, tmp_path: Path) -> None:
    for name in ("báo cáo.txt", "报告.txt"):
        (tmp_path / name).write_text("x", "utf-8")
    with pikepdf.open(BytesIO(to_pdf(notebook(markdown("text")), attach=["*.txt"]))) as document:
        names = [document.attachments[key].filename for key in document.attachments]
    assert sorted(names) == ["báo cáo.txt", "报告.txt"]
    for name in ("a/b.csv", "a-b.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    with pytest.raises(ExportError, match=r"Two files to be attached would both be called a-b\.csv"):
        to_pdf(notebook(markdown("text")), attach=["**/*.csv"])


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"id": "../../evil"}, r"cannot have the id '\.\./\.\./evil'"),
        ({"id": "a/b"}, "cannot have the id 'a/b'"),
        ({"id": ["a"]}, r"The id of an exhibit must be text, not \['a'\]"),
        ({"caption": 5}, "The caption of an exhibit must be text, not 5"),
        ({"notes": "abc"}, "The notes of an exhibit must be a list of texts, not 'abc'"),
    ],
)
def test_metadata_that_cannot_be_are_refused_with_their_cell(
    to_pdf: Export, about: dict[str, object], said: str
) -> None:
    with pytest.raises(ExportError, match=f"Cell 1: .*{said}"):
        nb = notebook(code(figure()))
        nb.cells[0].outputs[0].metadata["exhibit"] |= about
        to_pdf(nb)


def test_metadata_of_other_kinds_do_no_harm(to_pdf: Export) -> None:
    nb = notebook(markdown("kept"), code(display({"text/plain": "shown"})))
    nb.cells[1].outputs[0].metadata["exhibit"] = "a word"
    nb.metadata["report"] = ["a list"]
    with pytest.raises(ExportError) as caught:
        to_pdf(nb)
    assert "metadata `report` must be a table of settings" in str(caught.value)
    assert "Cell 2: The metadata `exhibit` of an output must be a table, not 'a word'" in str(caught.value)


@pytest.mark.parametrize("pattern", ["", "*.xlsx", "../*.txt", "/etc/passwd"])
def test_files_that_are_not_there_or_outside_are_refused(to_pdf: Export, tmp_path: Path, pattern: str) -> None:
    (tmp_path.parent / "secret.txt").write_text("no", "utf-8")
    with pytest.raises(ExportError, match="which was to be attached"):
        to_pdf(notebook(code(figure())), attach=[pattern])


def test_every_fault_is_named_with_its_cell_at_once(to_pdf: Export) -> None:
    nb = notebook(
        markdown("[x](#nowhere)"),
        markdown("$\\foox{3}$ ![a](gone.png)"),
        code(figure(alt="")),
        code(figure("fig-two"), figure("fig-two")),
    )
    with pytest.raises(ExportError) as caught:
        to_pdf(nb, strict=True)
    said = str(caught.value).splitlines()
    assert [line.replace("Notebook example: ", "")[:7] for line in said] == [f"Cell {n}:" for n in (1, 2, 2, 3, 4)]
