"""A death is reported, confirmed with its date, and either can be undone; the audit keeps all of it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.services.closure import deaths
from models.audit import AuditEntry
from models.people import Person


def known(office, person):
    record = office.get(Person, person)
    return record.death_reported_at, record.death_confirmed_at, record.died_on


@pytest.mark.rule("END-8")
def test_a_report_is_kept_with_its_first_moment(office):
    person, first = office.a_person(), office.now
    office.do(deaths.report_death, person=person, seen=1)
    office.clock.advance(timedelta(hours=1))
    office.do(deaths.report_death, person=person, seen=2)
    assert known(office, person) == (first, None, None)


@pytest.mark.rule("END-8")
def test_a_death_is_confirmed_with_its_date_reported_before_or_not(office):
    person = office.a_person()
    office.do(deaths.confirm_death, person=person, seen=1, died_on=date(2026, 11, 20))
    assert known(office, person) == (office.now, office.now, date(2026, 11, 20))


@pytest.mark.rule("END-8")
def test_a_date_ahead_or_before_birth_is_refused_and_a_stale_desk_too(office):
    person = office.a_person(born=date(1940, 5, 1))
    for died_on, sentence in ((date(2026, 11, 21), "after today"), (date(1940, 4, 30), "before the birth")):
        with pytest.raises(Refused, match=sentence):
            office.do(deaths.confirm_death, person=person, seen=1, died_on=died_on)
    with pytest.raises(Refused, match="has changed since"):
        office.do(deaths.report_death, person=person, seen=2)
    assert known(office, person) == (None, None, None)


@pytest.mark.rule("END-8")
def test_either_is_undone_and_stays_in_the_audit(office):
    person = office.a_person()
    with pytest.raises(Refused, match="No death is recorded"):
        office.do(deaths.undo_death, person=person, seen=1)
    office.do(deaths.confirm_death, person=person, seen=1, died_on=date(2026, 11, 19))
    office.do(deaths.undo_death, person=person, seen=2)
    assert known(office, person) == (None, None, None)
    with office.database.reading() as session:
        entries = session.scalars(
            select(AuditEntry).where(AuditEntry.row_id == person).order_by(AuditEntry.number)
        ).all()
    assert "2026-11-19" in (entries[1].after or "")
    assert all(each.operation_id for each in entries[1:])
