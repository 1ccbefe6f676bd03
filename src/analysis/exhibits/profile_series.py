"""Exhibits of notebook 04 about the series: what they say about one province beside region, country and the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.notices import caveat_text
from analysis.exhibits.profile import Profile, name_of
from analysis.exhibits.tables import table
from analysis.exhibits.wording import TRAINED_SHARE, copies_read, printed_unit, series_title, spans, words
from analysis.places import BOUNDARIES
from analysis.quantities import format_number
from analysis.study.series import shared_breaks
from analysis.vocabulary import UNIT, Language

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.outcomes import Data
    from analysis.study.result import Result


def beside_country(data: Data, found: Profile, lang: Language) -> Exhibit:
    """Series that are published for the country too: the last value beside region, country and other provinces."""
    return _standing_table(data, found, lang, "tbl-beside-country", _beside_country(found))


def beside_provinces(data: Data, found: Profile, lang: Language) -> Exhibit:
    """The other series, most of them surveys: the last value of the place beside the middle half of the provinces."""
    first = _beside_country(found)
    rest = [name for name in found.standings if name not in first]
    return _standing_table(data, found, lang, "tbl-beside-provinces", rest)


def _beside_country(found: Profile) -> list[str]:
    return [name for name, result in found.standings.items() if {"region", "country"} & set(result.table["term"])]


def _computed(found: Profile, shown: list[str], lang: Language) -> list[str]:
    """How figures were computed, beside the mark; the empty years of the place stand in the table about the unit."""
    told = ("own-computation", "members-missing")
    caveats = [caveat for name in shown for caveat in found.caveats.get(name, ()) if caveat.rule not in told]
    return list(dict.fromkeys(caveat_text(caveat, lang) for caveat in caveats)) if found.merged else []


MARKS = {"*": "preliminary", "†": "computed"}
"""Marks behind the year of a figure, and the notes that explain them."""


def _marks(data: Data, found: Profile, series_id: str, year: int) -> str:
    """Whether the latest figure of the place is preliminary, and whether it is computed from the old provinces."""
    own = found.own[series_id]
    computed = found.merged and year < data.first_year(series_id, BOUNDARIES["34"])
    return ("†" if computed else "") + (
        "" if (own["observation_status"][own["year"] == year] == "final").all() else "*"
    )


def numbers_of_series(found: Profile) -> dict[str, int]:
    """The number of each series in the two tables of a profile, which its figure refers to."""
    first = _beside_country(found)
    return {name: number for number, name in enumerate(dict.fromkeys([*first, *found.standings]), start=1)}


def _sources(
    declared: Mapping[str, pd.Series], shown: Mapping[str, int], weights: Sequence[str], lang: Language
) -> str:
    """The publishers of a table with the numbers of their series, and the copies that were read."""
    import pandas as pd

    own: dict[str, list[str]] = {}
    for name in shown:
        own.setdefault(str(declared[name][f"publisher_{lang}"]), []).append(name)
    parts = [
        words("source.numbers", lang, publisher=publisher, numbers=spans([shown[name] for name in names]))
        for publisher, names in own.items()
    ]
    titles = [series_title(declared[name], lang) for name in weights]
    weighted = ", ".join(f"{title[0].lower()}{title[1:]}" for title in titles)
    read = pd.DataFrame([declared[name] for name in (*shown, *weights)])
    told = [*parts, *([words("source.weights", lang, series=weighted)] if weights else []), *copies_read(read, lang)]
    return "; ".join([*told, words("source.hashes", lang)])


def weights_of(data: Data, found: Profile, shown: Iterable[str]) -> list[str]:
    """Ids of the series by which those of a merged place were weighted; [] for a place whose figures are published."""
    weights = data.series.set_index("series_id")["weight_series"]
    return sorted(set(weights[list(shown)]) - {""}) if found.merged else []


def series_of(data: Data, found: Profile) -> list[str]:
    """Ids of all series that a profile rests on: those that can be shown, and their weights."""
    return sorted({*found.panels, *weights_of(data, found, found.panels)})


def _standing_table(data: Data, found: Profile, lang: Language, id: str, shown: list[str]) -> Exhibit:
    import pandas as pd

    place = name_of(data, found.place, lang)
    if not shown:
        return Exhibit(id, "notice", lang, words(f"{id}.none", lang, place=place), words(f"{id}.why", lang))
    declared, known = {row["series_id"]: row for _, row in data.series.iterrows()}, numbers_of_series(found)
    numbers = {name: known[name] for name in shown}
    rows = [
        {"number": str(number)} | _standing_row(data, found, declared[name], lang) for name, number in numbers.items()
    ]
    columns = ("number", "title", "year", "value", "of_region", "of_country", "middle_half", "change_since")
    names = [name for name in columns if any(row[name] != "–" for row in rows)]
    about = f"{id}.no_region" if "of_country" in names and "of_region" not in names else id
    notes = [words("tbl-standing.note" if 1 in numbers.values() else "tbl-standing.as_before", lang)]
    for mark in MARKS:
        notes += [words(f"tbl-standing.{MARKS[mark]}", lang)] if any(mark in row["year"] for row in rows) else []
    weights = weights_of(data, found, shown)
    return table(
        pd.DataFrame(rows),
        id=id,
        lang=lang,
        caption=words(about, lang, place=place, count=len(rows)),
        source=_sources(declared, numbers, weights, lang),
        labels={name: words("column.series" if name == "title" else f"column.{name}", lang) for name in names},
        right=[name for name in names if name not in ("number", "title")],
        groups="group",
        notes=[*notes, *_computed(found, shown, lang)],
    )


def _by_term(standing: Result, column: str) -> dict[str, Any]:
    """One column of a standing by its terms."""
    return dict(zip(standing.table["term"], standing.table[column], strict=True))


def _standing_row(data: Data, found: Profile, series: pd.Series, lang: Language) -> dict[str, str]:
    estimate, period = (_by_term(found.standings[series["series_id"]], name) for name in ("estimate", "period"))
    scale, decimals = (
        (100, int(series["decimals"]) - 2) if series["unit"] == "fraction" else (1, int(series["decimals"]))
    )
    digits = max(0, min(decimals, 1 if series["unit"] in ("percent", "fraction", "thousand_persons") else 2))

    def printed(term: str) -> str:
        return format_number(scale * estimate[term], lang, digits) if term in estimate else "–"

    half = f"{printed('lower')}–{printed('upper')}"
    sign = "+" if "change" in estimate and round(scale * estimate["change"], digits) > 0 else ""
    return {
        "group": str(series[f"publisher_{lang}"]),
        "title": f"{series_title(series, lang)} ({printed_unit(series, lang)})",
        "year": period["latest"] + _marks(data, found, series["series_id"], int(period["latest"])),
        "value": printed("latest"),
        "of_region": printed("region"),
        "of_country": printed("country"),
        "middle_half": half,
        "change_since": f"{sign}{printed('change')}\u00a0({period['first']})" if "first" in period else "–",
    }


DRAWN = (
    TRAINED_SHARE, "pci_labour_training", "papi_equity_in_state_employment", "papi_certification",
)  # fmt: skip
"""Series of the figure, as far as the place has them; the first ones of the tables where it has none of these."""


def profile_figure(data: Data, found: Profile, lang: Language) -> Exhibit:
    """The place over the years in up to four series, over the middle half of the provinces; lines end at breaks."""
    shown = [series_id for series_id in DRAWN if series_id in found.standings] or list(found.standings)[: len(DRAWN)]
    if not shown:
        title = words("fig-profile.none", lang, place=name_of(data, found.place, lang))
        return Exhibit("fig-profile", "notice", lang, title, words("fig-profile.why", lang))
    declared = data.series.set_index("series_id")
    place, region = name_of(data, found.place, lang), data.gazetteer[found.place].parent_id
    with style.drawing():
        figure, grid = style.canvas(1.9, columns=len(shown), squeeze=False)
        for axes, series_id in zip(grid.flat, shown, strict=True):
            _draw_series(axes, found.panels[series_id], found.place, region)
            series = declared.loc[series_id]
            title = f"{series[f'title_{lang}']} ({UNIT[str(series['unit'])].label(lang)})"
            axes.set_title(style.wrapped(title, 92 // len(shown)), fontsize=7)
            axes.grid(axis="y")
            style.numbers_in(axes, lang, y=True)
        handles = _legend(lang, with_region=region != "viet-nam", place=place)
        figure.legend(handles=handles, loc="outside lower center", ncols=len(handles))
        svg = style.as_svg(figure)
    numbers = numbers_of_series(found)
    details: dict[str, Any] = {"place": place, "count": len(shown)}
    estimate, period = (_by_term(found.standings[shown[0]], name) for name in ("estimate", "period"))
    of_share = shown[0] == TRAINED_SHARE and "country" in estimate
    if of_share:
        details |= {"year": period["latest"], "value": estimate["latest"], "country": estimate["country"]}
    copies = ", ".join(copies_read(data.series[data.series["series_id"].isin(shown)], lang))
    return Exhibit(
        "fig-profile",
        "figure",
        lang,
        words("fig-profile" if of_share else "fig-profile.other", lang, **details),
        svg,
        source=words("source.figure", lang, numbers=", ".join(str(numbers[name]) for name in shown), copies=copies),
        alt=words("fig-profile.alt", lang, **details),
        notes=(words("fig-profile.merged", lang),) if found.merged else (),
        data=found.panels[shown[0]],
    )


def _draw_series(axes: Axes, panel: pd.DataFrame, place: str, region: str) -> None:
    import numpy as np

    provinces = panel[panel["level"] == "province"]
    values = provinces.assign(segment=shared_breaks(provinces)).groupby(["segment", "year"])["value"]
    middle = values.quantile(np.array([0.25, 0.75])).unstack().reset_index()
    segment, year, lower, upper = middle.to_numpy("float64").T
    year, lower, upper = _parted(np.diff(segment) != 0, year, lower, upper)
    axes.fill_between(year, lower, upper, color=style.FAINT, alpha=0.6, linewidth=0)
    years = np.unique(panel["year"])
    looks = {place: OWN, region: REGION, "viet-nam": COUNTRY}  # a province of 2025 has no region but the country
    drawn = panel[panel["place"].isin(looks) & panel["value"].notna()]
    for name, look in looks.items():
        year, value, segment = drawn.loc[drawn["place"] == name, ["year", "value", "segment"]].to_numpy("float64").T
        apart = (np.diff(np.searchsorted(years, year)) != 1) | (np.diff(segment) != 0)
        axes.plot(*_parted(apart, year, value), **look)
        alone = (np.r_[True, apart] & np.r_[apart, True])[: len(year)]  # a year between two breaks is a dot
        if alone.any() and "marker" not in look:
            axes.plot(year[alone], value[alone], "o", color=look["color"], markersize=2.2)
    axes.set_xticks(years[:: max(1, len(years) // 3)])


def _parted(apart: np.ndarray, *columns: np.ndarray) -> list[np.ndarray]:
    """The columns with a gap behind each cell that is apart from the next: one artist is several lines."""
    import numpy as np

    return [np.insert(column, np.flatnonzero(apart) + 1, np.nan) for column in columns]


OWN: Any = {"color": style.ACCENT, "linewidth": 1.8, "marker": "o", "markersize": 2.8}
REGION: Any = {"color": "#d55e00", "linewidth": 1.2, "linestyle": (0, (4, 2))}
COUNTRY: Any = {"color": style.INK, "linewidth": 1.2, "linestyle": ":"}


def _legend(lang: Language, *, with_region: bool, place: str) -> list[object]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[object] = [Line2D([], [], **OWN, label=place)]
    if with_region:
        handles.append(Line2D([], [], **REGION, label=words("legend.region", lang)))
    handles.append(Line2D([], [], **COUNTRY, label=words("legend.country", lang)))
    handles.append(Patch(color=style.FAINT, label=words("legend.middle_half", lang)))
    return handles
