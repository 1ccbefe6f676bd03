"""The codebook is refused as a whole, with file and reason, when it cannot be what it says it is."""

import json
from decimal import Decimal

import pytest

from analysis.sources.codebook import CodebookError, read_codebook
from analysis.vocabulary import TIER


def descriptor(fields=({"name": "id", "type": "string"},), **resource):
    table = {"name": "places", "path": "places.csv", "schema": {"fields": list(fields)}} | resource
    return {"resources": [table]}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "datapackage.json"


@pytest.fixture
def read(path):
    def from_json(content):
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return read_codebook(path)

    return from_json


@pytest.fixture
def refusal(read, path):
    """The message about a codebook, which always names the file."""

    def message(content):
        with pytest.raises(CodebookError) as error:
            read(content)
        assert str(path) in str(error.value)
        return str(error.value)

    return message


def test_a_column_has_the_limits_that_are_written(read):
    limits = {"required": True, "unique": True, "pattern": "^a", "minimum": "0.1", "maximum": "5"}
    field = read(descriptor([{"name": "n", "type": "number", "constraints": limits}]))["places"].field("n")
    assert (field.required, field.unique, field.pattern) == (True, True, "^a")
    assert (field.minimum, field.maximum) == (Decimal("0.1"), Decimal(5))


def test_a_column_without_limits_has_none(read):
    field = read(descriptor())["places"].field("id")
    assert (field.required, field.unique, field.pattern, field.minimum, field.maximum) == (
        False,
        False,
        None,
        None,
        None,
    )
    assert field.allowed == ()


def test_a_limit_written_as_a_json_number_is_exact(read):
    field = read(descriptor([{"name": "n", "type": "number", "constraints": {"minimum": 0.1}}]))["places"].field("n")
    assert field.minimum == Decimal("0.1")


def test_a_column_may_name_a_vocabulary_or_list_its_words(read):
    fields = [
        {"name": "tier", "type": "string", "vocabulary": "tier"},
        {"name": "lang", "type": "string", "constraints": {"enum": ["vi", "en"]}},
    ]
    table = read(descriptor(fields))["places"]
    assert table.field("tier").allowed == tuple(TIER)
    assert table.field("lang").allowed == ("vi", "en")


def test_one_path_and_several_paths_are_both_lists(read):
    assert read(descriptor(path="a.csv"))["places"].paths == ("a.csv",)
    assert read(descriptor(path=["b.csv", "a.csv"]))["places"].paths == ("b.csv", "a.csv")


def test_titles_fall_back_to_names(read):
    table = read(descriptor())["places"]
    assert (table.title_vi, table.title_en, table.field("id").title_vi) == ("places", "places", "id")


def test_a_missing_codebook_is_refused(path):
    with pytest.raises(CodebookError, match="cannot be read"):
        read_codebook(path)


def test_a_codebook_that_is_not_utf8_is_refused(path):
    path.write_bytes('{"title": "Hà"}'.encode("latin-1"))
    with pytest.raises(CodebookError, match="not UTF-8 at byte 12"):
        read_codebook(path)


def test_broken_json_is_refused_with_its_line(refusal):
    assert "line 3, column 1" in refusal('{\n  "resources": [\n')


def test_a_missing_property_is_named(refusal):
    assert "'resources'" in refusal({"name": "x"})
    assert "'fields'" in refusal(descriptor(schema={}))


@pytest.mark.parametrize("outside", ["/etc/passwd", "../secret.csv", "a/../../b.csv"])
def test_a_file_outside_the_data_folder_is_refused(refusal, outside):
    message = refusal(descriptor(path=["a.csv", outside]))
    assert f"{outside!r} of table places lies outside data/raw" in message


def test_an_unknown_vocabulary_is_refused_and_the_known_ones_are_named(refusal):
    message = refusal(descriptor([{"name": "tier", "type": "string", "vocabulary": "tiers"}]))
    assert "column tier of table places" in message
    assert "'tiers'" in message
    assert "training, criterion, indicator" in message


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        ([], "resources"),
        ({"resources": {"places": "places.csv"}}, "resources"),
        (descriptor(path=7), "path"),
    ],
)
def test_json_of_another_shape_is_refused(refusal, broken, named):
    assert named in refusal(broken)


@pytest.mark.parametrize(
    ("column", "named"),
    [
        ({"name": "n", "type": "nummer"}, "nummer"),
        ({"name": "n", "type": "string", "constraints": {"pattern": "("}}, "("),
        ({"name": "n", "type": "number", "constraints": {"minimum": "zero"}}, "zero"),
    ],
)
def test_a_column_with_an_unusable_limit_is_refused(refusal, column, named):
    message = refusal(descriptor([column]))
    assert "column n of table places" in message
    assert named in message


@pytest.mark.parametrize(
    ("schema", "named"),
    [
        ({"primaryKey": ["nothing"]}, "nothing"),
        ({"foreignKeys": [{"fields": ["id"], "reference": {"resource": "nowhere", "fields": ["id"]}}]}, "nowhere"),
        ({"foreignKeys": [{"fields": ["id"], "reference": {"resource": "places", "fields": ["nothing"]}}]}, "nothing"),
    ],
)
def test_a_key_that_leads_nowhere_is_refused(refusal, schema, named):
    assert named in refusal(descriptor(schema={"fields": [{"name": "id", "type": "string"}], **schema}))


def test_every_table_that_the_examiner_needs_must_be_there(copy, capsys):
    copy.replace("datapackage.json", '"name": "statistics"', '"name": "statistic"')
    assert copy.build() == 1
    assert "statistics" in capsys.readouterr().err
