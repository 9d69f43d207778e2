"""What the forms about a referral have to say, at and around each limit."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from models.rules.people.same_person import Identity
from models.rules.referrals import forms
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.referrals import ReferralOutcome

MOMENT = timedelta(microseconds=1)


def sentences(lacks):
    return [each.sentence for each in lacks]


@pytest.mark.rule("REF-1", "REF-5")
def test_a_referral_is_of_a_named_adult_and_was_asked_before_it_came(clock, policy):
    now = clock.now()

    def lacks(given="Jean", family="Gill", born=date(2008, 11, 20), received=now, asked=now):
        return forms.taking_in_lacks(given, family, born, received, asked, now, policy)

    assert lacks() == ()  # eighteen today, received this very moment
    assert lacks(born=None) == ()
    assert "adults" in sentences(lacks(born=date(2008, 11, 21)))[0]
    assert "future" in sentences(lacks(received=now + MOMENT))[0]
    assert "first after" in sentences(lacks(asked=now + MOMENT))[0]
    assert lacks(received=now - MOMENT, asked=now - MOMENT) == ()
    assert [each.rule for each in lacks(given=" ", family="")] == ["REF-1"]
    assert lacks(given=" ") == lacks(family="") == ()  # some people have one name only


@pytest.mark.rule("REF-1")
def test_somebody_known_is_refused_to_be_typed_anew_and_who_may_be_the_same_until_they_are_told_apart():
    known = Identity(id=UUID(int=1), given="Jean", family="Gill", born=date(1940, 5, 1), mosaic_id="M1")
    same = Identity(given="Jean", family="Gill", mosaic_id="M1")
    alike = Identity(given="Jean", family="Gill", born=date(1940, 5, 1))
    assert sentences(forms.known_lacks(same, [known])) == ["Jean Gill is in the list already: choose them there."]
    (question,) = sentences(forms.known_lacks(alike, [known]))
    assert question.startswith("Jean Gill is in the list and may be the same person. Same name and birth date, but")
    assert question.endswith("Say which it is.")
    assert forms.known_lacks(alike, [known], {UUID(int=1)}) == ()
    assert len(forms.known_lacks(alike, [known], {UUID(int=2)})) == 1
    assert len(forms.known_lacks(same, [known], {UUID(int=1)})) == 1


@pytest.mark.rule("REF-3")
def test_a_question_and_its_answer_say_something(clock):
    assert forms.asking_lacks("Falls", "Ward") == ()
    assert len(forms.asking_lacks(" ", "")) == 2
    assert forms.answer_lacks("None", None) == ()
    assert len(forms.answer_lacks(" ", None)) == 1
    assert "already" in sentences(forms.answer_lacks("None", clock.now()))[0]


@pytest.mark.rule("REF-15")
def test_capacity_is_for_calls():
    assert forms.calls_lacks(1) == ()
    assert [each.rule for each in forms.calls_lacks(0)] == ["REF-15"]


@pytest.mark.rule("REF-8", "REF-12")
@pytest.mark.parametrize(
    ("outcome", "fields", "is_open"),
    [
        (None, {"urgent"}, True),
        (ReferralOutcome.STARTED, {"chc_asked", "notes"}, True),
        (ReferralOutcome.STARTED, {"chc_asked", "urgent"}, False),
        (ReferralOutcome.LAPSED, {"chc_asked"}, False),
    ],
)
def test_what_was_decided_on_stays_as_it_was(outcome, fields, is_open):
    assert (forms.details_lacks(outcome, frozenset(fields)) == ()) is is_open


@pytest.mark.rule("REF-16", "END-6")
def test_a_start_has_happened_after_the_acceptance_to_somebody_who_lives(clock):
    now = clock.now()
    assert forms.start_lacks(now, now, now) == ()
    assert [each.rule for each in forms.start_lacks(now, now, now, death_known=True)] == ["END-6"]
    assert "future" in sentences(forms.start_lacks(now + MOMENT, now, now))[0]
    assert "before the referral was accepted" in sentences(forms.start_lacks(now - MOMENT, now, now))[0]
    assert forms.start_lacks(now, None, now) == ()


@pytest.mark.rule("REF-19")
def test_only_an_open_episode_of_its_own_is_undone():
    assert forms.undoing_lacks(has_episode=True, has_ended=False) == ()
    assert "change its plan" in sentences(forms.undoing_lacks(has_episode=False, has_ended=False))[0]
    assert "ended since" in sentences(forms.undoing_lacks(has_episode=True, has_ended=True))[0]


@pytest.mark.rule("REF-13")
def test_support_is_referred_again_once_by_what_came_since_the_lapse(clock):
    now = clock.now()
    assert forms.referring_again_lacks(now, now, now) == ()
    assert "before the hold lapsed" in sentences(forms.referring_again_lacks(now, now - MOMENT, now))[0]
    assert "future" in sentences(forms.referring_again_lacks(now, now + MOMENT, now))[0]
    assert "as CH2" in sentences(forms.referring_again_lacks(now, now, now, referred_again_as="CH2"))[0]


@pytest.mark.rule("PSP-5")
def test_calls_are_added_to_short_term_support_only():
    assert forms.adding_lacks(EpisodeKind.SHORT_TERM) == ()
    for kind in (EpisodeKind.INTERIM_TEAM, EpisodeKind.INTERIM_IN_STS):
        assert [each.rule for each in forms.adding_lacks(kind)] == ["PSP-5"]


@pytest.mark.rule("REF-10")
def test_a_reference_is_one_referrals_own():
    assert forms.reference_lacks("CH1", {"CH10", "ch1"}) == forms.reference_lacks("CH1", set()) == ()
    (lack,) = forms.reference_lacks("CH1", {"CH1"})
    assert (lack.sentence, lack.who) == (
        "The reference CH1 is another referral's: give a different one.",
        "whoever takes the referral in",
    )


@pytest.mark.rule("REF-16")
def test_plans_and_papers_are_those_of_somebody_whose_service_was_started():
    assert forms.started_lacks(has_started=True, is_referred=False) == ()
    (somebody,) = forms.started_lacks(has_started=False, is_referred=True)
    (named,) = forms.started_lacks(has_started=False, is_referred=False, person="“M2”")
    assert (somebody.sentence, somebody.who) == (
        "This person isn't in service in this office: start the service on their referral first.",
        "the DSO, by starting the service",
    )
    assert (named.sentence, named.who) == (
        "“M2” isn't in service in this office, and has no open referral: take one in first.",
        "the DSO, by taking a referral in",
    )
