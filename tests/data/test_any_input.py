"""One fault is one message, and whatever a cell holds, the answer is a finding and never a crash."""

import pytest

SHARES = "statistics/gso_trained_employed_share.csv"
FORCE = "statistics/gso_labour_force.csv"
GO_QUAO = "evidence/goquao-2023.csv"
PLACES = "places/places.csv"
TILES = "places/tiles.csv"

FAULTS = {
    "places in another encoding": lambda copy: copy.save_in(PLACES, "cp1258"),
    "bibliography in another encoding": lambda copy: copy.save_in("sources.csv", "latin-1"),
    "series in another encoding": lambda copy: copy.save_in(SHARES, "utf-16"),
    "weights in another encoding": lambda copy: copy.save_in(FORCE, "utf-16"),
    "missing unit": lambda copy: copy.drop_column(GO_QUAO, "unit"),
    "missing flags": lambda copy: copy.drop_column(GO_QUAO, "flags"),
    "missing hash": lambda copy: copy.drop_column(GO_QUAO, "text_sha256"),
    "missing file": lambda copy: copy.path(GO_QUAO).unlink(),
    "missing places": lambda copy: copy.path(PLACES).unlink(),
    "unreadable year": lambda copy: copy.set("statistics/series.csv", 2, "year_start", "20O8"),
    "no checks": lambda copy: copy.set("statistics/series.csv", 2, "checks", ""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_is_not_drowned_in_its_consequences(built, capsys, fault):
    FAULTS[fault](built)
    assert built.build() == 1
    findings = capsys.readouterr().err.splitlines()[:-1]
    assert len(findings) <= 3, f"{len(findings)} findings: {findings[:9]}"


def test_a_lost_weight_is_reported_where_it_was_lost(built, capsys):
    built.keep_rows(FORCE, lambda row: row[:2] != ["ca-mau", "2010"])
    assert built.build() == 1
    message = capsys.readouterr().err
    assert any(line.startswith(FORCE) and "ca-mau 2010" in line for line in message.splitlines())
    assert "Name the series of weights" not in message, "it is named; a cell of it is missing"


TABLES = {
    GO_QUAO: "evidence",
    "sources.csv": "sources",
    "statistics/series.csv": "series",
    PLACES: "places",
    TILES: "tiles",
    SHARES: "statistics",
}


@pytest.mark.parametrize("cells", ["one cell", "whole column"])
@pytest.mark.parametrize("word", ["", "?", "0", "9" * 40])
@pytest.mark.parametrize("file", TABLES)
def test_no_cell_stops_the_examiner(built, codebook, capsys, file, word, cells):
    good = built.path(file).read_bytes()
    crashes = []
    for field in codebook[TABLES[file]].fields:
        built.path(file).write_bytes(good)
        if cells == "one cell":
            built.set(file, 2, field.name, word)
        else:
            built.set_all(file, field.name, word)
        try:
            code = built.build()
        except Exception as error:  # noqa: BLE001 - any exception at all is the fault that this test looks for
            crashes.append(f"{field.name}: {error!r}")
            continue
        refused = "nothing was written" in capsys.readouterr().err
        assert (code, refused) in ((0, False), (1, True)), field.name
    assert crashes == []
