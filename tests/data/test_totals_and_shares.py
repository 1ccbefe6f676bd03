"""Totals against their parts, and shares against the groups that can have them."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from analysis.checks.shares import check_share, smallest_groups
from analysis.checks.totals import check_totals


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
    assert list(total_of(part("60"), part("46"))) == ["flag-missing"]


def test_a_known_conflict_is_noticed_and_never_corrected(total_of):
    found = total_of(part("60"), part("46"), flags="sum_conflict")
    assert list(found) == ["parts-differ-from-total"]
    finding = found["parts-differ-from-total"]
    assert finding.severity == "notice"
    assert (
        finding.problem("en") == "The total 100 participations differs from the sum of its parts 106 (60 + 46 persons)"
    )
    assert finding.problem("vi") == "Tổng 100 lượt khác tổng các phần 106 (60 + 46 người)"
    assert finding.remedy("en") == "No number is corrected. No one or two parts explain the difference"


def test_one_part_that_explains_the_difference_is_named(total_of):
    finding = total_of(part("60"), part("40"), part("6", "bác sĩ 6"), flags="sum_conflict")["parts-differ-from-total"]
    assert finding.remedy("en") == "No number is corrected. Without “bác sĩ 6” the parts give exactly the total"
    assert finding.remedy("vi") == "Không sửa số nào. Bỏ “bác sĩ 6” thì các phần cộng đúng bằng tổng"


def test_two_parts_that_explain_the_difference_are_named(total_of):
    parts = (part("60"), part("40"), part("2", "bác sĩ 2"), part("4", "chuyên khoa 4"))
    finding = total_of(*parts, flags="sum_conflict")["parts-differ-from-total"]
    assert "Without “bác sĩ 2” and “chuyên khoa 4”" in finding.remedy("en")
    assert "Bỏ “bác sĩ 2” và “chuyên khoa 4”" in finding.remedy("vi")


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

    tried = ((count, size) for size in range(1, 401) for count in range(size + 1) if prints(count, size))
    assert smallest_groups(printed, cut=cut) == next(tried, None)


def test_no_group_up_to_the_limit_is_no_answer():
    assert smallest_groups(Decimal("96.96"), cut=False, limit=229) is None


@pytest.fixture
def share(figure, by_rule):
    def check(number, **changes):
        cells = {
            "value": number,
            "value_low": number,
            "value_high": number,
            "as_written": number.replace(".", ",") + "%",
        }
        cells |= {"indicator": "share_meeting_standard", "unit": "percent", "unit_as_written": "%", "status": "stock"}
        return by_rule(check_share(figure(**cells | changes)))

    return check


def test_a_share_that_only_cutting_explains_is_noticed(share):
    finding = share("96.96")["share-looks-cut"]
    assert finding.severity == "notice"
    assert "fewer than 230, but 32/33 cut off gives it" in finding.problem("en")
    assert "96,96 %" in finding.problem("vi")


@pytest.mark.parametrize("number", ["25.6", "11.18", "90.5", "96.97", "99", "100"])
def test_a_share_that_a_small_group_can_have_by_rounding_is_not(share, number):
    assert share(number) == {}


def test_a_target_is_chosen_and_not_counted(share):
    assert share("96.96", status="target") == {}


def test_a_number_of_persons_is_no_share(share):
    assert share("96.96", unit="person") == {}
