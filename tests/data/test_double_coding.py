"""Two coders of one text: their figures are matched by place and compared column by column; nothing is glossed over."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from made_up_drafts import DraftFolder

from analysis.cli import main
from analysis.coding.coefficients import Coefficient, alpha, kappa
from analysis.coding.double_coding import (
    COMPARED,
    CodedRow,
    NotComparableError,
    compare,
    compare_files,
    matched,
    to_settle,
)
from analysis.coding.words import AGREEMENT, REFUSALS, said

# Coefficients, against published worked examples.

# Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability.
# https://repository.upenn.edu/asc_papers/43, sections A to D.
MEG_AND_OWEN = ["0100000010", "1110010000"]
BEN_AND_GERRY = ["aabbdcccedda", "babbbccceddd"]
FOUR_OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


@pytest.mark.parametrize(
    ("coders", "level", "published"),
    [
        (MEG_AND_OWEN, "nominal", 0.095),
        (BEN_AND_GERRY, "nominal", 0.692),
        (FOUR_OBSERVERS, "nominal", 0.743),
        (FOUR_OBSERVERS, "ratio", 0.797),
    ],
)
def test_alpha_is_that_of_krippendorffs_own_examples(coders, level, published):
    assert alpha(coders, level).value == pytest.approx(published, abs=0.0006)


def test_kappa_is_that_of_the_textbook():
    """Fleiss, J. L. (1981). Statistical Methods for Rates and Proportions, 2nd ed., Table 13.1: kappa 0.68."""
    table = {("psychosis", "psychosis"): 75, ("psychosis", "neurosis"): 1, ("psychosis", "organic"): 4}
    table |= {("neurosis", "psychosis"): 5, ("neurosis", "neurosis"): 4, ("neurosis", "organic"): 1}
    table |= {("organic", "organic"): 10}
    first, second = zip(*[pair for pair, number in table.items() for _ in range(number)], strict=True)
    assert kappa(first, second).value == pytest.approx(0.68, abs=0.005)


def test_complete_agreement_is_one_and_agreement_by_chance_is_zero():
    assert kappa("aabb", "aabb").value == pytest.approx(1)
    assert alpha(["aabb", "aabb"], "nominal").value == pytest.approx(1)
    assert kappa("aabb", "abab").value == pytest.approx(0)


def test_without_variation_there_is_no_coefficient_and_not_a_perfect_one():
    assert kappa("aaa", "aaa") == alpha(["aaa", "aaa"], "nominal") == Coefficient(None, "no-variation")


def test_without_pairs_there_is_no_coefficient():
    assert alpha([[1.0, None], [None, 2.0]], "ratio") == Coefficient(None, "no-pairs")
    assert kappa("", "") == Coefficient(None, "no-pairs")


def test_a_number_that_only_one_coder_has_is_no_variation_of_the_others():
    assert alpha([[5.0, 5.0, 7.0], [5.0, 5.0, None]], "ratio") == Coefficient(None, "no-variation")


def test_two_zeros_are_equal_numbers():
    assert alpha([[0.0, 1.0], [0.0, 1.0]], "ratio").value == pytest.approx(1)


# Rows are matched by the place of their quotations.


def coded(line, start, end, value="5", **cells):
    return CodedRow(line, start, end, f"x-2020-{line:02}", f"words at {start}", {"value": value, **cells})


def lines(pairs):
    return [(one.line, other.line) for one, other in pairs]


def test_rows_match_where_their_quotations_overlap():
    first, second = [coded(2, 10, 20), coded(3, 30, 40)], [coded(2, 33, 45), coded(3, 5, 12)]
    assert lines(matched(first, second)) == [(2, 3), (3, 2)]


def test_rows_that_only_touch_are_two_figures():
    assert matched([coded(2, 10, 20)], [coded(2, 20, 30)]) == []


def test_of_two_that_overlap_the_same_number_decides():
    first = [coded(2, 10, 40, "15")]
    assert lines(matched(first, [coded(2, 10, 30, "1070"), coded(3, 28, 40, "15")])) == [(2, 3)]


def test_then_the_longer_overlap_decides():
    assert lines(matched([coded(2, 10, 40)], [coded(2, 5, 15), coded(3, 20, 50)])) == [(2, 3)]


def test_then_the_earlier_place_decides():
    assert lines(matched([coded(2, 10, 40)], [coded(2, 30, 50), coded(3, 0, 20)])) == [(2, 3)]


def test_no_row_is_matched_twice():
    both = matched([coded(2, 0, 10), coded(3, 5, 15)], [coded(2, 0, 15)])
    assert lines(both) == [(2, 2)]


def test_a_figure_of_one_coder_is_listed_and_not_compared():
    found = compare([coded(2, 0, 10), coded(3, 30, 40)], [coded(2, 0, 10), coded(3, 50, 60)], ["value"], "a" * 64)
    assert (found.both, [row.line for row in found.only_first], [row.line for row in found.only_second]) == (
        1,
        [3],
        [3],
    )
    assert found.percent_found == pytest.approx(100 / 3)
    assert [(one.field, one.first, one.second) for one in found.disagreements] == [
        ("figure", "words at 30", ""),
        ("figure", "", "words at 50"),
    ]


def test_coders_without_a_common_figure_have_nothing_to_compare():
    found = compare([coded(2, 0, 10)], [coded(2, 50, 60)], ["value"], "a" * 64)
    assert (found.both, found.fields, found.percent_found) == (0, (), 0)


def test_a_part_names_the_figure_that_is_meant_whatever_it_is_called():
    first = [coded(2, 0, 10, part_of=""), coded(3, 20, 30, part_of="x-2020-02")]
    renamed = [coded(2, 20, 30, part_of="#6"), replace(coded(7, 0, 10, part_of=""), row_id="#6")]
    assert compare(first, renamed, ["part_of"], "a" * 64).disagreements == ()
    other = [coded(2, 20, 30, part_of=""), coded(7, 0, 10, part_of="")]
    settle = compare(first, other, ["part_of"], "a" * 64).disagreements
    assert [(one.first, one.second) for one in settle] == [("0: words at 0", "")]


# Files.

CELLS = {
    "figure_id": "hanam-2020-01", "place_id": "ha-nam", "population": "cadre|civil_servant", "value": "25.60",
    "as_written": "25,6% cán bộ", "start": "10", "end": "22", "flags": "", "text_sha256": "a" * 64,
}  # fmt: skip


@pytest.fixture
def file(tmp_path):
    """Writes a coder's file: rows are the cells above with changes."""

    def write(name, *changes, drop=()):
        rows = [CELLS | change for change in changes]
        header = [column for column in rows[0] if column not in drop]
        stream = io.StringIO(newline="")
        writer = csv.DictWriter(stream, header, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (tmp_path / name).write_text(stream.getvalue(), encoding="utf-8")
        return tmp_path / name

    return write


def test_cells_that_say_the_same_in_other_words_are_equal(file):
    one = file("one.csv", {})
    other = file("other.csv", {"population": "civil_servant|cadre", "value": "25,6"})
    assert compare_files(one, other).disagreements == ()


def test_columns_that_both_have_are_compared_and_no_others(file):
    fields = compare_files(file("one.csv", {"tier": "all"}), file("other.csv", {})).fields
    assert [one.field for one in fields] == ["place_id", "population", "value", "flags"]


def test_a_draft_is_compared_with_evidence_and_what_it_rejects_is_no_figure(file):
    draft = [{"sha256": "a" * 64, "decision": "confirmed"}, {"start": "60", "end": "70", "decision": "rejected"}]
    draft = [{"sha256": "a" * 64, **row} for row in draft]
    found = compare_files(file("one.csv", {}), file("draft.csv", *draft, drop=("text_sha256", "figure_id")))
    assert (found.both, found.found, found.disagreements) == (1, 1, ())


@pytest.mark.parametrize(
    ("changes", "drop", "reason"),
    [
        ([{"text_sha256": "b" * 64}], (), "other-text"),
        ([{"text_sha256": ""}], (), "no-one-text"),
        ([{}, {"text_sha256": "b" * 64}], (), "no-one-text"),
        ([{}], ("text_sha256",), "columns-missing"),
        ([{}], ("end",), "columns-missing"),
        ([{"value": "24,150"}], (), "cell"),
        ([{"start": "ten"}], (), "cell"),
        ([{"decision": "rejected"}], (), "no-rows"),
    ],
)
def test_what_is_no_double_coding_is_refused_in_both_languages(file, capsys, committed, changes, drop, reason):
    one, other = file("one.csv", {}), file("other.csv", *changes, drop=drop)
    with pytest.raises(NotComparableError) as refused:
        compare_files(one, other)
    assert refused.value.reason == reason
    for lang in ("vi", "en"):
        assert main(["agreement", str(one), str(other), "--lang", lang, "--project", str(committed.root)]) == 1
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.startswith("analysis: ")
        assert captured.err.count("\n") == 1


def test_the_same_file_twice_is_no_double_coding(file):
    with pytest.raises(NotComparableError, match="same-file"):
        compare_files(file("one.csv", {}), file("one.csv", {}))


def test_a_file_that_is_not_there_is_named(file, tmp_path):
    with pytest.raises(NotComparableError, match="no-file"):
        compare_files(file("one.csv", {}), tmp_path / "none.csv")


# The whole command, over a coding of the committed evidence that a made-up second coder changed.

SOURCE = "evidence/goquao-2023.csv"


@pytest.fixture
def second_coder(copy, tmp_path):
    """A second coding of one founding text: one value, one flag and one figure less than the first."""
    rows = copy.rows(SOURCE)
    header, own = rows[0], [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    own[1]["value"], own[2]["flags"] = "9", ""
    path = tmp_path / "second.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(own[:-1])
    return path


def run(copy, *arguments):
    return main(["agreement", *map(str, arguments), "--project", str(copy.project.root)])


def test_the_table_has_a_line_for_each_column_and_no_nan(copy, second_coder, capsys):
    assert run(copy, copy.path(SOURCE), second_coder) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "Figures: 17 in both, 1 only in goquao-2023.csv, 0 only in second.csv; both found 94.4 % of 18\n"
    )
    assert all(f"({column})" in out for column in COMPARED)
    assert "nan" not in out
    assert "no variation" in next(line for line in out.splitlines() if "(place_id)" in line)
    assert "To settle: 3" in out


def test_numbers_that_differ_are_not_called_complete_agreement(copy, second_coder, capsys):
    rows = copy.rows(SOURCE)
    rows[1][rows[0].index("value")] = "374.0001"
    copy.write_rows(SOURCE, rows)
    assert run(copy, copy.path(SOURCE), second_coder) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if "(value)" in line)
    assert line.split()[-1] < "1.000"


