"""The workbook before each export is kept beside it: ten of them, and nothing but ours is ever deleted."""

import os
from datetime import UTC, datetime

import pytest

from app.desk.files import put_in_place
from app.door.errors import Unavailable
from app.exchange.tracker import round_trip
from app.exchange.tracker.kept_before import MOST_KEPT, folder_of, keep_before, kept_before, prune
from app.queries.tracker import state
from app.services.office.policy import set_policy
from reports.tracker.workbook import render
from tests.exchange.tracker.deeds import a_change


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tracker.xlsx"


def export(office, path):
    return round_trip.export(office.work(), path, program="Homeward test")


def test_the_first_export_keeps_nothing_and_the_next_the_workbook_as_it_was(office, path):
    a_change(office)
    export(office, path)
    assert kept_before(path) == ()
    before = path.read_bytes()
    a_change(office)
    export(office, path)
    (kept,) = kept_before(path)
    assert kept.read_bytes() == before != path.read_bytes()
    assert kept.parent.name == "tracker before"


def test_where_it_cannot_be_kept_nothing_goes_out_and_the_change_waits(office, path):
    a_change(office)
    export(office, path)
    before = path.read_bytes()
    a_change(office)
    folder_of(path).write_text("a file where the folder should be")
    with pytest.raises(Unavailable, match="can't be kept in the folder “tracker before”, so nothing was exported"):
        export(office, path)
    assert path.read_bytes() == before
    assert office.ask(state.state).waiting == 1


def test_where_another_desk_sets_something_meanwhile_the_workbook_is_written_and_kept_once(office, path, monkeypatch):
    a_change(office)
    export(office, path)
    before, numbers, put = path.read_bytes(), iter((12,)), []
    a_change(office)

    def set_meanwhile(*told, **said):
        for number in numbers:
            office.do_as("Service manager", set_policy, setting="goals_within", number=number, because="Agreed")
        return render(*told, **said)

    def counted(*told, **said):
        put.append(told)
        put_in_place(*told, **said)

    monkeypatch.setattr(round_trip, "render", set_meanwhile)
    monkeypatch.setattr(round_trip, "put_in_place", counted)
    assert len(export(office, path).sent) == 1
    assert len(put) == 1
    (kept,) = kept_before(path)
    assert kept.read_bytes() == before


def test_an_export_that_fails_again_and_again_keeps_the_workbook_once(office, path, monkeypatch):
    a_change(office)
    export(office, path)
    a_change(office)

    def full(*_told, **_said):
        raise Unavailable("No space is left.")

    with monkeypatch.context() as cut:
        cut.setattr(round_trip, "put_in_place", full)
        for _ in range(3):
            with pytest.raises(Unavailable, match="No space"):
                export(office, path)
    assert len(kept_before(path)) == 1
    export(office, path)
    assert len(kept_before(path)) == 1


def test_ten_are_kept_and_what_somebody_else_put_there_stays(path):
    path.write_bytes(b"now")
    moment = datetime(2026, 11, 29, 9, 15, tzinfo=UTC)
    for number in range(MOST_KEPT + 2):
        keep_before(path, b"%d" % number, moment)
    theirs = [folder_of(path) / name for name in ("notes.txt", "tracker 2026-11-29 09.15 mine.xlsx", "other.xlsx")]
    for each in theirs:
        each.write_text("theirs")
    prune(path)
    assert len(kept_before(path)) == MOST_KEPT
    assert kept_before(path)[0].read_bytes() == b"%d" % (MOST_KEPT + 1)
    assert all(each.exists() for each in theirs)


def test_the_name_says_the_hour_in_the_office_and_counts_where_the_clocks_go_back(path):
    path.write_bytes(b"now")
    hours = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    names = [keep_before(path, b"%d" % at, moment).name for at, moment in enumerate(hours)]
    assert names == ["tracker 2026-10-25 01.30.xlsx", "tracker 2026-10-25 01.30 (2).xlsx"]


def test_what_a_desk_left_half_written_in_the_folder_is_taken_away_an_hour_later(office, path):
    a_change(office)
    export(office, path)
    a_change(office)
    export(office, path)
    folder, now = folder_of(path), path.stat().st_mtime
    left = folder / ".tracker 2026-11-20 09.15.xlsx.0123abcd.part"
    others = [folder / ".tracker 2026-11-20 09.15.xlsx.89abcdef.part", folder / ".notes.xlsx.0123abcd.part"]
    for each in (left, *others):
        each.write_bytes(b"half")
    for each in (left, others[1]):
        os.utime(each, (now - 4_000, now - 4_000))
    prune(path)
    assert [each.exists() for each in (left, *others)] == [False, True, True]
