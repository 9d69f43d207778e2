"""What follows the person in the tracker: our own correction isn't put down to Scheduling, theirs is."""

import json

from app.services.people.details import change_person
from models.people import Person
from models.tracker import TrackerChange
from tests.exchange.tracker.deeds import a_change, mark
from tests.exchange.tracker.test_round_trip import export, rows_of, stored


def _first(office):
    (change,) = stored(office)
    return change


def _move(office, postcode):
    person = _first(office).person_id
    seen = office.ask(lambda turn: turn.session.get_one(Person, person).version)
    office.do(change_person, person=person, seen=seen, postcode=postcode)


def test_a_corrected_postcode_is_said_as_changed_here_and_the_next_edit_as_theirs(office, tmp_path):
    path = tmp_path / "tracker.xlsx"
    a_change(office)
    export(office, path)
    before = rows_of(path)[0]["Postcode"] or ""
    assert json.loads(_first(office).written)["Postcode"] == before

    _move(office, "DE4 3AB")
    assert export(office, path).restored == ("T00001: Postcode now says “DE4 3AB” (changed here).",)
    assert json.loads(_first(office).written)["Postcode"] == "DE4 3AB"
    assert export(office, path).restored == ()

    mark(path, "T00001", Postcode="X")
    assert export(office, path).restored == ("T00001: Postcode said “X” and says “DE4 3AB” again.",)


def test_of_a_row_that_an_earlier_release_wrote_nobody_says_who_changed_it(office, tmp_path):
    path = tmp_path / "tracker.xlsx"
    a_change(office)
    export(office, path)

    def forget(turn):
        turn.session.query(TrackerChange).one().written = None

    office.do(forget)
    mark(path, "T00001", Postcode="X")
    (said,) = export(office, path).restored
    assert said.startswith("T00001: Postcode said “X” and ")
    assert said.endswith(" now.")


def test_a_row_that_was_gone_is_known_from_then_on(office, tmp_path):
    path = tmp_path / "tracker.xlsx"
    a_change(office)
    export(office, path)
    path.unlink()
    _move(office, "DE4 3AB")
    export(office, path)
    assert json.loads(_first(office).written)["Postcode"] == "DE4 3AB"
