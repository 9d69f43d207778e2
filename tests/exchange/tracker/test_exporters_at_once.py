"""Four desks export one tracker at once, and desks are killed in the middle: no change is lost, none goes out twice."""

import sys

import pytest
from sqlalchemy import select

from app.exchange.tracker import round_trip
from models.tracker import TrackerChange
from tests.excel.lint import faults
from tests.exchange.tracker.deeds import a_change
from tests.exchange.tracker.exporters import PROGRAM, Step, exported_at_once, killed_at, seat_of
from tests.libreoffice.plain_reader import cells_of

DESKS, TIMES = 4, 3
# Every step of an export in its order: gathered, drawn, noted, written beside, put in place, committed.
STEPS = (
    Step("return", "tracker_page"),
    Step("return", "render"),
    Step("return", "send"),
    Step("return", "keep_written"),
    Step("return", "note_access"),
    Step("call", "put_in_place"),
    Step("c_call", "fsync"),
    Step("return", "_write_checked"),
    Step("c_call", "replace"),
    Step("c_return", "replace"),
    Step("return", "put_in_place"),
    Step("call", "do_commit"),
    Step("return", "do_commit"),
)


def refs_in(path):
    """The Refs as they stand in the sheet, by its XML alone; an address that stands twice is a failure."""
    cells = cells_of(path.read_bytes())["Tracker"]
    return [cell.value for address, cell in cells.items() if address[0] == "A" and address[1:].isdigit()][1:]


def sent_changes(office):
    with office.database.reading() as session:
        return session.scalars(select(TrackerChange).order_by(TrackerChange.number)).all()


def test_four_desks_that_export_one_workbook_at_once_send_each_change_once(office, tmp_path):
    path = tmp_path / "tracker.xlsx"
    people = tuple(tuple(office.a_person() for _ in range(TIMES)) for _ in range(DESKS))
    found = exported_at_once(seat_of(office, path), people)
    refs = [f"T{number:05}" for number in range(1, DESKS * TIMES + 1)]
    assert sorted(ref for sent in found for ref in sent) == refs
    assert sorted(refs_in(path)) == refs
    assert faults(path.read_bytes()) == []
    assert all(change.exported_at is not None for change in sent_changes(office))
    assert [each.name for each in tmp_path.glob("*.part")] == []
    assert round_trip.export(office.work(), path, program=PROGRAM).sent == ()


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_after_a_kill_at_any_step_the_next_export_loses_nothing_and_repeats_nothing(office, tmp_path):
    killed_and_exported_again(office, tmp_path, is_first=False)


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_after_a_kill_at_any_step_of_the_first_export_the_next_loses_nothing(sqlite_office, tmp_path):
    killed_and_exported_again(sqlite_office, tmp_path, is_first=True)


def killed_and_exported_again(office, tmp_path, *, is_first):
    """At each step in its turn, each time with a workbook of its own."""
    for number, step in enumerate(STEPS):
        path = tmp_path / f"{number}" / "tracker.xlsx"
        path.parent.mkdir()
        before = len(sent_changes(office))
        if not is_first:
            a_change(office)
            round_trip.export(office.work(), path, program=PROGRAM)
        a_change(office)
        content = path.read_bytes() if path.exists() else None
        assert killed_at(seat_of(office, path), step), step
        assert path.exists() is (content is not None) or refs_in(path)
        report = round_trip.export(office.work(), path, program=PROGRAM)
        told = sent_changes(office)
        assert {change.exported_to for change in told} == {"tracker.xlsx"}, step
        mine = [f"T{change.number:05}" for change in told[before:]]
        stands = refs_in(path)
        assert [ref for ref in stands if ref in mine] == mine, step
        assert len(stands) == len(set(stands))
        assert (report.restored, report.notices) == ((), ()), step
        assert set(report.sent) <= set(mine[-1:])
        assert round_trip.export(office.work(), path, program=PROGRAM).sent == ()
