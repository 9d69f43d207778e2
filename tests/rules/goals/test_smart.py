"""What a goal lacks, until when goals are set, by whom, and where they are recorded."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.goals.smart import (
    GoalFacts,
    RecordPlace,
    change_lacks,
    goals_due,
    is_complete,
    open_already_lacks,
    outcome_lacks,
    place_lacks,
    record_places,
    setter_lacks,
    setting_lacks,
    smart_lacks,
    statement_lacks,
    working_lacks,
)
from models.vocabulary.goals import GoalState
from models.vocabulary.staff import Role

HOUR = timedelta(hours=1)
STEP = timedelta(microseconds=1)
WHOLE = GoalFacts(
    statement="I will make my own breakfast",
    measure="on 5 of 7 days",
    achievable="the kettle tipper has come",
    relevant="no morning call needed",
    target=date(2026, 11, 25),
)


@pytest.mark.rule("GOAL-3")
def test_a_goal_with_all_five_is_complete():
    assert smart_lacks(WHOLE) == ()
    assert is_complete(WHOLE)


@pytest.mark.rule("GOAL-3")
@pytest.mark.parametrize(
    ("gap", "word"),
    [
        ({"statement": " "}, "what the person will do"),
        ({"measure": ""}, "measured"),
        ({"achievable": "\n"}, "can achieve"),
        ({"relevant": ""}, "purpose"),
        ({"target": None}, "target date"),
    ],
)
def test_a_goal_missing_any_of_the_five_is_a_draft_that_says_which(gap, word):
    goal = replace(WHOLE, **gap)
    (lack,) = smart_lacks(goal)
    assert word in lack.sentence
    assert lack.rule == "GOAL-3"
    assert lack.who
    assert not is_complete(goal)


@pytest.mark.rule("GOAL-3")
def test_an_empty_goal_lacks_all_five():
    assert len(smart_lacks(GoalFacts())) == 5


@pytest.mark.rule("GOAL-1")
@pytest.mark.parametrize("start", ["2026-11-02 09:00", "2026-03-28 12:00", "2026-10-24 12:00"])
def test_goals_are_due_48_hours_after_the_start_whatever_the_clocks_do(at, policy, start):
    assert goals_due(at(start), policy) == at(start) + 48 * HOUR


@pytest.mark.rule("GOAL-1")
def test_across_the_clock_changes_the_limit_shows_another_time_of_day(at, policy):
    assert goals_due(at("2026-03-28 12:00"), policy) == at("2026-03-30 13:00")
    assert goals_due(at("2026-10-24 12:00"), policy) == at("2026-10-26 11:00")


@pytest.mark.rule("GOAL-2")
@pytest.mark.parametrize("role", list(Role))
def test_any_member_of_the_mdt_sets_goals_and_nobody_else(role):
    may = role in {Role.DSO, Role.CWC, Role.OT, Role.SW, Role.CCW}
    lacks = setting_lacks(role)
    assert (lacks == ()) is may
    assert all(role.label in each.sentence and each.rule == "GOAL-2" for each in lacks)


@pytest.mark.rule("GOAL-4")
def test_a_changed_goal_says_why():
    after = replace(WHOLE, measure="on 7 of 7 days")
    (lack,) = change_lacks(WHOLE, after, "  ")
    assert lack.rule == "GOAL-4"
    assert change_lacks(WHOLE, after, "going well") == ()
    assert change_lacks(WHOLE, WHOLE, "") == ()


@pytest.mark.rule("GOAL-5")
@pytest.mark.parametrize(
    ("start", "in_mosaic"),
    [("2021-12-07 23:59", True), ("2021-12-08 00:00", False), ("2026-11-02 09:00", False)],
)
def test_goals_stand_in_mosaic_too_where_support_began_before_8_december_2021(at, policy, start, in_mosaic):
    places = record_places(at(start), policy)
    assert places[:2] == (RecordPlace.SHORT_TERM_PSP, RecordPlace.HELD_RECORD)
    assert (RecordPlace.MOSAIC in places) is in_mosaic


@pytest.mark.rule("GOAL-5")
def test_only_the_short_term_psp_is_filled_by_the_program():
    assert [each for each in RecordPlace if each.is_automatic] == [RecordPlace.SHORT_TERM_PSP]


@pytest.mark.rule("GOAL-4")
@pytest.mark.parametrize(
    ("before", "after", "only"),
    [
        ({}, {}, False),
        ({}, {"aim": "A1 1 of 7"}, False),
        ({"measure": ""}, {}, True),
        ({"measure": ""}, {"aim": "I 6 of 7"}, True),
        ({"target": None, "measure": ""}, {}, True),
        ({}, {"measure": ""}, False),
        ({}, {"measure": "on 7 of 7 days"}, False),
        ({"measure": ""}, {"statement": "I will wash"}, False),
    ],
)
def test_filling_in_a_draft_is_no_change_of_what_was_said_and_nothing_is_filled_into_a_whole_goal(before, after, only):
    assert replace(WHOLE, **after).fills_in(replace(WHOLE, **before)) is only


@pytest.mark.rule("GOAL-3")
def test_even_a_draft_has_its_statement(nothing_said):
    (lack,) = statement_lacks(nothing_said, [nothing_said])
    assert lack == smart_lacks(replace(WHOLE, statement=""))[0]


@pytest.mark.rule("GOAL-3")
@pytest.mark.parametrize("said", ["I'll make Tea", "ill make tea", " I'll  make tea ", "I’ll make téa"])
def test_two_open_goals_of_one_wording_could_not_be_told_apart(said):
    assert statement_lacks("I'll make tea", ["I'll make toast"]) == statement_lacks("I'll make tea", []) == ()
    assert ["being worked on" in each.sentence for each in statement_lacks("I'll make tea", [said])] == [True]


@pytest.mark.rule("GOAL-4")
@pytest.mark.parametrize("state", list(GoalState))
def test_a_goal_comes_out_once_and_is_reopened_once_closed(state):
    is_outcome = state is not GoalState.OPEN
    assert (outcome_lacks(GoalState.OPEN, state) == ()) is is_outcome
    assert (outcome_lacks(state, GoalState.ACHIEVED) == ()) is not is_outcome
    assert (open_already_lacks(state) == ()) is is_outcome


@pytest.mark.rule("GOAL-2", "GOAL-4")
def test_goals_and_their_setter_belong_to_support_that_goes_on(now):
    assert working_lacks(is_in_service=True) == setter_lacks(None) == ()
    assert [(each.rule, each.who) for each in working_lacks(is_in_service=False)] == [("GOAL-4", "the DSO")]
    assert [(each.rule, each.who) for each in setter_lacks(now)] == [("GOAL-2", "the DSO, by reopening it")]


@pytest.mark.rule("GOAL-5")
def test_what_the_program_itself_sees_to_is_not_ticked():
    ticked = [place for place in RecordPlace if not place_lacks(place)]
    assert ticked == [RecordPlace.HELD_RECORD, RecordPlace.MOSAIC]
