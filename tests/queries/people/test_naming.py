"""Whom a command means."""

import pytest

from app.door.errors import Refused
from app.queries.people.naming import episode_named, person_named


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
    office.a_person(mosaic_id="M2")
    with pytest.raises(Refused, match="isn't in service in this office"):
        office.ask(episode_named, "M2")
