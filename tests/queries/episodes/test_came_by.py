"""By which referral of ours somebody's present support came, also once they moved to interim support."""

from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.queries.episodes.came_by import referral_of
from models.vocabulary.episodes import EpisodeKind

pytestmark = pytest.mark.rule("REF-1")


def test_the_referral_stays_that_of_the_run_when_the_person_has_moved_on(office):
    person = office.a_person()
    referral = office.a_referral(person=person)
    moved = office.now - timedelta(days=2)
    first = office.an_episode(
        person=person, referral_id=referral, started_at=office.now - timedelta(days=30), ended_at=moved,
        end_reason="transferred",
    )  # fmt: skip
    office.an_episode(person=person, kind=EpisodeKind.INTERIM_TEAM, started_at=moved, follows_id=first)
    assert office.ask(referral_of, person=person) == referral


def test_that_of_an_earlier_year_is_none_of_this_support(office):
    person = office.a_person()
    before = office.now - timedelta(days=400)
    office.an_episode(
        person=person, referral_id=office.a_referral(person=person), started_at=before,
        ended_at=before + timedelta(days=30), end_reason="goals_achieved",
    )  # fmt: skip
    office.an_episode(person=person)
    with pytest.raises(Refused, match="No referral of this support is kept here"):
        office.ask(referral_of, person=person)


def test_it_is_asked_in_two_statements(office, count_statements):
    person = office.a_person()
    office.an_episode(person=person, referral_id=office.a_referral(person=person))
    statements = count_statements(office.database)
    office.ask(referral_of, person=person)
    assert len([each for each in statements if each.startswith("SELECT")]) == 2
