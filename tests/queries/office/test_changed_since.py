"""What others changed on a record since a form began from it, from the audit of either database."""

from dataclasses import replace
from uuid import UUID

import pytest

from app.door.errors import ChangedMeanwhile
from app.queries.office.changed_since import changed_since
from app.services.people import details
from models.staff import Staff


@pytest.fixture
def person(office):
    return office.a_person(telephone="01629 1")


def since(office, person, version):
    return office.ask(changed_since, table="person", record=person, version=version)


def test_each_field_that_was_changed_since_is_named_with_its_moment(office, person):
    office.do(details.change_person, person=person, seen=1, telephone="01629 2")
    office.do(details.change_person, person=person, seen=2, risks="The dog bites", lone_worker_risk=True)
    assert sorted(each.column for each in since(office, person, 1)) == ["lone_worker_risk", "risks", "telephone"]
    assert sorted(each.column for each in since(office, person, 2)) == ["lone_worker_risk", "risks"]
    assert since(office, person, 3) == ()
    first, *later = since(office, person, 1)
    assert first.at <= later[-1].at


def test_whose_login_it_was_is_said_by_name(office, person):
    office.do(details.change_person, person=person, seen=1, telephone="01629 2")
    (before,) = since(office, person, 1)
    with office.unwalled.writing() as session:
        session.get_one(Staff, office.staff["OT"]).login = before.by
    (after,) = since(office, person, 1)
    assert after.by == office.get(Staff, office.staff["OT"]).name


def test_another_office_hears_nothing_of_it(office, person):
    office.do(details.change_person, person=person, seen=1, telephone="01629 2")

    def from_elsewhere(turn):
        return changed_since(replace(turn, office=UUID(int=3)), table="person", record=person, version=0)

    assert office.ask(from_elsewhere) == ()
    assert office.ask(changed_since, table="goal", record=person, version=0) == ()


def test_a_refusal_says_which_record_and_versions_are_meant_and_who_changed_it_when(office, person):
    office.do(details.change_person, person=person, seen=1, telephone="01629 2")
    with pytest.raises(ChangedMeanwhile) as refused:
        office.do(details.change_person, person=person, seen=1, telephone="01629 3")
    said = refused.value
    assert (said.table, said.record, said.expected, said.found) == ("person", person, 1, 2)
    (last,) = since(office, person, 1)
    assert said.sentence.startswith(f"This has changed since it was looked at: {last.by}, ")
    assert said.sentence.endswith("Look at it as it stands now, then decide again.")
