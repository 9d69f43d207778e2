"""Who comes first in a meeting, and whom the last one left as they are."""

from datetime import UTC, datetime, timedelta

import pytest

from models.rules.meetings.agenda import Opportunity, OpportunityKind
from models.rules.meetings.standing import (
    Standing,
    StandingFacts,
    agreed_at,
    carrying_on_lacks,
    changed_meanwhile_lacks,
    needs_decision,
    standing,
    to_settle,
)
from models.vocabulary.meetings import DecisionKind

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
LAST = NOW - 7 * DAY
END = Opportunity(OpportunityKind.END, "Can the service end?", "end?")


def facts(**told):
    return StandingFacts(**{"started_at": LAST - 20 * DAY, "plan_since": LAST - 20 * DAY} | told)


@pytest.mark.rule("MDT-1")
def test_whom_nothing_has_changed_for_since_the_last_meeting_comes_last():
    assert standing(facts(), LAST, NOW) is Standing.AS_BEFORE
    assert standing(facts(started_at=LAST, plan_since=LAST), LAST, NOW) is Standing.AS_BEFORE
    assert standing(facts(plan_since=LAST + SECOND), LAST, NOW) is Standing.TALKED_ABOUT
    assert standing(facts(started_at=LAST + SECOND), LAST, NOW) is Standing.TALKED_ABOUT
    assert standing(facts(plan_since=None), LAST, NOW) is Standing.TALKED_ABOUT
    assert standing(facts(), None, NOW) is Standing.TALKED_ABOUT  # no meeting has left anybody as they are


@pytest.mark.rule("MDT-1", "END-6")
@pytest.mark.parametrize(
    "said",
    [
        {"is_new": True}, {"is_away": True}, {"has_missed": True}, {"death_reported": True}, {"undone": 1},
        {"moves_on": True}, {"has_next_steps": True}, {"news_at": (LAST - DAY, LAST + SECOND)},
    ],
)  # fmt: skip
def test_of_whom_there_is_something_to_say_isnt_among_them(said):
    assert standing(facts(**said), LAST, NOW) is Standing.TALKED_ABOUT


@pytest.mark.rule("MDT-1", "MDT-3", "GOAL-2", "MILE-2")
@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({"opportunities": (END,)}, ("end?",)),
        ({"asks_setter": True, "is_new": True}, ("new: who sets goals?",)),
        ({"undone": 2, "overdue": 1}, ("action overdue",)),
        ({"unassessed_since": LAST}, ("ongoing need to be assessed",)),
        ({"end_expected_at": NOW}, ("did the service end?",)),
        ({"end_expected_at": NOW + SECOND}, ()),
        ({"step_down_agreed_at": LAST}, ("step-down to be planned",)),
        ({"end_agreed_at": LAST}, ("service to be ended",)),
        ({"end_agreed_at": LAST, "end_expected_at": NOW + SECOND}, ()),
        ({"news_at": (LAST,)}, ()),
        ({}, ()),
    ],
)
def test_whoever_needs_a_decision_comes_first_with_what_asks_for_it(told, asked):
    assert needs_decision(facts(**told), NOW) == asked
    assert (standing(facts(**told), LAST, NOW) is Standing.ASKS) is bool(asked)


@pytest.mark.rule("END-6")
def test_after_a_death_nothing_is_asked():
    told = facts(opportunities=(END,), overdue=1, unassessed_since=LAST, end_expected_at=LAST, death_reported=True)
    assert (needs_decision(told, NOW), to_settle(told, NOW)) == ((), ())


@pytest.mark.rule("MILE-2", "MDT-1")
def test_what_was_begun_is_said_in_sentences():
    assert to_settle(facts(unassessed_since=LAST, end_expected_at=NOW - DAY), NOW) == (
        "Maximum independence was reached on 13 Nov 2026: assess ongoing need, or decide on no further action.",
        "The end expected on 19 Nov 2026 isn't confirmed: did the service end?",
    )
    assert to_settle(facts(end_expected_at=NOW + SECOND), NOW) == ()
    assert to_settle(facts(step_down_agreed_at=LAST, end_agreed_at=LAST), NOW) == (
        "The step-down agreed on 13 Nov 2026 isn't in the plan: make its next version, or decide otherwise.",
        "On 13 Nov 2026 it was agreed that the service can end: end it, or decide otherwise.",
    )


@pytest.mark.rule("MDT-3")
def test_what_was_agreed_waits_until_it_is_done_or_overtaken():
    step_down = (DecisionKind.STEP_DOWN, LAST)
    assert agreed_at(DecisionKind.STEP_DOWN, (step_down,)) == LAST
    assert agreed_at(DecisionKind.STEP_DOWN, (step_down,), LAST - SECOND) == LAST
    assert agreed_at(DecisionKind.STEP_DOWN, (step_down,), LAST) is None
    assert agreed_at(DecisionKind.STEP_DOWN, ((DecisionKind.CARRY_ON, LAST + SECOND), step_down)) is None
    assert agreed_at(DecisionKind.STEP_DOWN, ((DecisionKind.CARRY_ON, LAST - SECOND), step_down)) == LAST
    assert agreed_at(DecisionKind.END, (step_down,)) is None


@pytest.mark.rule("MDT-1")
def test_what_this_meeting_decides_moves_nobody_back_and_whoever_carries_on_not_forward():
    assert standing(facts(decided=(DecisionKind.CARRY_ON,)), LAST, NOW) is Standing.AS_BEFORE
    assert standing(facts(decided=(DecisionKind.CARRY_ON, DecisionKind.END)), LAST, NOW) is Standing.ASKS


@pytest.mark.rule("MDT-3")
def test_all_goes_on_for_somebody():
    assert carrying_on_lacks(1) == ()
    (lack,) = carrying_on_lacks(0)
    assert lack.sentence.startswith("Nobody is as the last meeting left them")


@pytest.mark.rule("MDT-3")
def test_whomever_something_has_changed_for_meanwhile_is_named():
    assert changed_meanwhile_lacks(()) == ()
    (lack,) = changed_meanwhile_lacks(("Jean Able", "Jean Best"))
    assert "since the last meeting for Jean Able and Jean Best: decide about each" in lack.sentence
