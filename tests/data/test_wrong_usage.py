"""What people do wrong on the way from a document to evidence: each is said with what to do, and nothing is written."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from made_up_drafts import DraftFolder

from analysis.cli import main

TEXT = "Năm 2022, tỉnh Cà Mau mở 12 lớp bồi dưỡng cho 480 lượt cán bộ, công chức.\n"


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with documents that cannot be read, and a draft on which somebody has decided."""
    files = {
        "good.txt": TEXT.encode(),
        "empty.txt": b"",
        "cut.txt": TEXT.encode()[:40] + b"\xff\xfe",
        "old.txt": "®µo t¹o, båi d­ìng c¸n bé, c«ng chøc n¨m 2008 cña tØnh: 12 líp, 480 häc viªn ".encode("latin-1")
        * 20,
        "broken.docx": b"PK\x03\x04 cut off",
        "broken.pdf": b"%PDF-1.7 cut off",
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(40),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "texts").mkdir()
    draft = DraftFolder(tmp_path)
    draft.decide()
    draft.path.rename(tmp_path / "draft.csv")
    draft.path.with_suffix(".toml").rename(tmp_path / "draft.toml")
    draft.path.with_suffix(".txt").rename(tmp_path / "draft.txt")
    return tmp_path


@pytest.fixture
def wrong(few_once, folder, capsys):
    """Run a command that must refuse, in one language; what it says."""

    def run(command, *arguments, lang="en"):
        before = state(few_once.project.raw)
        places = [str(folder / one[1:]) if one.startswith("@") else one for one in arguments]
        try:
            code = main([command, *places, "--project", str(few_once.project.root), "--lang", lang])
        except SystemExit as error:  # of argparse
            code = error.code
        out, err = capsys.readouterr()
        assert code in (1, 2)
        assert "Traceback" not in out + err
        assert state(few_once.project.raw) == before
        return out + err

    return run


def state(raw):
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in raw.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("arguments", "vi", "en"),
    [
        (("@none.txt",), "Không có tệp này", "no such file"),
        (("@texts",), "Đây là thư mục", "This is a folder"),
        (("@empty.txt",), "Tệp rỗng", "The file is empty"),
        (("@cut.txt",), "byte thứ 41", "byte 41"),
        (("@old.txt",), "TCVN3", "TCVN3"),
        (("@broken.docx",), "Tải lại", "Download it again"),
        (("@broken.pdf",), "Tải lại", "Download it again"),
        (("@picture.png",), "ảnh", "picture"),
        (("@good.txt", "--place", "Cà Mauu"), "gần nhất: Cà Mau", "nearest: Cà Mau"),
        (("@good.txt", "--published", "6/5/2024"), "năm-tháng-ngày", "year-month-day"),
        (("@good.txt", "--period", "2022"), "2023-01-01..2023-12-31", "2023-01-01..2023-12-31"),
        (("@good.txt", "--source", "Cà Mau"), "như dongthap-2024", "such as dongthap-2024"),
        (("@good.txt", "-o", "@x.xlsx"), "kết thúc bằng .csv", "must end in .csv"),
        (("@good.txt", "-o", "@draft.csv"), "--replace", "--replace"),
        (("@good.txt", "-o", "@good.csv"), "chọn tên khác", "choose another name"),
    ],
)
def test_extract(wrong, arguments, vi, en):
    assert vi in wrong("extract", *arguments, lang="vi")
    assert en in wrong("extract", *arguments, lang="en")


@pytest.mark.parametrize(
    ("arguments", "vi", "en"),
    [
        (("@none.csv",), "không phải bản nháp", "no draft"),
        (("@draft.toml",), "không phải bản nháp", "no draft"),
        (("@texts",), "không phải bản nháp", "no draft"),
        (("@draft.csv", "--on", "hôm nay"), "năm-tháng-ngày", "year-month-day"),
        (("@draft.csv",), "cột coder: Chưa ghi người mã hóa", "column coder: It is not said who"),
    ],
)
def test_confirm(wrong, arguments, vi, en):
    assert vi in wrong("confirm", *arguments, lang="vi")
    assert en in wrong("confirm", *arguments, lang="en")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda table: table.replace(b",", b";"), "row 1: Cells are separated by “;”"),
        (lambda table: table.decode().encode("utf-16"), "row 1: Not UTF-8: byte ff. Save the file again as UTF-8"),
        (lambda table: table.replace(b",place_id,", b",place,"), "column place_id: Column place_id is missing"),
        (lambda table: b"a,b\n1,2\n", "This is not the table of a draft"),
        (lambda table: b"", "is empty"),
        (lambda table: table.replace(b",ca-mau,", ",Cà Mau,".encode()), "place_id: “Cà Mau” is not in the table"),
        (lambda table: table.replace(b"2023-12-31", b"31/12/2023"), "column period_end: “31/12/2023” is not a date"),
        (lambda table: table.replace(b",participation,", ",lượt,".encode()), "Nearest: participation"),
    ],
)  # fmt: skip
def test_a_table_of_a_draft_that_a_spreadsheet_changed(wrong, folder, change, said):
    table = folder / "draft.csv"
    table.write_bytes(change(table.read_bytes()))
    told = wrong("confirm", "@draft.csv", "--coder", "An")
    assert said in told
    assert re.search(r"draft\.csv, row \d+|draft\.csv: ", told)


@pytest.mark.parametrize(
    ("arguments", "vi", "en"),
    [
        (("--texts", "@none"), "không phải thư mục", "no folder"),
        (("--texts", "@good.txt"), "không phải thư mục", "no folder"),
        (("--texts", "@texts"), "không có văn bản nào", "no text in"),
        (("--texts", "@texts", "--source", "camau-1999"), "camau-1999", "no source camau-1999"),
    ],
)
def test_audit(wrong, arguments, vi, en):
    assert vi in wrong("audit", *arguments, lang="vi")
    assert en in wrong("audit", *arguments, lang="en")
