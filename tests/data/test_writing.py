"""Several files are written whole or not at all, and a file that is right is not touched."""

import errno
import os
import platform
import subprocess
import sys

import pytest

from analysis.project import write_together

FILES = ["codebook.csv", "datapackage.json", "findings.csv", "outcomes.csv"]


@pytest.fixture
def full_disk(monkeypatch):
    """The disk is full when the given file (counted from 1) is written."""

    def at(number):
        written = []
        flush = os.fsync

        def fsync(descriptor):
            written.append(descriptor)
            if len(written) == number:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            flush(descriptor)

        monkeypatch.setattr(os, "fsync", fsync)

    return at


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_full_disk_leaves_the_earlier_files(built, full_disk, capsys, number):
    before = dict.fromkeys(FILES, b"of an earlier build")
    for name, content in before.items():
        (built.project.processed / name).write_bytes(content)
    full_disk(number)
    assert built.build() == 1
    assert {path.name: path.read_bytes() for path in built.project.processed.iterdir()} == before
    message = capsys.readouterr().err
    assert "No space left on device" in message
    assert "earlier outputs are unchanged" in message


def test_a_folder_in_the_place_of_a_file_leaves_the_other_files(tmp_path):
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_bytes(b"earlier")
    second.mkdir()
    with pytest.raises(OSError, match="directory"):
        write_together({first: b"later", second: b"later"})
    assert first.read_bytes() == b"earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv"]


def test_a_file_in_the_place_of_the_folder_is_a_message(copy, capsys):
    copy.project.processed.write_bytes(b"a file")
    assert copy.build() == 1
    assert str(copy.project.processed) in capsys.readouterr().err
    assert copy.project.processed.read_bytes() == b"a file"


def test_only_changed_files_are_written(tmp_path):
    same, new = tmp_path / "same", tmp_path / "new"
    same.write_bytes(b"1")
    assert write_together({same: b"1", new: b"2"}) == {same: False, new: True}
    assert new.read_bytes() == b"2"


def test_what_a_killed_process_has_left_of_a_file_is_removed(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    here, dead = platform.node(), ended.pid
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as living:
        others = [
            f".a[1].csv.{here}-{living.pid}.part",
            f".a[1].csv.elsewhere-{dead}.part",
            f".a[1].csv.{here}-{10**30}.part",
            f".b.csv.{here}-{dead}.part",
        ]
        for name in (f".a[1].csv.{here}-{dead}.part", *others):
            (tmp_path / name).write_bytes(b"half")
        write_together({tmp_path / "a[1].csv": b"whole"})
        assert {path.name for path in tmp_path.iterdir()} == {*others, "a[1].csv"}
        living.communicate(b"end")
