"""What the office is called and its numbers, in History: from what to what, by whom, on both databases."""

from sqlalchemy import select, update

from app.queries.history.changes import history
from app.services.office.contacts import Numbers, set_numbers
from models.audit import AuditEntry
from models.people import Office
from models.staff import Staff
from models.vocabulary.staff import Role


def test_a_change_of_the_contact_numbers_is_told_in_history(office):
    office.store(Staff(name="Mary Mann", role=Role.SERVICE_MANAGER))
    with office.database.reading() as session:
        office.staff["Manager"] = session.scalars(select(Staff.id).where(Staff.name == "Mary Mann")).one()
        held = session.scalars(select(Office).where(Office.id == office.id)).one()
        was = Numbers(held.out_of_hours_telephone or "", held.complaints_telephone, held.finance_telephone)
    numbers = {"out_of_hours": "0114 496 0190", "complaints": "0114 496 0800", "finance": "0114 496 0500"}
    office.do_as("Manager", set_numbers, was=was, **numbers)
    told = office.ask(history, about=office.id)
    assert "the number out of hours" in told.rows[0].said
    assert "0114 496 0190" in told.rows[0].said
    assert " saved the office: " in told.rows[0].said
    assert office.ask(history, kind="office").rows == told.rows
    later = Numbers(*numbers.values())
    office.do_as("Manager", set_numbers, was=later, **(numbers | {"complaints": "0114 496 0811"}))
    said = office.ask(history, kind="office").rows[0].said
    assert "saved the office: changed the number for complaints from 0114 496 0800 to 0114 496 0811." in said


def test_a_new_name_that_is_put_in_past_the_program_is_told_too(office):
    with office.database.writing() as session:
        session.execute(update(Office).values(name="Dales and High Peak"))
    assert "the name" in office.ask(history, kind="office").rows[0].said
    with office.database.reading() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.table_name == "office")).one()
    assert (entry.office_id, entry.row_id, entry.deed) == (office.id, office.id, "update")
