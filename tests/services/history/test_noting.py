"""Who looked is one row for a quarter of an hour, whatever they turned to; a print or an export is a row each."""

from datetime import timedelta

from sqlalchemy import select, update

from app.services.history.noting import QUIET, note_access, note_once, note_opened
from models.access import AccessNote
from models.audit import AuditEntry
from models.logins import Membership
from models.vocabulary.access import Access

MOMENT = timedelta(microseconds=1)


def rows(office):
    with office.database.reading() as session:
        found = session.scalars(select(AccessNote).order_by(AccessNote.at, AccessNote.id)).all()
        return [(each.deed, each.what, each.person_id, each.staff_id) for each in found]


def test_a_record_that_is_opened_is_noted_once_within_a_quarter_of_an_hour(office):
    person = office.a_person()
    office.do(note_opened, person=person)
    office.clock.advance(QUIET - MOMENT)
    office.do(note_opened, person=person)
    assert rows(office) == [(Access.OPENED, "the record", person, office.staff["DSO"])]
    office.clock.advance(MOMENT)
    office.do(note_opened, person=person)
    assert len(rows(office)) == 2


def test_somebody_else_and_another_person_have_rows_of_their_own(office):
    person, other = office.a_person(), office.a_person()
    office.do(note_opened, person=person)
    office.do(note_opened, person=other)
    with office.unwalled.writing() as session:  # whose login it is; in a file nobody's
        session.execute(update(Membership).values(staff_id=office.staff["OT"]))
    office.do_as("OT", note_opened, person=person)
    assert len(rows(office)) == 3


def test_what_is_printed_is_noted_each_time_and_no_look_hides_it(office):
    person = office.a_person()
    office.do(note_opened, person=person)
    office.do(note_access, did=Access.PRINTED, what="the service plan", person=person)
    office.do(note_access, did=Access.PRINTED, what="the service plan", person=person)
    office.do(note_once, did=Access.EXPORTED, what="the answer of queue", rows=3)
    office.do(note_once, did=Access.EXPORTED, what="the answer of queue", rows=4)
    office.do(note_once, did=Access.EXPORTED, what="the answer of caseload", rows=4)
    assert [deed for deed, *_ in rows(office)].count(Access.PRINTED) == 2
    assert [deed for deed, *_ in rows(office)].count(Access.EXPORTED) == 2


def test_a_look_is_no_change_so_no_other_desk_is_told(office):
    person = office.a_person()
    with office.database.reading() as session:
        before = session.scalars(select(AuditEntry.number)).all()
    made = office.do(note_opened, person=person)
    assert (made.topics, made.people) == (frozenset(), frozenset())
    with office.database.reading() as session:
        assert session.scalars(select(AuditEntry.number)).all() == before
