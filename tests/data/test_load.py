"""What notebooks read back: frames with the types of their columns, found by id."""

import pandas as pd
import pytest

from analysis import sources
from analysis.outcomes import OUTCOME_COLUMNS, TABLES_READ_BY_LOAD, Data, load
from analysis.outcomes import data as of_tables
from analysis.outcomes.data import keep
from analysis.places import NoProvinceError
from analysis.sources.panels import COLUMNS, SeriesDiffersError, UnknownSeriesError


@pytest.fixture(scope="module")
def data(built_once):
    return load(built_once.project)


def test_loaded_outcomes_have_the_types_of_their_columns(data):
    kinds = {"string": "O", "number": "f", "date": "M"}
    for frame in (data.evidence, data.statistics):
        assert list(frame.columns) == list(OUTCOME_COLUMNS)
        assert {c: frame[c].dtype.kind for c in frame} == {c: kinds[kind] for c, kind in OUTCOME_COLUMNS.items()}
    assert (len(data.evidence), len(data.statistics)) == (122, 15648)


def test_empty_numbers_and_days_are_missing_and_empty_text_is_empty(data):
    total = data.figure("goquao-2023-01")
    assert str(total["period_start"]) == "NaT"
    assert str(data.figure("quangninh-2020-03")["value"]) == "nan"
    assert total["part_of"] == ""


def test_codes_keep_their_leading_zero(data):
    assert data.places.set_index("place_id").loc["ha-noi", "code"] == "01"


def test_whole_numbers_stay_whole(data):
    assert data.breaks["year"].tolist()[0] == 2009
    assert data.sources.set_index("source_id")["figure_count"].sum() == 122


@pytest.mark.parametrize("table", [name for name in TABLES_READ_BY_LOAD if name != "spellings"])
def test_every_table_has_the_columns_of_the_codebook(data, codebook, table):
    assert list(getattr(data, table).columns) == [field.name for field in codebook[table].fields]


def test_a_figure_is_found_by_its_id(data):
    assert data.figure("bacninh-2019-01")["value"] == 2547
    with pytest.raises(KeyError, match="bacninh-2019-99"):
        data.figure("bacninh-2019-99")


def test_parts_come_in_the_order_of_the_text(data):
    assert data.parts("goquao-2023-01")["value"].tolist() == [8, 95, 2, 4, 36, 174, 61]


def test_a_panel_has_one_row_for_each_place_and_year(data):
    panel = data.panel("gso_trained_employed_share")
    assert list(panel.columns) == list(COLUMNS)
    assert len(panel) == 630
    assert not panel.duplicated(["place", "year"]).any()
    assert panel[["place", "year"]].apply(tuple, axis=1).is_monotonic_increasing
    hanoi = panel[(panel["place"] == "ha-noi") & (panel["year"] == 2016)].iloc[0]
    assert (hanoi["value"], hanoi["region"], hanoi["level"]) == (42.7, "red-river-delta", "province")


def test_the_help_of_a_panel_names_its_columns_and_where_the_series_are_listed():
    told = Data.panel.__doc__
    assert [name for name in COLUMNS if f"``{name}``" not in told] == []
    assert "data.series" in told


def test_a_panel_that_a_caller_changes_is_the_callers_own(data):
    first = data.panel("gso_population")
    first.loc[:, "value"] = 0.0
    assert data.panel("gso_population")["value"].sum() > 0


def test_an_unknown_series_is_a_key_error_that_names_the_known_ones(data):
    with pytest.raises(KeyError, match="gso_labour_force"):
        data.panel("gso_wages")


def test_loading_before_the_first_build_says_what_to_run(copy):
    with pytest.raises(FileNotFoundError, match="run `analysis build` first"):
        load(copy.project)


def test_a_series_read_alone_is_the_panel_of_the_notebooks(data, built_once):
    for series_id in data.series["series_id"]:
        pd.testing.assert_frame_equal(sources.series(series_id, built_once.project), data.panel(series_id))


