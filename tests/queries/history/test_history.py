"""History tells who changed what, in words, of a record and its parts; and shows it as it stood at any moment."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.queries.history.as_it_stood import as_it_stood
from app.queries.history.changes import PAGE, history
from app.queries.history.values import in_words
from app.services.people.details import change_person
from models.audit import AuditEntry
from models.episodes import Episode
from models.people import Person
from models.schema import METADATA


def moved(office, person, postcode):
    """The moment at which the audit says that it was changed."""
    office.clock.advance(timedelta(hours=1))
    office.do(change_person, person=person, seen=office.version(Person, person), postcode=postcode)
    return last_told(office)


def last_told(office):
    with office.database.reading() as session:
        return session.scalars(select(AuditEntry.at).order_by(AuditEntry.number.desc()).limit(1)).one()


def said(office, **asked):
    return [row.said for row in office.ask(history, **asked).rows]


def test_a_change_is_told_with_what_it_was_and_by_whom(office):
    person = office.a_person()
    moved(office, person, "DE2 2BB")
    told = office.ask(history, about=person)
    assert told.rows[0].said.endswith("changed the postcode from DE4 3AA to DE2 2BB.")
    assert told.rows[0].said.startswith(told.rows[0].by)
    assert told.rows[-1].said.split(" ", 2)[-1]
    assert "Jean" in told.subject


def test_what_hangs_on_a_person_is_told_with_them_and_nobody_else_s(office):
    episode, other = office.an_episode(), office.a_person()
    with office.database.reading() as session:
        person = session.get_one(Episode, episode).person_id
    kinds = {row.kind for row in office.ask(history, about=person).rows}
    assert {"a person", "an episode"} <= kinds
    assert {row.kind for row in office.ask(history, about=other).rows} == {"a person"}
    assert not any("None" in each for each in said(office, about=person))


def test_it_is_narrowed_by_kind_day_text_and_who_did_it(office):
    person = office.a_person()
    moved(office, person, "DE2 2BB")
    assert len(said(office, about=person, text="de2 2bb")) == 1
    assert said(office, about=person, kind="goal") == []
    assert said(office, about=person, by="Nobody of that name") == []
    by = office.ask(history, about=person).rows[0].by
    assert len(said(office, about=person, by=by, text="changed")) == 1
    day = office.ask(history, about=person).rows[0].at.date()
    assert said(office, about=person, last=day - timedelta(days=2)) == []
    assert len(said(office, about=person, first=day - timedelta(days=1))) == len(said(office, about=person))


def test_it_comes_a_page_at_a_time_without_a_gap(office):
    person = office.a_person()
    for number in range(PAGE + 5):
        moved(office, person, f"DE1 {number % 9}AA")
    first = office.ask(history, about=person)
    second = office.ask(history, about=person, before=first.older)
    numbers = [row.number for row in (*first.rows, *second.rows)]
    assert (len(first.rows), second.older) == (PAGE, None)
    assert numbers == sorted(set(numbers), reverse=True)
    assert len(numbers) == PAGE + 6


@pytest.mark.parametrize("nth", range(5))
def test_a_record_is_shown_as_it_stood_at_any_moment_of_a_run_of_changes(office, nth):
    person = office.a_person()
    run = [(last_told(office), "DE4 3AA")]
    run += [(moved(office, person, code), code) for code in ("DE2 2BB", "DE3 3DD", "DE4 4EE", "DE5 5FF")]
    at, expected = run[nth]
    until = run[nth + 1][0] if nth + 1 < len(run) else at + timedelta(days=1)
    for moment in (at, at + (until - at) / 2, until - timedelta(microseconds=1)):
        stood = {row.label: row.value for row in office.ask(as_it_stood, about=person, at=moment)}
        assert stood["the postcode"] == expected


def test_before_it_was_there_nothing_stood(office):
    person = office.a_person()
    assert office.ask(as_it_stood, about=person, at=office.now - timedelta(days=400)) == ()


def test_the_cells_that_a_workbook_last_got_are_told_as_words():
    written = METADATA.tables["tracker_change"].columns["written"]
    told = in_words(written, '{"Person": "Mary Smith", "Postcode": "DE4 3AA", "Patch": ""}', {})
    assert told == "Person Mary Smith, Postcode DE4 3AA"
