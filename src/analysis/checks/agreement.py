"""Do the numbers tell one story? Provinces against regions and country, one vintage, copy or source against another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from math import log10
from statistics import correlation, median

from analysis.checks.findings import Detail, Finding
from analysis.checks.series import Cells, Key, Series

TYPICAL_SUM_DIFFERENCE = 5
"""Units of the last printed digit: 63 numbers, rounded one by one, seldom miss their printed total by more."""

DIGIT_OF_TOTALS = Decimal("0.1")
"""Totals are printed with one decimal, whatever the provinces have."""

WHOLE_UNITS = frozenset({"participation", "person", "trainee", "class", "content_area"})
"""What is counted one by one: such figures are not rounded, and their sum is exact."""

COUNTRY_LIMITS = (1, 1)
"""Thousandths of the scale (0.1 percentage points) between the weighted mean and the national figure."""

REGION_LIMITS = (2, 7)
"""The same for a region; fewer provinces stand in it than in the country, so that rounding weighs more."""

LEAST_RANKED = 10
"""Places of one year below which their order says nothing."""

RANKS_ALIKE = 0.6
"""Rank correlation from which two sources are said to order the places alike."""

SCALED_ALIKE, MOST_SCALED = Decimal("0.2"), 0.9
"""Two vintages or copies differ by a unit when nine tenths of the ratios lie within a fifth of one power of ten."""


def check_agreement(series: Series) -> Iterator[Finding]:
    """Everything that follows from how the series is aggregated and what it is declared to agree with."""
    declared = series.declaration
    levels = [level for level in ("country", "region") if level in declared.words("place_levels")]
    if "province" in declared.words("place_levels"):
        for level in levels:
            if declared.text("aggregation") == "sum":
                yield from _compare(series, level, f"provinces-sum-to-{level}", SUMS_DIFFER, _sum, _sum_limits(series))
            elif declared.text("aggregation") == "weighted_mean":
                yield from _check_weighted_mean(series, level)
    for column, check in (("revises", _vintages), ("copy_of", _copies), ("ranks_with", _ranks)):
        other = series.others.get(declared.text(column))
        if other:
            yield from check(series, declared.text(column), other)


def _check_weighted_mean(series: Series, level: str) -> Iterator[Finding]:
    weights = series.declaration.text("weight_series")
    if not weights:
        file, line = series.declaration.file, series.declaration.line
        yield Finding("weight-not-declared", file, line, "weight_series", "", series.series_id)
    elif weights in series.others:
        least, most = (_step(series) * times for times in (COUNTRY_LIMITS if level == "country" else REGION_LIMITS))
        missing = _missing_weights(series)
        if missing and level == "country":
            yield missing
        if not missing:
            rule = f"weighted-mean-meets-{level}"
            yield from _compare(series, level, rule, MEANS_DIFFER, _weighted_mean, lambda _: (least, most))


def _step(series: Series) -> Decimal:
    """A thousandth of the scale, but not less than the last printed digit."""
    low, high = series.declaration.number("scale_low"), series.declaration.number("scale_high")
    digit = _last_digit(series)
    return digit if low is None or high is None else max(digit, (high - low) / 1000)


def _last_digit(series: Series) -> Decimal:
    return Decimal(1).scaleb(-(series.declaration.integer("decimals") or 0))


SUMS_DIFFER, MEANS_DIFFER = ("sum-off", "total-differs"), ("mean-off", "mean-differs")
"""The finding about a difference that rounding may not explain, and about one that it cannot."""

Combine = Callable[[Series, list[str], str, int], Decimal]
Limits = Callable[[int], tuple[Decimal, Decimal]]
"""For a number of provinces: the difference that is rounding, and the one beyond which a cell must be wrong."""


def _compare(
    series: Series, level: str, rule: str, differ: tuple[str, str], combine: Combine, limits: Limits
) -> Iterator[Finding]:
    """Combine the provinces of each place of ``level`` and hold the result against what was published for it."""
    worst, count, wrong = Decimal(0), 0, False
    weights = series.declaration.text("weight_series")
    about: dict[str, Detail] = {"weights": weights or "–", "vintage": series.declaration.day("vintage") or "–"}
    for (place, category, year), published in sorted(series.cells.items()):
        if place not in series.gazetteer or series.gazetteer[place].level != level:
            continue
        provinces = series.members("province", year, None if level == "country" else place)
        if not provinces or any((province, category, year) not in series.cells for province in provinces):
            continue
        combined = combine(series, provinces, category, year)
        difference, (rounding, most) = abs(combined - published), limits(len(provinces))
        if difference <= rounding:
            count, worst = count + 1, max(worst, difference)
            continue
        wrong = wrong or difference > most
        details: dict[str, Detail] = {
            "sum": round(combined, 2), "published": published, "tolerance": most, "place": series.term(place),
            "year": str(year), **about,
        }  # fmt: skip
        yield series.finding(differ[difference > most], f"{place} {year}", **details)
    if count and not wrong:
        yield series.finding(rule, count=Decimal(count), deviation=round(worst, 2))


def _sum(series: Series, provinces: list[str], category: str, year: int) -> Decimal:
    return sum((series.cells[province, category, year] for province in provinces), Decimal(0))


def _sum_limits(series: Series) -> Limits:
    """Beyond the half of the last digit for every number that is added, rounding explains nothing."""
    if series.declaration.text("unit") in WHOLE_UNITS:
        return lambda _: (Decimal(0), Decimal(0))
    digit = max(_last_digit(series), DIGIT_OF_TOTALS)
    return lambda provinces: (
        TYPICAL_SUM_DIFFERENCE * digit,
        digit * max(Decimal(TYPICAL_SUM_DIFFERENCE), Decimal(provinces + 1) / 2),
    )


def _weighted_mean(series: Series, provinces: list[str], category: str, year: int) -> Decimal:
    weights = series.others[series.declaration.text("weight_series")]
    total = sum((weights[province, "", year] for province in provinces), Decimal(0))
    weighted = (series.cells[province, category, year] * weights[province, "", year] for province in provinces)
    return sum(weighted, Decimal(0)) / total


def _missing_weights(series: Series) -> Finding | None:
    name = series.declaration.text("weight_series")
    weights = series.others[name]
    missing = sorted(
        (place, year)
        for place, _, year in series.cells
        if series.gazetteer[place].level == "province" and not weights.get((place, "", year))
    )
    if not missing:
        return None
    place, year = missing[0]
    details: dict[str, Detail] = {"missing": f"{place} {year}", "weights": name}
    return Finding("weight-missing", f"statistics/{name}.csv", 0, "value", name, series.series_id, details)


def _common(series: Series, other: Cells) -> list[Key]:
    return sorted(cell for cell in series.cells if cell in other)


def _scaled(series: Series, name: str, other: Cells, common: list[Key]) -> Finding | None:
    """The same figures in thousands here and in units there: their ratio is a power of ten, nearly everywhere."""
    ratios = [series.cells[cell] / other[cell] for cell in common if other[cell] > 0 and series.cells[cell] > 0]
    power = round(log10(median(ratios))) if ratios else 0
    like = sum(abs(ratio.scaleb(-power) - 1) <= SCALED_ALIKE for ratio in ratios)
    if power == 0 or like < MOST_SCALED * len(ratios):
        return None
    return series.finding("scale-differs", ratio=Decimal(1).scaleb(power), other=series.titles[name])


def _vintages(series: Series, name: str, older: Cells) -> Iterator[Finding]:
    """The cells that two vintages share: all equal, which confirms both, or revised, year by year."""
    common, same, equal = _common(series, older), 0, list[int]()
    if scaled := _scaled(series, name, older, common):
        yield scaled
        return
    for year in sorted({year for _, _, year in common}):
        cells = [cell for cell in common if cell[2] == year]
        revised = [cell for cell in cells if series.cells[cell] != older[cell]]
        same += len(cells) - len(revised)
        if not revised:
            equal.append(year)
        else:
            most = max(
                revised, key=lambda cell: (abs(series.cells[cell] / older[cell] - 1) if older[cell] else 0, cell)
            )
            yield series.finding(
                "vintage-revised", str(year),
                year=str(year), count=Decimal(len(revised)), cells=Decimal(len(cells)), other=series.titles[name],
                place=series.term(most[0]), before=older[most], after=series.cells[most],
            )  # fmt: skip
    shared, title = Decimal(len(common)), series.titles[name]
    if common and same == len(common):
        yield series.finding("vintages-agree", cells=shared, other=title)
    elif common:
        years = ", ".join(map(str, equal)) or "–"
        yield series.finding("vintages-differ", count=Decimal(same), cells=shared, years=years, other=title)


def _copies(series: Series, name: str, copy: Cells) -> Iterator[Finding]:
    """Two copies of the same figures differ by no more than the rounding of the coarser one."""
    half = Decimal(5).scaleb(-1 - (series.declaration.integer("decimals") or 0))
    worst, common = Decimal(0), _common(series, copy)
    if scaled := _scaled(series, name, copy, common):
        yield scaled
        return
    differing = []
    for cell in common:
        difference = abs(series.cells[cell] - copy[cell])
        worst = max(worst, difference)
        if difference > half:
            differing.append(cell)
    for cell in differing:
        place, _, year = cell
        yield series.finding(
            "copy-differs", f"{place} {year}",
            place=series.term(place), year=str(year), found=series.cells[cell], expected=copy[cell],
            other=series.titles[name],
        )  # fmt: skip
    if common and not differing:
        yield series.finding("copies-agree", count=Decimal(len(common)), deviation=worst, other=series.titles[name])


def _ranks(series: Series, name: str, other: Cells) -> Iterator[Finding]:
    """Another source on a kindred subject orders the places alike, year by year: a common trend is no order."""
    of_year: dict[int, list[Key]] = {}
    for cell in _common(series, other):
        of_year.setdefault(cell[2], []).append(cell)
    found = [
        rank_correlation([series.cells[cell] for cell in cells], [other[cell] for cell in cells])
        for cells in of_year.values()
        if len(cells) >= LEAST_RANKED
    ]
    if found:
        rule = "ranks-agree" if median(found) >= RANKS_ALIKE else "ranks-disagree"
        correlation = round(Decimal(median(found)), 2)
        yield series.finding(rule, years=Decimal(len(found)), correlation=correlation, other=series.titles[name])


def rank_correlation(first: list[Decimal], second: list[Decimal]) -> float:
    """Spearman's rank correlation with mean ranks for ties; 0 when one side is constant."""
    if len(set(first)) < 2 or len(set(second)) < 2:
        return 0.0
    return correlation(_ranked(first), _ranked(second))


def _ranked(values: list[Decimal]) -> list[float]:
    places: dict[Decimal, list[int]] = {}
    for rank, value in enumerate(sorted(values)):
        places.setdefault(value, []).append(rank)
    return [sum(places[value]) / len(places[value]) for value in values]