def test_segments_end_at_the_breaks_of_a_series(data):
    hanoi = data.panel("papi_certification").query("place == 'ha-noi'").set_index("year")["segment"]
    assert (hanoi[2015], hanoi[2016], hanoi[2020], hanoi[2021]) == (0, 1, 1, 2)
    force = data.panel("gso_labour_force").set_index(["place", "year"])["segment"]
    assert (force["hoa-binh", 2007], force["hoa-binh", 2008], force["ca-mau", 2008]) == (0, 1, 0)


def test_a_series_that_is_not_the_pinned_one_is_not_handed_out(built):
    built.set("statistics/gso_labour_force.csv", 4, "value", "48209.7")
    with pytest.raises(SeriesDiffersError, match="run `analysis build`"):
        sources.series("gso_labour_force", built.project)
    with pytest.raises(UnknownSeriesError, match="gso_wages"):
        sources.series("gso_wages", built.project)


def test_of_one_place_come_its_own_texts_and_all_series(built_once, data):
    own = load(built_once.project, place="lang-son")
    assert set(own.evidence["source_id"]) == {"langson-2009"} == set(own.sources["source_id"])
    assert len(own.statistics) == len(data.statistics)
    assert own.spoken_of == ()
    assert set(load(built_once.project, place="ca-mau").spoken_of) == set(data.evidence["place_id"])


def test_a_place_that_is_no_province_has_no_data(built_once):
    with pytest.raises(KeyError, match="'nonsense' is no province"):
        load(built_once.project, place="nonsense")


@pytest.mark.parametrize(
    ("name", "place_id"),
    [("Hà Nội", "ha-noi"), ("Ha Noi", "ha-noi"), ("Tỉnh Lạng Sơn", "lang-son"), ("bac-ninh-2025", "bac-ninh-2025")],
)
def test_a_place_is_named_as_readers_name_it(few_once, name, place_id):
    named, by_id = (load(few_once.project, place=place).evidence["outcome_id"] for place in (name, place_id))
    assert named.tolist() == by_id.tolist()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Bắc Nình", "'Bắc Nình' is no province; nearest: bac-ninh, bac-ninh-2025"),
        ("Bắc Ninh", "say bac-ninh or bac-ninh-2025"),
        ("24", "codes were used again"),
        ("34", "codes were used again"),
        ("go-quao", "is no province"),
        ("Gò Quao", "nearest: kien-giang"),
    ],
)
def test_a_name_that_means_no_one_province_says_what_to_write(few_once, name, said):
    with pytest.raises(NoProvinceError, match=said):
        load(few_once.project, place=name)


def test_what_a_caller_changes_is_not_there_when_the_data_are_loaded_again(built):
    first = load(built.project)
    first.evidence["value"] = 0.0
    first.statistics.loc[:, "unit"] = "lượt"
    panel = first.panel("gso_labour_force")
    panel["value"] = 0.0
    again = load(built.project)
    assert again.evidence["value"].ne(0).any()
    assert again.statistics["unit"].ne("lượt").any()
    assert again.panel("gso_labour_force")["value"].ne(0).any()


def test_a_file_that_has_changed_is_read_again(built):
    before = load(built.project)
    path = built.project.processed / "outcomes.csv"
    unit = before.evidence["unit"].iloc[0]
    path.write_text(path.read_text(encoding="utf-8").replace(f",{unit},", ",khóa,"), encoding="utf-8")
    assert "khóa" not in set(before.evidence["unit"])
    assert "khóa" in set(load(built.project).evidence["unit"])


def test_what_is_kept_for_forks_is_what_is_loaded(built):
    keep(str(built.project.root))
    misses = of_tables._whole.cache_info().misses
    pd.testing.assert_frame_equal(
        load(built.project, place="quang-ninh").panel("gso_labour_force"), load(built.project).panel("gso_labour_force")
    )
    assert of_tables._whole.cache_info().misses == misses
