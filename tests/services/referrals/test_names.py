"""Somebody with one name is taken in by hand and from a file; a long name has one bound on every way in."""

import pytest

from app.door.errors import Refused
from app.exchange.referrals import care_hub_list
from app.queries.people.caseload import caseload
from app.queries.people.search import search
from app.queries.referrals import queue as queries
from app.services import referrals
from app.services.people import details
from models.people import Person
from models.referrals import Referral
from models.rules.people.naming import LONGEST_NAME, LONGEST_TEXT


def take_in(office, **told):
    person = referrals.NewPerson(**{"given": "", "family": ""} | told)
    return office.do(referrals.take_in, person=person, team=office.teams["North"]).made


@pytest.mark.rule("REF-1")
@pytest.mark.parametrize("told", [{"given": "Suharto"}, {"family": "Suharto"}])
def test_somebody_of_one_name_is_taken_in_listed_and_found(office, told):
    referral = take_in(office, **told)
    (row,) = office.ask(queries.queue, team=None)
    assert row.person == "Suharto"
    assert [each.name for each in office.ask(search, text="suharto")] == ["Suharto"]
    office.an_episode(person=office.get(Referral, referral).person_id)
    office.an_episode(person=office.a_person(given="Ann", family="Tate"))
    office.an_episode(person=office.a_person(given="Zoe", family="Lee"))
    names = [each.person for each in office.ask(caseload, team=None)]
    assert names == ["Zoe Lee", "Suharto", "Ann Tate"]


@pytest.mark.rule("REF-1")
def test_a_name_is_taken_away_as_long_as_one_is_left(office):
    person = office.a_person(given="Suharto", family="Suharto")
    office.do(details.change_person, person=person, seen=1, family="")
    assert (office.get(Person, person).given_folded, office.get(Person, person).family_folded) == ("", "suharto")
    with pytest.raises(Refused, match="Give the person's name"):
        office.do(details.change_person, person=person, seen=2, given=" ")


@pytest.mark.rule("REF-1")
@pytest.mark.parametrize("field", ["given", "family", "mosaic_id"])
def test_a_long_name_is_refused_in_the_same_words_by_hand_in_the_details_and_from_a_file(office, field):
    longest = "N" * LONGEST_NAME
    take_in(office, **{"given": "Ann", "family": "Lee"} | {field: longest})
    person = office.a_person()
    bound = f"has {LONGEST_NAME + 1} letters: shorten it to {LONGEST_NAME}"
    with pytest.raises(Refused, match=bound) as refused:
        take_in(office, **{"given": "Ann", "family": "Lee"} | {field: longest + "N"})
    assert [each.field for each in refused.value.lacks] == [field]
    with pytest.raises(Refused, match=bound):
        office.do(details.change_person, person=person, seen=1, **{field: longest + "N"})
    assert care_hub_list.LONGEST_NAME == LONGEST_NAME


@pytest.mark.rule("REF-1")
@pytest.mark.parametrize("field", ["needs_and_risks", "notes", "alternatives_considered"])
def test_a_long_text_is_refused_in_the_details_as_it_is_from_a_file(office, field):
    referral = office.a_referral()
    with pytest.raises(Refused, match=f"{LONGEST_TEXT + 1:,} letters"):
        office.do(referrals.change_details, referral=referral, seen=1, **{field: "x" * (LONGEST_TEXT + 1)})
    office.do(referrals.change_details, referral=referral, seen=1, **{field: "x" * LONGEST_TEXT})
