"""What is kept about one person themselves, for the form in which it is corrected."""

from uuid import uuid4

import pytest

from app.door.errors import Refused
from app.queries.people.particulars import PersonDetails, particulars
from app.services.people import details
from models.people import Person
from models.vocabulary.agreement import Authority, Funding


def test_everything_kept_about_somebody_comes_with_those_who_speak_for_them(office, count_statements):
    person = office.a_person(nhs_number="9434765919", telephone="01629 1", funding=Funding.CO_FUNDER)
    office.do(details.add_representative, person=person, name="Ann Gill", authority=Authority.LPA_HEALTH)
    counted = count_statements(office.database)
    view = office.ask(particulars, person=person)
    kept = view.kept
    assert (kept["nhs_number"], kept["telephone"], kept["funding"]) == ("9434765919", "01629 1", Funding.CO_FUNDER)
    assert [each.name for each in view.representatives] == ["Ann Gill"]
    assert "Matlock" in [each.name for each in view.patches]
    assert view.seen == 1
    assert len([each for each in counted if each.startswith("SELECT")]) == 4


def test_somebody_of_another_office_is_refused_in_words(office):
    with pytest.raises(Refused, match="isn't in your office's list"):
        office.ask(particulars, person=uuid4())


def test_every_field_that_a_form_may_set_is_read_and_saved_by_the_name_of_the_record(office):
    person = office.a_person()
    before = office.ask(particulars, person=person)
    assert list(before.kept) == list(PersonDetails.__annotations__)
    assert set(before.kept) <= set(Person.__table__.columns.keys())
    office.do(details.change_person, person=person, seen=1, **before.kept)
    assert office.ask(particulars, person=person).kept == before.kept
