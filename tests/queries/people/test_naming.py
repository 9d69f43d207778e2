"""Whom a command means."""

import pytest

from app.door.errors import Refused
from app.queries.episodes.run_of_service import run_of
from app.queries.people.naming import episode_named, person_named
from app.queries.plans import versions
from models.vocabulary.referrals import ReferralOutcome


def _plans(office, person):
    return office.ask(versions.view, person=person)


def _run(office, person):
    return office.ask(run_of, person)


def test_a_person_is_found_by_id_number_or_whole_name(office):
    person = office.a_person(given="Zofia", family="O'Brien", mosaic_id="M800115", nhs_number="9991291229")
    for who in ("m800115", " M800115 ", "999 129 1229", "zofia obrien", "Zofia O’Brien"):
        assert office.ask(person_named, who) == person


@pytest.mark.parametrize("who", ["Zofia", "M8", "", "999"])
def test_a_part_is_no_name(office, who):
    office.a_person(given="Zofia", family="Gill", mosaic_id="M800115", nhs_number="9991291229")
    with pytest.raises(Refused, match="Nobody"):
        office.ask(person_named, who)


def test_two_of_one_name_are_never_guessed(office):
    for _ in range(2):
        office.a_person(given="Jean", family="Gill")
    with pytest.raises(Refused, match="More than one"):
        office.ask(person_named, "Jean Gill")


def test_the_open_episode_is_meant_before_an_ended_one(office):
    person = office.a_person(mosaic_id="M1")
    episode = office.an_episode(person=person)
    assert office.ask(episode_named, "M1") == episode


@pytest.mark.rule("REF-16")
@pytest.mark.parametrize("asked", [lambda office, _person: office.ask(episode_named, "M2"), _plans, _run])
def test_of_whom_was_never_in_service_is_said_what_can_be_done_first(office, asked):
    person = office.a_person(mosaic_id="M2")
    declined = {"outcome": ReferralOutcome.SIGNPOSTED, "outcome_at": office.now, "outcome_by_id": office.staff["DSO"]}
    for referral in (None, declined):
        if referral is not None:
            office.a_referral(person=person, **referral)
        with pytest.raises(Refused, match="isn't in service in this office, and has no open referral: take one in"):
            asked(office, person)
    office.a_referral(person=person)
    with pytest.raises(Refused, match="isn't in service in this office: start the service on their referral first"):
        asked(office, person)
