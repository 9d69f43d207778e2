"""Prompts about somebody's plan, at and around each limit."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.closure.deaths import DeathFacts
from models.rules.plans.prompts import InterimChange, PlanPromptFacts, plan_prompts
from models.rules.today.prompts import RecordPromptFacts, record_prompts
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.today import DeedOf

MINUTE, STEP = timedelta(minutes=1), timedelta(microseconds=1)
INTERIM = (EpisodeKind.INTERIM_TEAM, EpisodeKind.INTERIM_IN_STS)


@pytest.fixture
def settled(at):
    """Somebody in STS for whom nothing is due before day 35, 15 November."""
    return PlanPromptFacts(
        name="Mary Smith",
        kind=EpisodeKind.SHORT_TERM,
        started_at=at("2026-10-12 09:00"),
        support_plan_at=at("2026-10-15 09:00"),
    )


def shown(facts, moment, policy):
    return plan_prompts(facts, moment, policy)


def fields(facts, moment, policy):
    return [each.field for each in shown(facts, moment, policy)]


@pytest.mark.rule("PSP-6", "PSP-7")
@pytest.mark.parametrize("kind", INTERIM)
def test_interim_support_asks_for_no_support_plan_and_no_six_weeks(settled, at, policy, kind):
    bare = replace(settled, support_plan_at=None)
    moment = at("2026-12-24 09:00")
    assert fields(bare, moment, policy) == ["plans.support_plan", "plans.extension"]
    assert fields(replace(bare, kind=kind), moment, policy) == []
    assert fields(replace(bare, ended_at=moment), moment, policy) == []


@pytest.mark.rule("STC-2", "PSP-11")
@pytest.mark.parametrize("kind", EpisodeKind)
def test_where_the_office_asks_for_it_an_allocated_worker_is_asked_for_from_the_start_until_one_is_named(
    settled, at, policy, kind
):
    bare, start = replace(settled, kind=kind), settled.started_at
    asked = replace(policy, allocated_worker_asked=True)
    assert shown(bare, start, policy) == ()
    assert shown(bare, start - STEP, asked) == ()
    (prompt,) = shown(bare, start, asked)
    assert (prompt.rule, prompt.field, prompt.due, prompt.deed_of) == ("STC-2", "plans.owner", None, DeedOf.DSO)
    assert prompt.sentence == "Mary Smith has no allocated worker: name whom they and their family turn to."
    assert "plans.owner" in fields(bare, at("2027-01-12 09:00"), asked)
    assert shown(replace(bare, is_allocated=True), start, asked) == ()
    assert shown(replace(bare, ended_at=start), start, asked) == ()


@pytest.mark.rule("STC-2", "END-6")
@pytest.mark.parametrize("is_confirmed", [False, True])
def test_after_a_death_no_allocated_worker_is_asked_for(settled, policy, is_confirmed):
    start, asked = settled.started_at, replace(policy, allocated_worker_asked=True)
    record = RecordPromptFacts(name="Mary Smith", plan=settled)
    assert [each.rule for each in record_prompts(record, start, asked)] == ["STC-2"]
    died = DeathFacts(reported_at=start, confirmed_at=start if is_confirmed else None)
    assert "STC-2" not in [each.rule for each in record_prompts(replace(record, death=died), start, asked)]


@pytest.mark.rule("PSP-6")
@pytest.mark.parametrize(
    ("start", "end"), [("2026-10-12 23:59", "2026-10-18 00:00"), ("2026-10-22 00:00", "2026-10-28 00:00")]
)
def test_the_support_plan_is_due_by_the_end_of_the_fifth_day_after_the_start(settled, at, policy, start, end):
    new = replace(settled, started_at=at(start), support_plan_at=None)
    (prompt,) = (each for each in shown(new, at(start), policy) if each.rule == "PSP-6")
    assert (prompt.field, prompt.due) == ("plans.support_plan", at(end) - STEP)


@pytest.mark.rule("PSP-7", "STC-3")
@pytest.mark.parametrize(
    ("moment", "said"), [("2026-11-14 23:59", False), ("2026-11-15 00:00", True), ("2026-11-24 09:00", True)]
)
def test_the_end_of_six_weeks_is_prompted_from_day_35_and_overdue_from_day_43(settled, at, policy, moment, said):
    prompts = shown(settled, at(moment), policy)
    assert len(prompts) == said
    for prompt in prompts:
        assert (prompt.rule, prompt.field) == ("PSP-7", "plans.extension")
        assert prompt.due == at("2026-11-23 00:00") - STEP  # day 42 is 22 November, day 43 the 23rd
        assert (
            "short-term support lasts up to 22 Nov 2026: end it, agree interim support, or extend it" in prompt.sentence
        )


@pytest.mark.rule("PSP-7", "STC-3")
def test_day_1_is_counted_from_the_first_support_of_the_run(settled, at, policy):
    earlier = replace(settled, first_support_at=at("2026-10-05 23:00"))
    assert shown(earlier, at("2026-11-07 23:59"), policy) == ()
    assert shown(earlier, at("2026-11-08 00:00"), policy)[0].due == at("2026-11-16 00:00") - STEP


@pytest.mark.rule("PSP-7")
def test_an_extension_moves_the_last_day_and_never_shortens_six_weeks(settled, at, policy):
    longer = replace(settled, extended_to=date(2026, 12, 6))
    assert shown(longer, at("2026-11-28 23:59"), policy) == ()
    (prompt,) = shown(longer, at("2026-11-29 00:00"), policy)
    assert prompt.due == at("2026-12-07 00:00") - STEP
    shorter = replace(settled, extended_to=date(2026, 11, 1))
    assert shown(shorter, at("2026-11-15 00:00"), policy)[0].due == at("2026-11-23 00:00") - STEP


@pytest.mark.rule("PSP-5")
@pytest.mark.parametrize("kind", INTERIM)
def test_changed_interim_hours_ask_for_a_support_plan_and_an_amended_po(settled, at, policy, kind):
    changed = at("2026-11-02 14:00")
    change = InterimChange(changed, date(2026, 11, 9))
    facts = replace(settled, kind=kind, changes=(change,))
    assert fields(facts, changed - MINUTE, policy) == []
    prompts = shown(facts, changed, policy)
    assert [(each.rule, each.field, each.due) for each in prompts] == [
        ("PSP-5", "plans.support_plan", None),
        ("PSP-5", "plans.po_request", None),
    ]
    assert "support plan" in prompts[0].sentence
    assert "amended PO" in prompts[1].sentence
    assert fields(replace(facts, changes=(replace(change, support_plan_at=changed),)), changed, policy) == [
        "plans.po_request"
    ]
    assert fields(replace(facts, changes=(replace(change, po_at=changed),)), changed, policy) == ["plans.support_plan"]
    later = replace(change, from_day=date(2026, 11, 16))
    both = shown(replace(facts, changes=(change, later)), changed, policy)
    assert [sum(f"from {day} Nov 2026" in each.sentence for each in both) for day in (9, 16)] == [2, 2]
    assert fields(replace(facts, ended_at=changed), changed, policy) == []
    assert fields(replace(facts, kind=EpisodeKind.SHORT_TERM), changed, policy) == []


@pytest.mark.rule("PSP-8", "STC-3")
def test_a_long_term_package_is_reviewed_two_weeks_after_it_starts_even_though_sts_has_ended(settled, at, policy):
    facts = replace(settled, ended_at=at("2026-10-20 09:00"), package_started_on=date(2026, 10, 20))
    assert shown(facts, at("2026-11-02 23:59"), policy) == ()
    (prompt,) = shown(facts, at("2026-11-03 00:00"), policy)
    assert (prompt.rule, prompt.field, prompt.due) == ("PSP-8", "plans.review", at("2026-11-04 00:00") - STEP)
    assert shown(replace(facts, package_reviewed_on=date(2026, 11, 3)), at("2026-12-01 09:00"), policy) == ()


@pytest.mark.rule("PSP-6", "PSP-7", "PSP-8")
def test_every_limit_is_a_policy_setting(settled, at, policy):
    other = replace(
        policy,
        support_plan_within=timedelta(days=2),
        short_term_days=10,
        short_term_prompt_day=8,
        long_term_review_after=timedelta(days=1),
    )
    bare = replace(settled, support_plan_at=None, package_started_on=date(2026, 10, 12))
    prompts = {each.rule: each for each in shown(bare, at("2026-11-20 09:00"), other)}
    assert prompts["PSP-6"].due == at("2026-10-15 00:00") - STEP
    assert (prompts["PSP-7"].shown_from, prompts["PSP-7"].due) == (
        at("2026-10-19 00:00"),
        at("2026-10-22 00:00") - STEP,
    )
    assert prompts["PSP-8"].shown_from == at("2026-10-13 00:00")
