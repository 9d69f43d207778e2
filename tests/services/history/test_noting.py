"""Who looked is one row for a quarter of an hour, whatever they turned to; a print or an export is a row each."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.door.errors import Refused
from app.services.history.noting import QUIET, note_access, note_once, note_opened, note_papers
from models.access import AccessNote
from models.audit import AuditEntry
from models.logins import Membership
from models.vocabulary.access import Access
from models.vocabulary.people import PaperFormat
from models.vocabulary.print_packs import PackPaper

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


def test_papers_that_are_printed_together_are_noted_as_each_is_alone_and_copies_of_one_once(office):
    person = office.a_person(paper_format=PaperFormat.LARGE_PRINT)
    papers = [PackPaper.SERVICE_PLAN, PackPaper.SERVICE_PLAN, PackPaper.CALL_SHEET]
    asked = {"papers": papers, "person": person, "what": "Nora Pearce", "chosen": PaperFormat.STANDARD}
    office.do(note_papers, did=Access.PREVIEWED, **asked)
    with pytest.raises(Refused, match="They need large print"):
        office.do(note_papers, did=Access.PRINTED, **asked)
    office.do(note_papers, did=Access.PRINTED, **asked, because="hers is here already")
    with office.database.reading() as session:
        found = session.scalars(select(AccessNote).order_by(AccessNote.id)).all()
    plan, sheet = "Service plan: Nora Pearce", "Call sheet for workers: Nora Pearce"
    assert [(each.deed, each.what, each.because) for each in found] == [
        (Access.PREVIEWED, plan, None),
        (Access.PREVIEWED, sheet, None),
        (Access.PRINTED, plan, "hers is here already"),
        (Access.PRINTED, sheet, None),
    ]
    assert {each.person_id for each in found} == {person}


def test_of_papers_of_which_one_is_refused_none_is_noted(office):
    person = office.a_person(paper_format=PaperFormat.LARGE_PRINT)
    papers = [PackPaper.CALL_SHEET, PackPaper.SERVICE_PLAN]
    with pytest.raises(Refused):
        office.do(note_papers, did=Access.SAVED, what="", papers=papers, person=person, chosen=PaperFormat.STANDARD)
    assert rows(office) == []


def test_a_look_is_no_change_so_no_other_desk_is_told(office):
    person = office.a_person()
    with office.database.reading() as session:
        before = session.scalars(select(AuditEntry.number)).all()
    made = office.do(note_opened, person=person)
    assert (made.topics, made.people) == (frozenset(), frozenset())
    with office.database.reading() as session:
        assert session.scalars(select(AuditEntry.number)).all() == before
