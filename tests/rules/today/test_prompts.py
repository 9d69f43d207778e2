"""All of one person's prompts together: their order, their wording, and what a death makes moot."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.closure.breaks import BreakFacts
from models.rules.closure.deaths import DeathFacts
from models.rules.closure.prompts import ClosingPromptFacts
from models.rules.decision import Prompt
from models.rules.goals.prompts import ConcernFacts, EpisodePromptFacts
from models.rules.referrals.prompts import ReferralPromptFacts
from models.rules.today.prompts import PersonPromptFacts, in_order, person_prompts
from models.rules.transfer.conditions import TransferFacts
from models.rules.transfer.prompts import TransferPromptFacts
from models.vocabulary import BreakKind, EndReason, EpisodeKind

HOUR = timedelta(hours=1)


@pytest.fixture
def everything(at):
    """Somebody about whom each part has something to say."""
    start = at("2026-11-16 09:00")
    stay = BreakFacts(
        kind=BreakKind.HOSPITAL,
        episode_kind=EpisodeKind.SHORT_TERM,
        began_at=start,
        last_visit_on=date(2026, 11, 16),
        last_asked_at=start,
    )
    return PersonPromptFacts(
        name="Mary Smith",
        referrals=(ReferralPromptFacts(name="Mary Smith", hold_found_at=start),),
        episodes=(EpisodePromptFacts(name="Mary Smith", kind=EpisodeKind.SHORT_TERM, started_at=start),),
        transfers=(TransferPromptFacts(name="Mary Smith", transfer=TransferFacts(sent_to_brokerage_at=start)),),
        breaks=(stay,),
        closings=(ClosingPromptFacts(name="Mary Smith", ended_at=start, reason=EndReason.HOSPITAL),),
        concerns=(ConcernFacts(start),),
    )


@pytest.mark.rule("REF-13", "GOAL-1", "PSP-6", "INT-1", "INT-2", "END-3", "END-4", "DAY-1")
def test_every_part_is_heard_deadlines_first_and_open_ones_last(everything, at, policy):
    prompts = person_prompts(everything, at("2026-11-19 09:00"), policy)
    assert [each.field for each in prompts] == [
        "closure.break",
        "goals.new",
        "referrals.hold",
        "plans.support_plan",
        "today.concern",
        "closure.steps",
        "transfer.conditions",
        "transfer.listed",
    ]
    assert all(each.sentence.startswith("Mary Smith") for each in prompts)


@pytest.mark.rule("DAY-1")
def test_nothing_is_shown_before_it_arises(everything, at, policy):
    assert person_prompts(everything, at("2026-11-16 08:59"), policy) == ()


@pytest.mark.rule("END-6", "END-8")
@pytest.mark.parametrize("confirmed", [False, True])
def test_after_a_death_only_confirming_ending_and_closing_are_left(everything, at, policy, confirmed):
    told = at("2026-11-18 09:00")
    death = DeathFacts(reported_at=told, confirmed_at=told if confirmed else None)
    prompts = person_prompts(replace(everything, death=death), at("2026-11-19 09:00"), policy)
    assert [(each.rule, each.field) for each in prompts] == [
        ("END-4", "closure.steps"),
        ("END-6" if confirmed else "END-8", "closure.end"),
    ]


@pytest.mark.rule("END-6")
def test_after_a_confirmed_death_an_ended_episode_is_not_ended_again(everything, at, policy):
    told = at("2026-11-18 09:00")
    (episode,) = everything.episodes
    over = replace(everything, episodes=(replace(episode, ended_at=told),), death=DeathFacts(confirmed_at=told))
    assert [each.field for each in person_prompts(over, told, policy)] == ["closure.steps"]


@pytest.mark.rule("END-6")
def test_one_open_episode_among_ended_ones_is_to_be_ended(everything, at, policy):
    told = at("2026-11-18 09:00")
    (episode,) = everything.episodes
    some = replace(everything, episodes=(replace(episode, ended_at=told), episode), death=DeathFacts(confirmed_at=told))
    assert "closure.end" in [each.field for each in person_prompts(some, told, policy)]


@pytest.mark.rule("END-8")
def test_a_report_that_is_undone_brings_the_prompts_back(everything, at, policy):
    moment = at("2026-11-19 09:00")
    undone = replace(everything, death=DeathFacts())
    assert person_prompts(undone, moment, policy) == person_prompts(everything, moment, policy)


def test_prompts_of_one_deadline_stand_in_the_order_in_which_they_arose(at):
    due, early, late = at("2026-11-20 09:00"), at("2026-11-18 09:00"), at("2026-11-19 09:00")
    first, second = Prompt("A", "first", early, due, "a"), Prompt("A", "second", late, due, "a")
    open_, sooner = Prompt("A", "open", early - HOUR, None, "a"), Prompt("A", "sooner", late, due - HOUR, "a")
    assert in_order([open_, second, first, sooner]) == (sooner, first, second, open_)
