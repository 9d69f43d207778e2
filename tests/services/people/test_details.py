"""What a form says about a person, checked before it is stored."""

from datetime import timedelta

import pytest

from app.door.errors import ChangedMeanwhile, Refused
from app.services.people import details
from models.people import Person, Representative
from models.vocabulary.people import PaperFormat


@pytest.mark.rule("REF-5")
def test_nobody_is_born_tomorrow(office):
    person, today = office.a_person(), office.now.date()
    with pytest.raises(Refused, match="future"):
        office.do(details.change_person, person=person, seen=1, born=today + timedelta(days=1))
    office.do(details.change_person, person=person, seen=1, born=today)
    assert office.get(Person, person).born == today


@pytest.mark.rule("FUND-5")
def test_the_evidence_of_an_authority_says_what_was_seen_by_whom_and_when(office):
    anne = office.do(details.add_representative, person=office.a_person(), name="Anne Gill").made
    with pytest.raises(Refused, match="what was seen"):
        office.do(details.record_evidence, representative=anne, seen=1, evidence=" ")
    office.do(details.record_evidence, representative=anne, seen=1, evidence="Registered LPA of 3 May 2024")
    held = office.get(Representative, anne)
    assert (held.evidence, held.evidence_seen_at) == ("Registered LPA of 3 May 2024", office.now)
    assert held.evidence_seen_by_id == office.staff["DSO"]


def test_what_somebody_who_speaks_for_a_person_needs_to_read_a_paper_is_changed(office):
    anne = office.do(details.add_representative, person=office.a_person(), name="Anne Gill").made
    told = {
        "relation": "daughter",
        "telephone": " 0114 496 0190 ",
        "paper_format": PaperFormat.LARGE_PRINT,
        "communication": " Polish ",
    }
    with pytest.raises(Refused, match="Give the representative's name"):
        office.do(details.change_representative, representative=anne, seen=1, name=" ", **told)
    office.do(details.change_representative, representative=anne, seen=1, name="Anna Gill", **told)
    with pytest.raises(ChangedMeanwhile):
        office.do(details.change_representative, representative=anne, seen=1, name="Anne Gill", **told)
    held = office.get(Representative, anne)
    assert (held.name, held.relation, held.telephone) == ("Anna Gill", "daughter", "0114 496 0190")
    assert (held.paper_format, held.communication) == (PaperFormat.LARGE_PRINT, "Polish")
