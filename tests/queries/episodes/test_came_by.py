"""By which referral of ours somebody's present support came, also once they moved to interim support."""

from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.queries.episodes.came_by import referral_of
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.referrals import ReferralOutcome

pytestmark = pytest.mark.rule("REF-1")


def started(office, person):
    return office.a_referral(person=person, outcome=ReferralOutcome.STARTED, outcome_at=office.now)


def test_the_referral_stays_that_of_the_run_when_the_person_has_moved_on(office):
    person = office.a_person()
    referral = started(office, person)
    moved = office.now - timedelta(days=2)
    first = office.an_episode(
        person=person, referral_id=referral, started_at=office.now - timedelta(days=30), ended_at=moved,
        end_reason="transferred",
    )  # fmt: skip
    office.an_episode(person=person, kind=EpisodeKind.INTERIM_TEAM, started_at=moved, follows_id=first)
    found = office.ask(referral_of, person=person)
    assert (found.referral, found.is_in_queue) == (referral, False)


def test_one_in_the_queue_goes_before_that_of_the_support_and_the_newest_before_an_older(office):
    person = office.a_person()
    office.an_episode(person=person, referral_id=started(office, person))
    office.a_referral(person=person, received_at=office.now - timedelta(days=3))
    newest = office.a_referral(person=person, received_at=office.now - timedelta(hours=2))
    found = office.ask(referral_of, person=person)
    assert (found.referral, found.is_in_queue) == (newest, True)


def test_of_somebody_whose_referral_left_the_queue_before_any_support_there_is_none(office):
    person = office.a_person()
    office.a_referral(person=person, outcome=ReferralOutcome.SIGNPOSTED, outcome_at=office.now)
    with pytest.raises(Refused, match="has no referral in the queue, and none by which their latest support came"):
        office.ask(referral_of, person=person)


def test_that_of_an_earlier_year_is_none_of_this_support(office):
    person = office.a_person()
    before = office.now - timedelta(days=400)
    office.an_episode(
        person=person, referral_id=started(office, person), started_at=before,
        ended_at=before + timedelta(days=30), end_reason="goals_achieved",
    )  # fmt: skip
    office.an_episode(person=person)
    with pytest.raises(Refused, match="none by which their latest support came is kept here"):
        office.ask(referral_of, person=person)


def test_it_is_asked_in_two_statements(office, count_statements):
    person = office.a_person()
    office.an_episode(person=person, referral_id=started(office, person))
    statements = count_statements(office.database)
    office.ask(referral_of, person=person)
    assert len([each for each in statements if each.startswith("SELECT")]) == 2
