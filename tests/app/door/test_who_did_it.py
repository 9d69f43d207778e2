"""Row stamps and the audit name the person at the desk; a server goes by its own logins."""

from functools import partial
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from app.desk.opening import open_work
from app.door.clock import FixedClock
from app.services.people.details import change_person
from models.audit import AuditEntry
from models.people import Person
from models.staff import Staff
from tests.builders import SmallOffice


def stamps(office: SmallOffice, person: UUID) -> tuple[Any, ...]:
    """Who made and who changed a person's row, and who did its changes by the audit, in their order."""
    with office.database.reading() as session:
        row = session.execute(select(Person.created_by, Person.updated_by).where(Person.id == person)).one()
        audit = select(AuditEntry.by).where(AuditEntry.row_id == person, AuditEntry.deed == "update")
        return *row, session.scalars(audit.order_by(AuditEntry.number)).all()


def called(office: SmallOffice, who: str) -> str:
    """A member of staff as the office calls them, or the login of a server."""
    with office.database.reading() as session:
        if not office.database.is_sqlite:
            return session.execute(text("SELECT session_user")).scalar_one()
        return session.get_one(Staff, office.staff[who]).name


def told(person: UUID, seen: int) -> Any:
    return partial(change_person, person=person, seen=seen, telephone=f"0114 496 019{seen}")


def test_whoever_sits_at_the_desk_did_it_and_after_somebody_else_sat_down_they_did(office):
    person = office.a_person()
    with office.database.reading() as session:
        made_by = session.scalars(select(Person.created_by).where(Person.id == person)).one()
    work = office.work("DSO")
    work.write(told(person, 1))
    assert stamps(office, person) == (made_by, called(office, "DSO"), [called(office, "DSO")])
    work.sit(office.staff["Second CWC"])
    work.write(told(person, 2))
    assert stamps(office, person) == (
        made_by, called(office, "Second CWC"), [called(office, "DSO"), called(office, "Second CWC")],
    )  # fmt: skip


def test_two_desks_on_one_connection_pool_are_not_taken_for_one_another(office):
    person = office.a_person()
    one, other = office.work("DSO"), office.work("Second CWC")
    for seen, work in enumerate((one, other, one), start=1):
        work.write(told(person, seen))
    assert stamps(office, person)[2] == [called(office, who) for who in ("DSO", "Second CWC", "DSO")]


def test_what_nobody_signed_isnt_the_last_persons(sqlite_office):
    person = sqlite_office.a_person()
    sqlite_office.work("DSO").write(told(person, 1))
    with sqlite_office.database.writing() as session:
        session.get_one(Person, person).telephone = "0114 496 0199"
    assert stamps(sqlite_office, person)[1] == "test"


def test_the_windows_own_deeds_name_whoever_was_chosen_at_the_desk(office, office_url):
    person = office.a_person()
    work = open_work(office_url, FixedClock(office.now), office.staff["Second CWC"])
    work.write(told(person, 1))
    work.close()
    assert stamps(office, person)[1] == called(office, "Second CWC")


@pytest.mark.parametrize("office", ["postgresql"], indirect=True)
def test_a_server_lets_nobody_choose_under_which_name_they_write(office):
    person = office.a_person()
    with office.database.writing() as session:
        office.database.sign(session, "Somebody else")
        session.get_one(Person, person).telephone = "0114 496 0199"
    assert stamps(office, person)[1] == called(office, "DSO")
