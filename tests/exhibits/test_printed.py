"""Numbers in sentences: printed as the language prints them, or not at all."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from analysis.exhibits.printed import say
from analysis.quantities.sentences import MissingNumberError, fill
from analysis.vocabulary import Language


@pytest.mark.parametrize(
    ("template", "value", "vi", "en"),
    [
        ("{n}", 19843, "19.843", "19,843"),
        ("{n}", 28e9, "28.000.000.000", "28,000,000,000"),
        ("{n}", Decimal("25.60"), "25,6", "25.6"),
        ("{n:.1}", 20.55, "20,6", "20.6"),
        ("{n:.0}", 14536.99, "14.537", "14,537"),
        ("{n:+.2}", 0.732, "+0,73", "+0.73"),
        ("{n:+.2}", -0.732, "−0,73", "−0.73"),
        ("{n:.1}", -0.01, "0,0", "0.0"),
        ("{n}", np.int64(1070), "1.070", "1,070"),
        ("{n}", "Điện Biên", "Điện Biên", "Điện Biên"),
    ],
)
def test_a_number_is_printed_in_its_language(template: str, value: object, vi: str, en: str) -> None:
    assert fill(template, "vi", {"n": value}) == vi  # type: ignore[dict-item]
    assert fill(template, "en", {"n": value}) == en  # type: ignore[dict-item]


@pytest.mark.parametrize("missing", [float("nan"), np.float64("nan"), Decimal("nan"), float("inf")])
def test_a_sentence_never_prints_a_number_that_is_not_there(missing: float) -> None:
    with pytest.raises(MissingNumberError, match=r"\{slope\}"):
        fill("up by {slope:.2}", "en", {"slope": missing})


def test_a_sum_of_nothing_known_is_not_printed() -> None:
    with pytest.raises(MissingNumberError):
        fill("{total}", "vi", {"total": pd.Series([float("nan")]).sum(min_count=1)})


def test_a_forgotten_number_is_an_error_with_its_name() -> None:
    with pytest.raises(KeyError, match="upper"):
        fill("{lower} to {upper}", "en", {"lower": 1})


@pytest.mark.parametrize(("lang", "shown"), [("vi", "Có 1.070 người."), ("en", "There are 1,070 persons.")])
def test_say_shows_one_paragraph_in_the_language_of_the_report(
    lang: Language, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, object]] = []
    monkeypatch.setattr("IPython.display.display", lambda markdown, metadata: said.append((markdown.data, metadata)))
    say(lang, vi="Có {n} người.", en="There are {n} persons.", n=1070)
    printed = shown.strip(".").split()[1 if lang == "vi" else 2]
    assert said == [(shown, {"facts": [{"name": "n", "value": 1070, "printed": printed}]})]
