"""The stamp of this program: another one where a module that it tells of is another."""

import os

import pytest

from models.program_stamp import stamp_of


@pytest.fixture
def folder(tmp_path):
    for name in ("first.py", "within/second.py", "within/migrations/third.py", "within/told.txt"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("1\n")
    return tmp_path


def written_at(file, moment):
    os.utime(file, ns=(moment, moment))


def test_it_is_the_same_as_long_as_nothing_is_written(folder):
    assert stamp_of((folder,)) == stamp_of((folder,))


@pytest.mark.parametrize("name", ["first.py", "within/second.py"])
def test_a_module_that_was_written_later_is_another_program(folder, name):
    before = stamp_of((folder,))
    written_at(folder / name, (folder / name).stat().st_mtime_ns + 1)
    assert stamp_of((folder,)) != before


def test_a_longer_one_of_the_same_moment_is_another_program(folder):
    file = folder / "first.py"
    before, moment = stamp_of((folder,)), file.stat().st_mtime_ns
    file.write_text("10\n")
    written_at(file, moment)
    assert stamp_of((folder,)) != before


def test_one_more_is_another_program_and_so_is_one_less(folder):
    before = stamp_of((folder,))
    (folder / "within" / "more.py").write_text("")
    with_more = stamp_of((folder,))
    (folder / "first.py").unlink()
    assert len({before, with_more, stamp_of((folder,))}) == 3


@pytest.mark.parametrize("name", ["within/migrations/third.py", "within/told.txt"])
def test_what_derives_no_line_does_not_count(folder, name):
    before = stamp_of((folder,))
    (folder / name).write_text("2\n2\n")
    assert stamp_of((folder,)) == before


def test_a_single_file_counts_as_well(folder):
    before = stamp_of((folder / "first.py",))
    written_at(folder / "first.py", 1)
    assert stamp_of((folder / "first.py",)) != before


def test_where_there_are_no_files_it_is_told_by_the_program_itself(monkeypatch, tmp_path):
    monkeypatch.setattr("models.program_stamp._HERE", tmp_path / "gone")
    program = tmp_path / "program"
    program.write_text("one release")
    monkeypatch.setattr("sys.executable", str(program))
    before = stamp_of(())
    program.write_text("another release")
    assert stamp_of(()) != before