def test_vietnamese_readers_get_vietnamese_words_and_numbers(copy, second_coder, capsys):
    assert run(copy, copy.path(SOURCE), second_coder, "--lang", "vi") == 0
    out = capsys.readouterr().out
    assert "cùng tìm thấy 94,4 %" in out
    assert "không biến thiên" in out


def test_the_disagreements_are_a_file_with_room_for_what_is_settled(copy, second_coder, tmp_path, capsys):
    out = tmp_path / "settle.csv"
    assert run(copy, copy.path(SOURCE), second_coder, "-o", out) == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert [(row["figure_id"][-2:], row["field"], row["first"], row["second"]) for row in rows] == [
        ("02", "value", "8", "9"),
        ("03", "flags", "period_start_unknown", ""),
        ("18", "figure", "luân chuyển 8 cán bộ", ""),
    ]
    assert {row["settled"] for row in rows} == {""}
    assert out.read_bytes() == to_settle(compare_files(copy.path(SOURCE), second_coder))


def test_a_coders_file_is_never_written_over(copy, second_coder, capsys):
    before = second_coder.read_bytes()
    assert run(copy, copy.path(SOURCE), second_coder, "-o", second_coder) == 2
    assert second_coder.read_bytes() == before
    assert str(second_coder) in capsys.readouterr().err


def test_a_row_that_was_added_to_a_draft_finds_its_text_and_its_place(tmp_path):
    draft = DraftFolder(tmp_path)
    second = tmp_path / "second.csv"
    second.write_bytes(draft.path.read_bytes())
    draft.set(3, sha256="", start="", end="", value_low="", value_high="")
    assert compare_files(draft.path, second).disagreements == ()
    draft.path.with_suffix(".txt").unlink()
    with pytest.raises(NotComparableError) as refusal:
        compare_files(draft.path, second)
    assert refusal.value.reason == "no-place"
    assert said(REFUSALS, "no-place", "en", **refusal.value.details).startswith(f"{draft.path}, row 3: where “32 lớp”")


def test_every_sentence_has_words_in_both_languages():
    for vi, en in [*REFUSALS.values(), *AGREEMENT.values()]:
        assert vi
        assert en


def test_the_compared_columns_are_columns_of_the_evidence(codebook):
    assert set(COMPARED) < {field.name for field in codebook["evidence"].fields}
