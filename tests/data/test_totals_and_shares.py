"""Totals against their parts, and shares against the groups that can have them."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.checks.shares import check_share, possible_groups, smallest_groups
from analysis.checks.totals import MOST_CHOICES, check_itemised, check_totals, left_out


@pytest.fixture
def total_of(figure, by_rule):
    """Findings about a total of 100 with these parts, coded in one file."""

    def check(*parts, **total):
        rows = [figure(line=2, value="100", value_low="100", value_high="100", as_written="100 lượt", **total)]
        for line, (number, words, changes) in enumerate(parts, start=3):
            cells = {"value": number, "value_low": number, "value_high": number, "as_written": words} | changes
            cells |= {"figure_id": f"hanam-2020-{line:02d}", "part_of": "hanam-2020-01"}
            cells |= {"indicator": "persons_trained", "unit": "person", "unit_as_written": "người"}
            rows.append(figure(line=line, **cells))
        return by_rule(check_totals(rows))

    return check


def part(number, words=None, **changes):
    return number, words or f"{number} người", changes


def test_parts_that_add_up_need_no_words(total_of):
    assert total_of(part("60"), part("40")) == {}


def test_parts_that_do_not_add_up_need_a_flag(total_of):
    found = total_of(part("60"), part("46"))
    assert list(found) == ["flag-missing", "parts-differ-from-total"], "what the coder needs to know comes with it"


def test_a_known_conflict_is_noticed_and_never_corrected(total_of):
    found = total_of(part("60"), part("46"), flags="sum_conflict")
    assert list(found) == ["parts-differ-from-total"]
    finding = found["parts-differ-from-total"]
    assert finding.severity == "notice"
    assert (
        finding.problem("en") == "The total 100 participations differs from the sum of its parts 106 (60 + 46 persons)"
    )
    assert finding.problem("vi") == "Tổng 100 lượt khác tổng các phần 106 (60 + 46 người)"
    assert finding.remedy("en") == "No number is corrected. No few parts can be left out to give the total"


def remedy(total_of, *parts):
    finding = total_of(*parts, flags="sum_conflict")["parts-differ-from-total"]
    return finding.remedy("en").removeprefix("No number is corrected. "), finding.remedy("vi")


def test_one_part_that_explains_the_difference_is_named_with_both_sums(total_of):
    english, vietnamese = remedy(total_of, part("60"), part("40"), part("6", "bác sĩ 6"))
    assert english == "Without “bác sĩ 6” the other 2 parts give exactly the total, 100; with them 106"
    assert vietnamese == "Không sửa số nào. Bỏ “bác sĩ 6” thì 2 phần còn lại cộng đúng bằng tổng 100; tính cả thì 106"


def test_two_parts_that_explain_the_difference_are_named(total_of):
    english, vietnamese = remedy(total_of, part("60"), part("40"), part("2", "bác sĩ 2"), part("4", "chuyên khoa 4"))
    assert "Without “bác sĩ 2” and “chuyên khoa 4” the other 2 parts" in english
    assert "Bỏ “bác sĩ 2” và “chuyên khoa 4”" in vietnamese


def test_three_parts_of_one_kind_are_preferred_to_fewer_of_several(total_of):
    doctors = [part(str(n), f"bác sĩ {n}", training="degree.medical") for n in (1, 2, 3)]
    others = [part("60"), part("34"), part("6", "sơ cấp 6")]
    english, _ = remedy(total_of, *doctors, *others)
    assert english.startswith("Without “bác sĩ 1” and “bác sĩ 2” and “bác sĩ 3” the other 3 parts")
    assert "(1 other choices do so too)" in english, "the six of the last part explain it as well"


def test_parts_that_differ_in_unit_can_be_the_kind_that_is_left_out(total_of):
    trainees = [part(n, f"{n} học viên", unit="trainee", unit_as_written="học viên") for n in ("5", "2", "1")]
    english, _ = remedy(total_of, part("60"), part("40"), *trainees)
    assert english.startswith("Without “5 học viên” and “2 học viên” and “1 học viên”")


def test_parts_that_do_not_reach_the_total_leave_a_rest(total_of):
    assert remedy(total_of, part("60"), part("6"))[0] == "The parts leave 34 (34 %) in none of them"


def test_sums_of_the_contents_are_given_where_there_are_several(total_of):
    degrees = [part("30", training="degree.master"), part("40", training="degree.bachelor")]
    theory = [part("20", training="political_theory.senior"), part("13", training="political_theory.primary")]
    assert remedy(total_of, *degrees, *theory)[0].endswith("By content: 30 + 40 = 70; 20 + 13 = 33")


def test_bounds_that_the_total_lies_within_need_no_flag(total_of):
    ends = {"qualifier": "more_than", "value_high": ""}
    found = total_of(part("60"), part("30", **ends))
    assert {rule: finding.severity for rule, finding in found.items()} == {"parts-within-bounds": "confirmed"}
    assert "flag-missing" in total_of(part("80"), part("30", **ends)), "110 and more are not 100"


def test_parts_that_name_some_of_a_total_only_are_no_contradiction(total_of):
    """“100 lượt, trong đó có 30 lượt cấp xã” says nothing about the others."""
    found = total_of(part("30"))
    assert list(found) == ["parts-incomplete"]
    assert found["parts-incomplete"].severity == "notice"
    assert found["parts-incomplete"].problem("vi") == "Trong 100 lượt, các phần được nêu chỉ có 30 (30); còn thiếu 70"
    assert list(total_of(part("30", qualifier="under", value_low=""))) == ["parts-incomplete"], (
        "less than 30 even more so"
    )


def test_parts_that_a_coder_calls_all_of_them_are_a_conflict(total_of):
    assert list(total_of(part("30"), part("60"), flags="sum_conflict")) == ["parts-differ-from-total"]


@pytest.mark.parametrize(
    ("unit", "fits"), [("person", True), ("trainee", True), ("participation", True), ("vnd", False), ("class", False)]
)
def test_parts_are_counted_as_their_total_is(total_of, unit, fits):
    found = total_of(part("100"), unit=unit)
    assert ("part-of-other-unit" in found) is not fits
    assert fits or found["part-of-other-unit"].severity == "error"


@given(st.lists(st.integers(0, 60), min_size=2, max_size=9), st.integers(1, 100))
def test_every_choice_gives_the_difference_and_the_smallest_comes_first(numbers, over):
    found = left_out([Decimal(n) for n in numbers], Decimal(over))
    assert all(sum(numbers[at] for at in chosen) == over for chosen in found)
    every = {
        chosen
        for size in range(1, len(numbers))
        for chosen in combinations([at for at, n in enumerate(numbers) if n], size)
        if sum(numbers[at] for at in chosen) == over and len(chosen) < sum(n > 0 for n in numbers)
    }
    assert set(found) == every
    assert [len(chosen) for chosen in found] == sorted(len(chosen) for chosen in found)


def test_a_list_of_a_hundred_parts_is_given_up_in_time():
    assert left_out([Decimal(2)] * 100, Decimal(5)) == []
    assert MOST_CHOICES < 100_000


# Numbers that stand beside a total.


@pytest.fixture
def beside(figure, by_rule):
    def check(*items, **total):
        rows = [figure(line=2, **total)]
        persons = {"indicator": "persons_trained", "unit": "person", "unit_as_written": "người"}
        for line, (number, changes) in enumerate(items, start=3):
            cells = {"value": number, "value_low": number, "value_high": number, "as_written": f"{number} người"}
            rows.append(figure(line=line, figure_id=f"hanam-2020-{line:02d}", **persons | cells | changes))
        return by_rule(check_itemised(rows))

    return check


def test_items_beside_a_total_are_said_to_be_few_of_it(beside):
    finding = beside(("24", {}), ("36", {}))["items-of-total"]
    assert finding.problem("en") == (
        "Of 1,200 participations, the numbers named beside it (24 + 36 = 60) are 5 %; 1,140 are not itemised"
    )


@pytest.mark.parametrize(
    "change",
    [
        {"flags": "not_own_output"}, {"status": "plan"}, {"tier": "district"}, {"part_of": "hanam-2020-01"},
        {"period_start": "2019-01-01"}, {"qualifier": "more_than", "value_high": ""},
    ],
    ids=["not its own", "planned", "another tier", "a part", "another period", "a bound"],
)  # fmt: skip
def test_items_of_something_else_are_not(beside, change):
    assert beside(("24", {}), ("36", change)) == {}


def test_a_quotation_stays_vietnamese_in_english(total_of):
    finding = total_of(part("100"), part("6", "bác sĩ và dược sĩ 6"), flags="sum_conflict")["parts-differ-from-total"]
    assert "“bác sĩ và dược sĩ 6”" in finding.remedy("en")


@pytest.mark.parametrize(
    "of_part",
    [{"qualifier": "more_than", "value_high": ""}, {"qualifier": "nearly", "value_low": ""}],
)
def test_bounds_that_happen_to_add_up_prove_nothing(total_of, of_part):
    found = total_of(part("60"), part("40", **of_part))
    assert {rule: finding.severity for rule, finding in found.items()} == {"parts-are-bounds": "notice"}
    assert found["parts-are-bounds"].problem("en").startswith("The parts (60 + 40) add up to exactly 100")


def test_a_unit_that_could_not_be_read_does_not_stop_the_examiner(total_of):
    assert set(total_of(part("60"), part("46"), flags="sum_conflict", unit="lượtt")) <= {"parts-differ-from-total"}


def test_a_range_is_no_part_of_a_sum(total_of):
    parts = (part("100"), ("", "15-20 người", {"qualifier": "range", "value_low": "15", "value_high": "20"}))
    assert total_of(*parts) == {}


# Shares of small groups: the granularity test of Brown and Heathers (2017).


@pytest.mark.parametrize(
    ("percent", "rounded", "cut"),
    [
        ("25.6", (10, 39), (10, 39)),
        ("11.18", (17, 152), (16, 143)),
        ("90.5", (19, 21), (48, 53)),
        ("96.96", (223, 230), (32, 33)),
        ("33.3", (1, 3), (1, 3)),
    ],
)
def test_the_smallest_group_that_can_have_a_share(percent, rounded, cut):
    assert smallest_groups(Decimal(percent), cut=False) == rounded
    assert smallest_groups(Decimal(percent), cut=True) == cut


@pytest.mark.parametrize("cut", [False, True])
@pytest.mark.parametrize("percent", ["25.6", "11.18", "90.5", "96.96", "66.67", "0.25", "99.75", "7.9"])
def test_the_smallest_group_agrees_with_trying_every_fraction(percent, cut):
    printed = Decimal(percent)

    def prints(count, size):
        exact = Fraction(100 * count, size)
        shown = (Decimal(exact.numerator) / exact.denominator).quantize(printed, ROUND_DOWN if cut else ROUND_HALF_UP)
        return shown == printed

    tried = ((count, size) for size in range(1, 201) for count in range(size, -1, -1) if prints(count, size))
    assert list(possible_groups(printed, cut=cut, limit=200)) == list(
        {size: (count, size) for count, size in tried}.values()
    )


def test_no_group_up_to_the_limit_is_no_answer():
    assert smallest_groups(Decimal("96.96"), cut=False, limit=229) is None


@pytest.fixture
def share(figure, by_rule, record):
    """Findings about a share, where a district has 11 communes."""
    cells = {"district_id": "go-quao", "valid_to": "2025-06-30", "communal_units": "11"}
    districts = {"go-quao": record("districts", "places/districts.csv", 2, cells)}

    def check(number, **changes):
        cells = {
            "value": number,
            "value_low": number,
            "value_high": number,
            "as_written": number.replace(".", ",") + "%",
        }
        cells |= {"indicator": "share_meeting_standard", "unit": "percent", "unit_as_written": "%", "status": "stock"}
        return by_rule(check_share(figure(**cells | changes), districts))

    return check


def test_a_share_that_only_cutting_explains_is_noticed(share):
    finding = share("96.96")["share-looks-cut"]
    assert finding.severity == "notice"
    assert "fewer than 230, but 32/33 cut off gives it" in finding.problem("en")
    assert "96,96 %" in finding.problem("vi")


def test_the_smallest_group_may_be_so_many_for_each_commune_of_a_district(share):
    of_communes = {"place_id": "go-quao", "tier": "commune"}
    found = share("96.96", **of_communes)["share-looks-cut"]
    assert found.remedy("en").endswith(
        "(cut off: 33, 66, 99, 132 …; 33 = 3 × 11 communes, wards and townships of the district (30 June 2025))"
    )
    assert "33 = 3 × 11 xã, phường, thị trấn trực thuộc (30/06/2025)" in found.remedy("vi")
    (found,) = share("95.5", **of_communes).values()
    assert "22 = 2 × 11 communes" in found.remedy("en")


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        ("96.96", {"place_id": "go-quao", "tier": "district"}),
        ("96.96", {"place_id": "tuan-giao", "tier": "commune"}),
        ("90.5", {"place_id": "go-quao", "tier": "commune"}),
    ],
    ids=["staff of the district itself", "a district whose communes are not known", "21 are no multiple of 11"],
)
def test_no_group_is_made_to_fit_the_communes(share, number, changes):
    (found,) = share(number, **changes).values()
    assert "communes" not in found.remedy("en")


@pytest.mark.parametrize("number", ["25.6", "11.18", "90.5", "96.97", "99", "100"])
def test_a_share_that_a_small_group_can_have_by_rounding_is_not(share, number):
    assert {*share(number)} <= {"share-of-possible-groups"}


def test_the_sizes_that_a_share_allows_are_named(share):
    finding = share("25.6")["share-of-possible-groups"]
    assert finding.severity == "confirmed"
    assert finding.problem("en") == (
        "25.6 % can be the share of a group of 39, 43, 78, 82 … (rounded) or 39, 74, 78, 82 … (cut off)"
    )


def test_a_target_is_chosen_and_not_counted(share):
    assert share("96.96", status="target") == {}


def test_a_number_of_persons_is_no_share(share):
    assert share("96.96", unit="person") == {}
