"""What a form says about a person, checked before it is stored."""

from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.services.people import details
from models.people import Person


@pytest.mark.rule("REF-5")
def test_nobody_is_born_tomorrow(office):
    person, today = office.a_person(), office.now.date()
    with pytest.raises(Refused, match="future"):
        office.do(details.change_person, person=person, seen=1, born=today + timedelta(days=1))
    office.do(details.change_person, person=person, seen=1, born=today)
    assert office.get(Person, person).born == today
