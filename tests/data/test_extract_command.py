"""``analysis extract``: a document in, a draft out, and what is said when that cannot be. All texts are made up."""

import csv
import io
import tomllib

import pytest

from analysis.cli import main

TEXT = "Cà Mau mở lớp bồi dưỡng cán bộ\n\nMở 12 lớp bồi dưỡng cho 480 học viên, kinh phí 1,2 tỷ đồng.\n"


@pytest.fixture
def extract(copy, tmp_path, capsysbinary):
    """Run the command on a text of a throw-away project; exit code, what was printed, and what was said on errors."""

    def run(*arguments, text=TEXT, lang="en"):
        file = tmp_path / "bai.txt"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        where = ["--project", str(copy.project.root), "--lang", lang]
        code = main(["extract", str(file), *where, *map(str, arguments)])
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


def table(content):
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_without_a_file_name_the_table_is_printed(extract):
    code, out, _ = extract("--published", "2023-03-01")
    assert code == 0
    assert [(row["as_written"], row["value"], row["unit"]) for row in table(out)] == [
        ("12 lớp bồi dưỡng cho", "12", "class"),
        ("480 học viên", "480", "trainee"),
        ("1,2 tỷ đồng", "1200000000", "vnd"),
    ]


def test_what_is_declared_fills_rows_and_head(extract, tmp_path):
    draft = tmp_path / "camau-2022.csv"
    code, said, _ = extract(
        "--place", "Cà Mau", "--tier", "commune", "--status", "plan", "--period", "2022-01-01..2022-12-31", "-o", draft
    )
    assert code == 0
    assert said.startswith(f"{draft}: 3 figures")
    rows = table(draft.read_text(encoding="utf-8"))
    assert {(row["place_id"], row["tier"], row["status"], row["period_end"]) for row in rows} == {
        ("ca-mau", "commune", "plan", "2022-12-31")
    }
    head = tomllib.loads(draft.with_suffix(".toml").read_text(encoding="utf-8"))
    assert (head["source_id"], head["title"]) == ("camau-2022", "Cà Mau mở lớp bồi dưỡng cán bộ")
    assert head["defaults"]["place_id"] == "ca-mau"
    assert draft.with_suffix(".txt").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("name", "place"),
    [("Cà Mau", "ca-mau"), ("tinh Ca Mau", "ca-mau"), ("Gò Quao", "go-quao"), ("huyện Nho Quan", "nho-quan"),
     ("Bắc Ninh", "bac-ninh"), ("di-linh", "di-linh")],
)  # fmt: skip
def test_a_place_is_named_as_people_name_it(extract, name, place):
    _, out, _ = extract("--place", name)
    assert {row["place_id"] for row in table(out)} == {place}


@pytest.mark.parametrize(("name", "said"), [("Nam Địn", "nearest: Nam Định"), ("Châu Thành", "may be"), ("", None)])
def test_a_name_that_means_no_place_or_several_is_refused(extract, name, said):
    code, out, err = extract("--place", name)
    if said is None:
        assert code == 0
    else:
        assert (code, out) == (2, "")
        assert said in err


def test_a_draft_that_is_there_is_kept(extract, tmp_path):
    draft = tmp_path / "x.csv"
    assert extract("-o", draft)[0] == 0
    draft.write_text("decided\n", encoding="utf-8")
    code, _, err = extract("-o", draft)
    assert (code, draft.read_text(encoding="utf-8")) == (1, "decided\n")
    assert "--replace" in err
    assert extract("-o", draft, "--replace")[0] == 0
    assert len(table(draft.read_text(encoding="utf-8"))) == 3


def test_a_document_that_cannot_be_read_is_refused_in_the_language_asked_for(extract):
    legacy = "®µo t¹o, båi d­ìng c¸n bé, c«ng chøc n¨m 2008 cña tØnh: 12 líp, 480 häc viªn ".encode("latin-1") * 20
    code, out, err = extract("--lang", "vi", text=legacy)
    assert (code, out) == (1, "")
    assert "TCVN3" in err
    assert "bai.txt" in err


def test_a_document_without_figures_is_an_empty_table(extract):
    code, out, _ = extract(text="Tỉnh Cà Mau quan tâm công tác đào tạo, bồi dưỡng cán bộ, công chức, viên chức.\n")
    assert (code, table(out)) == (0, [])
    assert out.startswith("source_id,sha256,start,end,as_written,value,")


def test_all_arguments_that_cannot_be_used_are_told_at_once(extract, tmp_path):
    wrong = ("--published", "15/11/2023", "--period", "2023", "--place", "Cà Mauu", "--source", "Cà Mau 2023")
    code, out, err = extract(*wrong, "-o", tmp_path / "x.xlsx", text=b"", lang="vi")
    assert (code, out) == (2, "")
    told = err.splitlines()
    assert [line.startswith("analysis: ") for line in told] == [True] * 6
    assert "Tệp rỗng" in told[0]
    assert "--published 15/11/2023: cần một ngày" in told[1]
    assert "--period 2023: cần hai ngày" in told[2]
    assert "Cà Mau" in told[3]
    assert "cần địa phương-năm không dấu, như dongthap-2024" in told[4]
    assert told[5].endswith("x.xlsx: tên phải kết thúc bằng .csv")


def test_a_folder_is_called_one(copy, tmp_path, capsys):
    assert main(["extract", str(tmp_path), "--project", str(copy.project.root), "--lang", "vi"]) == 1
    assert "Đây là thư mục" in capsys.readouterr().err


def test_an_unknown_day_of_publication_is_said_with_what_to_do(extract):
    assert "--published DATE --replace" in extract()[2]
    assert extract("--published", "2023-03-01")[2] == ""


def test_a_text_that_names_no_place_is_said_with_what_to_do(extract):
    nowhere = "Năm 2022 đã mở 12 lớp bồi dưỡng cho 480 lượt cán bộ, công chức.\n"
    assert "--place NAME --source PLACE-YEAR" in extract("--published", "2023-03-01", text=nowhere)[2]
    assert "--place" not in extract("--published", "2023-03-01", "--place", "Cà Mau", text=nowhere)[2]
