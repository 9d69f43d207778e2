"""CHC of anybody in service: with or without a referral, in interim too, asked once, and over with the support."""

from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.queries.plans.versions import view
from app.queries.today.away import changed_since
from app.queries.today.page import today_page
from app.queries.today.prompts import today
from app.services.closure import deaths, ending
from app.services.plans import chc
from app.services.today.chasing import record_chaser
from app.services.transfer import handing_over, taking_back
from models.chc import ChcInService
from models.episodes import Episode
from models.people import Person
from models.referrals import Referral
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.referrals import ReferralOutcome
from models.vocabulary.transfer import TransferRoute
from tests.builders import visit

pytestmark = pytest.mark.rule("REF-8")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def said(office):
    return [
        (each.field, each.sentence.split(":")[0], each.episode_id) for each in office.ask(today) if each.rule == "REF-8"
    ]


def fields(office):
    return [each[0] for each in said(office)]


def steps(office, episode):
    return office.ask(view, person=office.get(Episode, episode).person_id).chc


@pytest.mark.parametrize("kind", EpisodeKind)
def test_it_is_recorded_of_somebody_taken_over_without_a_referral_and_asked_until_they_have_it(office, kind):
    episode = office.an_episode(kind=kind)
    since = office.now
    made = office.do(chc.record_chc, episode=episode, known_at=since - HOUR, fast_track=True, out_of_hours=True).made
    record = office.get(ChcInService, made)
    assert (record.fast_track, record.out_of_hours, record.recorded_by_id) == (True, True, office.staff["DSO"])
    ((field, asks, of),) = said(office)
    assert (field, of) == ("plans.chc", episode)
    assert asks.endswith("is supported on behalf of CHC")
    office.clock.advance(HOUR)
    office.do(chc.ask_chc, episode=episode)
    assert "waits for CHC's own provider" in said(office)[0][1]
    assert steps(office, episode).now.asked_at == office.now
    (row,) = office.ask(today_page).waiting
    assert (row.field, row.episode_id, row.of_whom) == ("plans.chc", episode, "CHC")
    office.clock.advance(HOUR)
    office.do(record_chaser, about=row.about, asked=row.key, whom="Duty nurse")
    assert "and again on" in office.ask(today_page).waiting[0].message
    assert steps(office, episode).lines[0].chased_whom == "Duty nurse"
    office.do(chc.chc_has_taken_over, episode=episode)
    assert (said(office), office.ask(today_page).waiting) == ([], ())
    with pytest.raises(Refused, match="settled on"):
        office.do(record_chaser, about=row.about, asked=row.key, whom="Duty nurse")
    (changed,) = office.ask(changed_since, since=since - DAY).rows
    assert "CHC has taken the support over." in changed.sentences


def test_where_the_referral_says_it_nobody_is_asked_twice(office):
    person = office.a_person()
    referral = office.a_referral(
        person=person, chc=True, chc_known_at=office.now - DAY, chc_reviewed_at=office.now - DAY,
        accepted_at=office.now - DAY, accepted_by_id=office.staff["DSO"],
        outcome=ReferralOutcome.STARTED, outcome_at=office.now - HOUR,
    )  # fmt: skip
    episode = office.an_episode(person=person, referral_id=referral, started_at=office.now - HOUR)
    assert fields(office) == ["plans.chc"]
    office.do(chc.record_chc, episode=episode, out_of_hours=True)  # the referral doesn't say so
    assert fields(office) == ["plans.chc"]
    with pytest.raises(Refused, match="recorded for this support already"):
        office.do(chc.record_chc, episode=episode)
    office.do(chc.ask_chc, episode=episode)
    assert len(office.ask(today_page).waiting) == 1
    with pytest.raises(Refused, match="was asked on"):
        office.do(chc.ask_chc, episode=episode)
    office.a_referral(person=person, chc=True, chc_known_at=office.now)  # the rest of it waits in the queue
    assert fields(office) == ["plans.chc"]
    office.do(chc.chc_has_taken_over, episode=episode)
    assert (fields(office), office.ask(today_page).waiting) == ([], ())


