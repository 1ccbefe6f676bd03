"""The list of sources of a report leads back to files and texts; its data line says as of when they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.exhibits import bibliography
from analysis.exhibits.series import confirmed_table
from analysis.exhibits.wording import official_source, spans
from analysis.outcomes import Data
from analysis.vocabulary import LANGUAGES, Language

SERIES = ("pci_labour_training", "gso_trained_employed_share")


def test_a_series_is_listed_with_its_table_its_file_and_the_hash_of_what_was_read(data: Data) -> None:
    listed = bibliography.sources_used(data, "en", series=SERIES, texts=["langson-2009"])
    assert listed.data is not None
    rows = listed.data.set_index("what")
    series = rows.loc["Trained share of employed workers aged 15 and over, table E02.46 [gso_trained_employed_share]"]
    assert (series["years"], series["sha256"]) == ("2008–2016", "6071c9b2b089")
    assert series["copy"] == "GitHub: choisy/gso of 10 September 2018"
    declared = data.series.set_index("series_id").loc["gso_trained_employed_share"]
    assert str(declared["file_sha256"]).startswith(series["sha256"])


def test_a_text_is_listed_with_who_wrote_it_and_an_excerpt_with_its_address(data: Data) -> None:
    listed = bibliography.sources_used(data, "vi", series=SERIES, texts=["langson-2009", "press-lamdong-2021"])
    assert listed.data is not None
    held, seen = listed.data.iloc[-2], listed.data.iloc[-1]
    assert held["what"].endswith("MVH – GH; Báo Lạng Sơn (LSO) [langson-2009]")
    assert (held["copy"], held["sha256"]) == ("toàn văn, ngày đăng không rõ", "da5b3bc6f5ff")
    assert seen["what"].startswith("https://") and seen["sha256"] == "‡"


def test_publishers_stand_together_and_texts_come_last(data: Data) -> None:
    names = [*data.series["series_id"]][::-1]
    listed = bibliography.sources_used(data, "en", series=names, texts=[*data.sources["source_id"]])
    assert listed.data is not None
    groups = list(dict.fromkeys(listed.data["group"]))
    assert groups[-2:] == ["Articles held in full", "Excerpts of newspapers and web pages"]
    runs = [a for a, b in zip(listed.data["group"], listed.data["group"].shift(), strict=True) if a != b]
    assert len(runs) == len(groups), "no publisher twice"


def test_an_unknown_source_is_an_error(data: Data) -> None:
    with pytest.raises(KeyError, match="gso_nothing"):
        bibliography.sources_used(data, "en", series=["gso_nothing"])
    with pytest.raises(KeyError, match="nowhere-2020"):
        bibliography.sources_used(data, "en", series=SERIES, texts=["nowhere-2020"])


def test_the_data_line_names_the_years_and_the_latest_copy(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("IPython.display.display", lambda _, metadata: told.append(metadata["report"]["data"]))
    bibliography.data_vintage(data, "en", series=["gso_trained_employed_share"], texts=["langson-2009"])
    assert told == [
        "official series of 2008–2016, read through copies on GitHub (latest of 10 September 2018); "
        "articles: 1, results until 31 December 2009"
    ]


def test_the_data_line_names_no_copy_where_a_series_has_none(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("IPython.display.display", lambda _, metadata: told.append(metadata["report"]["data"]))
    bibliography.data_vintage(data, "en", series=["gso_trained_employed_share", "papi_certification"])
    assert told == ["official series of 2008–2024, read through copies on GitHub"], "2024 is in no copy of 2018"


def test_the_data_line_does_not_speak_of_plans_as_if_they_were_results(
    data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("IPython.display.display", lambda _, metadata: told.append(metadata["report"]["data"]))
    bibliography.data_vintage(data, "en", series=[], texts=[*data.sources["source_id"]])
    assert told == ["articles: 26, results until 30 June 2025, plans and targets until 31 December 2030"]


def test_a_text_is_listed_with_all_years_that_it_speaks_about(data: Data) -> None:
    listed = bibliography.sources_used(data, "en", series=SERIES, texts=["press-quangninh-2024"]).data
    assert listed is not None
    assert listed.iloc[-1]["years"] == "2015–2024"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_publishers_stand_in_the_order_of_the_other_tables(data: Data, lang: Language) -> None:
    listed = bibliography.sources_used(data, lang, series=sorted(data.series["series_id"])[::-1]).data
    assert listed is not None
    assert list(listed["group"].unique()) == list(data.series[f"publisher_{lang}"].unique())


def test_a_series_that_was_read_elsewhere_is_not_said_to_come_from_github(data: Data) -> None:
    read = data.series["read_from"].where(data.series["series_id"] != SERIES[1], "the yearbook of 2018")
    elsewhere = replace(data, series=data.series.assign(read_from=read))
    assert "read from the yearbook of 2018" in official_source(elsewhere, "en", SERIES[1])
    listed = bibliography.sources_used(elsewhere, "en", series=SERIES[1:])
    assert listed.data is not None
    assert "GitHub" not in listed.data.iloc[0]["copy"] + " ".join(listed.notes)


def test_a_source_line_says_with_each_publisher_whom_its_figures_cover(data: Data) -> None:
    both = official_source(data, "en", "gso_trained_employed_share", "pci_labour_training")
    assert both.startswith("General Statistics Office of Viet Nam (all workers, not officials), table E02.46 (")
    assert "(PCI), labour training sub-index (file pci_labour_training)" in both, "the survey is named once"
    assert both.count("officials") == 1
    assert "workers" not in official_source(data, "en", "papi_certification", "papi_willingness")
    assert official_source(data, "en").endswith("; all workers, not officials")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_years_in_which_a_series_was_revised_share_a_row(data: Data, lang: Language) -> None:
    table = confirmed_table(data, lang).data
    assert table is not None
    revised = table[table["rule"] == "vintage-revised"].set_index("subject")["found"]
    assert revised.index.tolist() == ["gso_trained_share_by_industry", "gso_labour_force_2023"]
    assert "2012, 2014–2016" in revised["gso_trained_share_by_industry"]
    assert "2010–2016" in revised["gso_labour_force_2023"]
    assert not table["meaning"].str.contains("breaks.csv").any(), "advice to whoever keeps the data is no finding"


@pytest.mark.parametrize(
    ("numbers", "printed"), [([], ""), ([2], "2"), ([1, 2], "1, 2"), ([1, 2, 3, 5, 7, 8], "1–3, 5, 7, 8")]
)
def test_three_numbers_or_more_in_a_row_are_a_span(numbers: list[int], printed: str) -> None:
    assert spans(numbers) == printed
