"""What keeps figures apart, as rows and bars of a figure name it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.exhibits import style
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.wording import evidence_source, whose, words
from analysis.study.comparability import OBSTACLES
from analysis.vocabulary import Language

if TYPE_CHECKING:
    import pandas as pd

    from analysis.outcomes import Data


def names_of_figures(data: Data, ids: Sequence[str], lang: Language) -> list[str]:
    """Place and year of each figure, in two lines; of those that would be alike, each with its number."""
    figures = data.evidence.set_index("outcome_id").loc[list(ids)]
    names = [
        f"{whose(data, p, lang)}\n{e.year}" for p, e in zip(figures["place_id"], figures["period_end"], strict=True)
    ]
    return [f"{name} ({figure})" if names.count(name) > 1 else name for name, figure in zip(names, ids, strict=True)]


def obstacles_counted(data: Data, pairs: pd.DataFrame, figures: int, lang: Language) -> Exhibit:
    """How many pairs of participation figures each obstacle keeps apart: bars, the most frequent one on top."""
    counts = pairs["obstacles"].str.get_dummies("|").sum().reindex(OBSTACLES, fill_value=0).sort_values(kind="stable")
    with style.drawing():
        figure, axes = style.canvas(0.9 + 0.26 * len(counts))
        axes.barh(range(len(counts)), counts, color=style.ACCENT, height=0.62)
        axes.set_yticks(range(len(counts)), [words(f"obstacle.{name}", lang) for name in counts.index])
        axes.set_xlabel(words("axis.pairs", lang))
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="x")
        style.numbers_in(axes, lang, x=True)
        svg = style.as_svg(figure)
    details: dict[str, str | int] = {
        "pairs": len(pairs), "comparable": int(pairs["comparable"].sum()), "figures": figures,
        "most": words(f"obstacle.{counts.index[-1]}", lang), "of_most": int(counts.iloc[-1]),
    }  # fmt: skip
    return Exhibit(
        "fig-participations", "figure", lang, words("fig-participations.many", lang, **details), svg,
        source=evidence_source(data, lang), alt=words("fig-participations.many.alt", lang, **details), data=pairs,
    )  # fmt: skip
