"""Who looked, printed and exported is seen by the service manager, and by nobody else."""

import pytest

from app.door.errors import Refused
from app.queries.history.looks import looks
from app.services.history.noting import note_access
from models.staff import Staff
from models.vocabulary.access import Access
from models.vocabulary.staff import Role


@pytest.fixture
def manager(office):
    office.store(Staff(name="Mary Mann", role=Role.SERVICE_MANAGER))
    with office.database.reading() as session:
        office.staff["Manager"] = session.query(Staff.id).filter_by(name="Mary Mann").scalar()
    return office


def test_each_row_says_who_did_what_and_about_whom(manager):
    person, other = manager.a_person(), manager.a_person()
    manager.do(note_access, did=Access.PRINTED, what="the service plan", person=person)
    manager.do(note_access, did=Access.EXPORTED, what="figures as f.xlsx", rows=12)
    manager.do(note_access, did=Access.SAVED, what="the service plan", person=other)
    said = [row.said for row in manager.work("Manager").read(looks, about=person)]
    assert len(said) == 1
    assert "printed the service plan (Jean Gill" in said[0]
    every = [row.said for row in manager.work("Manager").read(looks)]
    assert len(every) == 3
    assert any(each.endswith("exported figures as f.xlsx with 12 rows.") for each in every)


def test_others_are_told_whom_to_ask(manager):
    with pytest.raises(Refused, match="service manager only"):
        manager.ask(looks)
