"""The tracker going out without anybody pressing: nothing is made, nothing is moved, and an open workbook waits."""

import pytest

from app.door.errors import Refused, Unavailable
from app.exchange.tracker import by_itself, round_trip
from app.queries.tracker import state
from tests.exchange.tracker.deeds import a_change

LOCK = "Jo Smith,jo,desk,29.11.2026 09:15,file:///x;"


@pytest.fixture
def path(tmp_path, office):
    file = tmp_path / "tracker.xlsx"
    a_change(office)
    round_trip.export(office.work(), file, program="test")
    a_change(office)
    return file


def test_what_waits_goes_out_to_the_workbook_that_is_there(office, path):
    assert by_itself.kept_back(path) is None
    assert by_itself.export_by_itself(path, office.work(), program="test").sent == 1
    assert office.ask(state.state).waiting == 0


def test_a_workbook_that_has_gone_isnt_made_anew_whenever_it_goes(office, path):
    path.unlink()
    with pytest.raises(Unavailable, match="isn't there: was it moved"):
        by_itself.kept_back(path)
    with pytest.raises(Unavailable, match="isn't there any more"):
        by_itself.export_by_itself(path, office.work(), program="test")
    assert not path.exists()
    assert office.ask(state.state).waiting == 1
    with pytest.raises(Unavailable, match="isn't there"):
        by_itself.kept_back(path.parent / "no folder" / "tracker.xlsx")


def test_a_workbook_that_somebody_opened_waits_and_is_no_trouble(office, path):
    before = path.read_bytes()
    path.with_name(".~lock.tracker.xlsx#").write_text(LOCK)
    assert by_itself.kept_back(path).opened.who == "Jo Smith"
    came = by_itself.export_by_itself(path, office.work(), program="test")  # opened after it was looked at
    assert (came.sent, came.opened.who) == (0, "Jo Smith")
    assert (path.read_bytes(), office.ask(state.state).waiting) == (before, 1)


def test_a_workbook_that_cant_be_added_to_stays_where_it_is(office, path):
    path.write_bytes(b"no workbook at all")
    with pytest.raises(Refused, match="can't be added to"):
        by_itself.export_by_itself(path, office.work(), program="test")
    assert path.read_bytes() == b"no workbook at all"
    assert sorted(each.name for each in path.parent.glob("*.xlsx")) == ["tracker.xlsx"]
