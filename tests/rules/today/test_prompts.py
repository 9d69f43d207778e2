"""All of one person's records together, as Today puts them: their order, their wording, what a death makes moot."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.closure.breaks import BreakFacts
from models.rules.closure.closing import AtFacts
from models.rules.closure.deaths import DeathFacts
from models.rules.closure.prompts import ClosingPromptFacts
from models.rules.goals.prompts import GoalPromptFacts
from models.rules.plans.prompts import PlanPromptFacts
from models.rules.referrals.prompts import ReferralPromptFacts
from models.rules.today.concerns import ConcernFacts
from models.rules.today.headings import PromptGroup, group_of
from models.rules.today.prompts import RecordPromptFacts, record_prompts, standing
from models.rules.tracker.prompts import QueryFacts
from models.rules.transfer.conditions import TransferFacts
from models.rules.transfer.prompts import TransferPromptFacts
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.tracker import TrackerChangeKind

HOUR = timedelta(hours=1)


@pytest.fixture
def everything(at):
    """Somebody about whom each record has something to say: two episodes, of which one has ended, and a transfer."""
    start = at("2026-11-16 09:00")
    in_service = {"name": "Mary Smith", "kind": EpisodeKind.SHORT_TERM}
    stay = BreakFacts(
        kind=BreakKind.HOSPITAL,
        episode_kind=EpisodeKind.SHORT_TERM,
        began_at=start + HOUR,
        last_visit_on=date(2026, 11, 16),
        last_asked_at=start,
    )
    asked = QueryFacts("Mary Smith", TrackerChangeKind.START, "Which call?", "Lee", start + HOUR, in_service=True)
    return (
        RecordPromptFacts(name="Mary Smith", is_person=True, concerns=(ConcernFacts(start),)),
        RecordPromptFacts(name="Mary Smith", referral=ReferralPromptFacts(name="Mary Smith", hold_found_at=start)),
        RecordPromptFacts(
            name="Mary Smith",
            goals=GoalPromptFacts(**in_service, started_at=start),
            plan=PlanPromptFacts(**in_service, started_at=start),
            breaks=(stay,),
        ),
        RecordPromptFacts(
            name="Mary Smith",
            goals=GoalPromptFacts(**in_service, started_at=start - 24 * HOUR, ended_at=start),
            plan=PlanPromptFacts(**in_service, started_at=start - 24 * HOUR, ended_at=start),
            closing=ClosingPromptFacts(
                name="Mary Smith", ended_at=start, reason=EndReason.HOSPITAL, at=AtFacts(given=False)
            ),
        ),
        RecordPromptFacts(
            name="Mary Smith",
            transfer=TransferPromptFacts(name="Mary Smith", transfer=TransferFacts(sent_to_brokerage_at=start)),
        ),
        RecordPromptFacts(name="Mary Smith", query=asked),
    )


def said(records, moment, policy, **of_each):
    """The prompts in the order in which Today shows them."""
    found = [prompt for each in records for prompt in record_prompts(replace(each, **of_each), moment, policy)]
    return sorted(
        found, key=lambda each: standing(group_of(each.due, moment), each.rule, each.due, each.shown_from, "Mary Smith")
    )


@pytest.mark.rule("REF-12", "REF-13", "GOAL-1", "PSP-6", "INT-1", "INT-2", "END-3", "END-4", "DAY-1")
def test_every_record_is_heard_deadlines_first_and_open_ones_last(everything, at, policy):
    prompts = said(everything, at("2026-11-19 09:00"), policy)
    assert [each.field for each in prompts] == [
        "closure.break",
        "goals.new",
        "referrals.hold",
        "plans.support_plan",
        "today.concern",
        "closure.steps",
        "transfer.funding",
        "plans.week",
        "transfer.conditions",
        "transfer.listed",
    ]
    assert all(each.sentence.startswith("Mary Smith") for each in prompts)


@pytest.mark.rule("DAY-1")
def test_nothing_is_shown_before_it_arises(everything, at, policy):
    assert said(everything, at("2026-11-16 08:59"), policy) == []


@pytest.mark.rule("END-6", "END-8")
@pytest.mark.parametrize("confirmed", [False, True])
def test_after_a_death_only_what_is_owed_to_others_is_left(everything, at, policy, confirmed):
    told = at("2026-11-18 09:00")
    death = DeathFacts(reported_at=told, confirmed_at=told if confirmed else None)
    prompts = said(everything, at("2026-11-19 09:00"), policy, death=death)
    assert [(each.rule, each.field) for each in prompts] == [
        ("DAY-1", "today.concern"),
        ("END-4", "closure.steps"),
        ("END-6", "referrals.died"),
        ("END-6" if confirmed else "END-8", "closure.end"),
    ]


@pytest.mark.rule("END-8")
def test_a_report_is_said_once_of_the_person_and_not_by_each_record(everything, at, policy):
    told = at("2026-11-18 09:00")
    by_record = [record_prompts(replace(each, death=DeathFacts(reported_at=told)), told, policy) for each in everything]
    assert [[each.rule for each in prompts] for prompts in by_record] == [
        ["END-8", "DAY-1"], ["END-6"], [], ["END-4"], [], [],
    ]  # fmt: skip


@pytest.mark.rule("END-6")
def test_after_a_confirmed_death_an_ended_episode_is_not_ended_again(everything, at, policy):
    told = at("2026-11-18 09:00")
    over = [each for each in everything if each.plan is None or each.plan.ended_at is not None]
    assert [each.field for each in said(over, told, policy, death=DeathFacts(confirmed_at=told))] == [
        "today.concern",
        "closure.steps",
        "referrals.died",
    ]


@pytest.mark.rule("END-6")
def test_one_open_episode_among_ended_ones_is_to_be_ended(everything, at, policy):
    told = at("2026-11-18 09:00")
    by_record = [
        record_prompts(replace(each, death=DeathFacts(confirmed_at=told)), told, policy) for each in everything
    ]
    assert [[each.rule for each in prompts] for prompts in by_record] == [
        ["DAY-1"], ["END-6"], ["END-6"], ["END-4"], [], [],
    ]  # fmt: skip


@pytest.mark.rule("END-8")
def test_a_report_that_is_undone_brings_the_prompts_back(everything, at, policy):
    moment = at("2026-11-19 09:00")
    assert said(everything, moment, policy, death=DeathFacts()) == said(everything, moment, policy)


@pytest.mark.rule("DAY-1", "REF-18")
def test_lines_stand_by_heading_then_what_is_to_be_done_at_once_then_deadline_then_person(at):
    soon, late, begun = at("2026-11-20 09:00"), at("2026-11-21 09:00"), at("2026-11-18 09:00")
    rows = [
        (PromptGroup.OVERDUE, "GOAL-1", soon, begun, "Zoe"),
        (PromptGroup.OVERDUE, "GOAL-1", late, begun - HOUR, "Ann"),
        (PromptGroup.WEEK, "GOAL-1", soon, begun, "Ann"),
        (PromptGroup.WEEK, "PSP-6", soon, begun - HOUR, "Ann"),
        (PromptGroup.WEEK, "GOAL-1", soon, begun - HOUR, "Bob"),
        (PromptGroup.OPEN, "REF-18", None, late, "Zoe"),
        (PromptGroup.OPEN, "REF-3", None, begun, "Zoe"),
        (PromptGroup.OPEN, "REF-3", None, begun + HOUR, "Ann"),
    ]
    shuffled = rows[::-1]
    assert sorted(shuffled, key=lambda row: standing(*row)) == rows
