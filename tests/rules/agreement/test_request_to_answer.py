"""A request for less, or to stop, is to be followed by the plan, or withdrawn."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.agreement.periods import AskedFor, PlanFrom, request_to_answer
from models.rules.agreement.prompts import CostPromptFacts, cost_prompts
from models.rules.clocks import end_of_day
from models.values import Call, PlannedVisit, start_of_day

DAY = date(2026, 11, 17)
MORNING = PlannedVisit(frozenset(range(7)), Call.MORNING, 30, tasks="Wash")
BED = PlannedVisit(frozenset(range(7)), Call.BED, 30)
LESS = AskedFor(DAY, None, (replace(MORNING, tasks=""),))
STOP = AskedFor(DAY, None, ())


def plans(*weeks):
    return tuple(PlanFrom(DAY + timedelta(days=number), number, week) for number, week in enumerate(weeks))


@pytest.mark.rule("PSP-5", "FUND-8")
@pytest.mark.parametrize(
    ("weeks", "asked", "found"),
    [
        (((MORNING, BED),), (LESS,), LESS),
        (((MORNING,),), (LESS,), None),  # what was asked for
        (((MORNING, BED), (MORNING,)), (LESS,), None),  # a plan to come follows it
        (((MORNING,), (MORNING, BED)), (LESS,), LESS),
        (((MORNING,),), (STOP,), STOP),
        (((MORNING,),), (replace(STOP, until=DAY),), None),  # withdrawn
        (
            ((MORNING, BED),),
            (STOP, replace(LESS, from_day=DAY + timedelta(days=1))),
            replace(LESS, from_day=DAY + timedelta(days=1)),
        ),
        (((MORNING, BED),), (), None),
        ((), (LESS,), None),
    ],
)
def test_a_request_waits_until_the_last_plan_has_no_more_than_was_asked(weeks, asked, found):
    assert request_to_answer(plans(*weeks), asked) == found


@pytest.mark.rule("PSP-5", "FUND-8")
@pytest.mark.parametrize("day", [DAY, date(2026, 10, 26), date(2027, 3, 29)])
def test_it_is_due_on_the_day_of_the_request_whichever_way_the_clocks_go(day):
    asked = replace(LESS, from_day=day)
    before = start_of_day(day - timedelta(days=1))
    (prompt,) = cost_prompts(CostPromptFacts(name="Jean Gill", asked=asked), before)
    assert (prompt.rule, prompt.field, prompt.due) == ("PSP-5", "plans.new", end_of_day(day - timedelta(days=1)))
    assert cost_prompts(CostPromptFacts(name="Jean Gill", asked=asked), before - timedelta(seconds=1)) == ()


@pytest.mark.rule("PSP-5", "FUND-8")
def test_its_sentence_says_what_to_do_for_less_and_for_a_stop():
    at = datetime(2026, 11, 20, tzinfo=UTC)
    (less,) = cost_prompts(CostPromptFacts(name="Jean Gill", asked=LESS), at)
    (stop,) = cost_prompts(CostPromptFacts(name="Jean Gill", asked=STOP), at)
    assert less.sentence.startswith(
        "Jean Gill asked for less on 16 Nov 2026, and the plan still has more: change the plan"
    )
    assert "asked for to stop" not in stop.sentence
    assert (less.field, stop.field) == ("plans.new", "closure.end")
    assert stop.sentence.startswith("Jean Gill asked to stop on 16 Nov 2026, and the plan still has visits: end the")
