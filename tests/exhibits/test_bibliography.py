"""The list of sources of a report leads back to files and texts; its data line says as of when they are."""

from __future__ import annotations

import pytest

from analysis.exhibits import bibliography
from analysis.outcomes import Data

SERIES = ("pci_labour_training", "gso_trained_employed_share")


def test_a_series_is_listed_with_its_table_its_file_and_the_hash_of_what_was_read(data: Data) -> None:
    listed = bibliography.sources_used(data, "en", series=SERIES, texts=["langson-2009"])
    assert listed.data is not None
    rows = listed.data.set_index("what")
    series = rows.loc["Trained share of employed workers aged 15 and over, table E02.46 [gso_trained_employed_share]"]
    assert (series["years"], series["copy"], series["sha256"]) == ("2008–2016", "10 September 2018", "6071c9b2b089")
    declared = data.series.set_index("series_id").loc["gso_trained_employed_share"]
    assert str(declared["file_sha256"]).startswith(series["sha256"])


def test_a_text_is_listed_with_who_wrote_it_and_an_excerpt_with_its_address(data: Data) -> None:
    listed = bibliography.sources_used(data, "vi", series=SERIES, texts=["langson-2009", "press-lamdong-2021"])
    assert listed.data is not None
    held, seen = listed.data.iloc[-2], listed.data.iloc[-1]
    assert held["what"].endswith("MVH – GH; LSO [langson-2009]")
    assert held["sha256"] == "da5b3bc6f5ff"
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
        "official series of 2008–2016 (latest copy of 10 September 2018); "
        "texts: 1, about the time up to 31 December 2009"
    ]


def test_the_data_line_names_no_copy_where_a_series_has_none(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("IPython.display.display", lambda _, metadata: told.append(metadata["report"]["data"]))
    bibliography.data_vintage(data, "en", series=["gso_trained_employed_share", "papi_certification"])
    assert told == ["official series of 2008–2024"], "figures of 2024 are in no copy of 2018"