def test_what_only_the_referral_says_is_asked_from_the_plan_too(office):
    person = office.a_person()
    referral = office.a_referral(
        person=person, chc=True, chc_known_at=office.now - DAY,
        outcome=ReferralOutcome.STARTED, outcome_at=office.now - HOUR,
    )  # fmt: skip
    episode = office.an_episode(person=person, referral_id=referral, started_at=office.now - HOUR)
    office.do(chc.ask_chc, episode=episode, asked_at=office.now)
    (row,) = office.ask(today_page).waiting
    assert (row.field, row.referral_id) == ("referrals.chc", referral)
    office.do(chc.chc_has_taken_over, episode=episode, transferred_at=office.now)
    record = office.get(Referral, referral)
    assert (record.chc_asked_at, record.chc_transferred_at) == (office.now, office.now)
    assert (fields(office), steps(office, episode).lines) == ([], ())


@pytest.mark.parametrize("route", TransferRoute)
def test_it_goes_along_at_a_hand_over_and_stays_when_that_is_taken_back(office, make_ready, route):
    ready = make_ready(office, visit(), route=route)
    office.do(chc.record_chc, episode=ready.episode)
    interim = office.do(
        handing_over.hand_over, transfer=ready.transfer, seen=ready.seen(office), at=office.now
    ).made  # fmt: skip
    assert [each[::2] for each in said(office)] == [("plans.chc", interim)]
    office.do(chc.ask_chc, episode=interim)
    office.clock.advance(HOUR)
    office.do(
        taking_back.take_back_hand_over, transfer=ready.transfer, seen=ready.seen(office), because="Wrong person"
    )  # fmt: skip
    assert [each[::2] for each in said(office)] == [("plans.chc", ready.episode)]
    assert steps(office, ready.episode).now.asked_at == office.now - HOUR


def test_it_is_over_with_the_support_and_a_later_support_begins_without_it(office):
    person = office.a_person()
    referral = office.a_referral(
        person=person, chc=True, chc_known_at=office.now - 3 * DAY, chc_asked_at=office.now - 2 * DAY,
        outcome=ReferralOutcome.STARTED, outcome_at=office.now - 2 * DAY,
    )  # fmt: skip
    episode = office.an_episode(person=person, referral_id=referral)
    office.do(chc.record_chc, episode=episode)
    assert fields(office) == ["plans.chc"]
    office.do(ending.end, episode=episode, reason=EndReason.GOALS_ACHIEVED, ends_at=office.now)
    assert (fields(office), office.ask(today_page).waiting) == ([], ())
    with pytest.raises(Refused, match="This episode has ended"):
        office.do(chc.record_chc, episode=episode)
    office.clock.advance(DAY)
    later = office.an_episode(person=person, started_at=office.now)
    assert (fields(office), office.ask(today_page).waiting) == ([], ())
    assert (steps(office, later).now, steps(office, later).lines) == (None, ())


def test_a_death_makes_it_moot(office):
    episode = office.an_episode()
    office.do(chc.record_chc, episode=episode)
    office.do(chc.ask_chc, episode=episode)
    person = office.get(Episode, episode).person_id
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    assert (fields(office), office.ask(today_page).waiting) == ([], ())


def test_a_mistake_is_taken_back_with_a_reason_and_can_be_recorded_anew(office):
    episode = office.an_episode()
    made = office.do(chc.record_chc, episode=episode).made
    with pytest.raises(Refused, match="Say why"):
        office.do(chc.take_back_chc, chc=made, seen=1, because=" ")
    office.do(chc.take_back_chc, chc=made, seen=1, because="The wrong person")
    assert fields(office) == []
    with pytest.raises(Refused, match="taken back already"):
        office.do(chc.take_back_chc, chc=made, seen=office.version(ChcInService, made), because="Again")
    with pytest.raises(Refused, match="record that first"):
        office.do(chc.ask_chc, episode=episode)
    office.do(chc.record_chc, episode=episode)
    assert [each.stands for each in steps(office, episode).lines].count(True) == 1
    assert fields(office) == ["plans.chc"]
