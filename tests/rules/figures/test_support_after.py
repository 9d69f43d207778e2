"""Figures about support that ended: what goes on, hours before and after, by team and year, and goals."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.figures.endings import (
    Ending,
    SupportEndFacts,
    ending,
    endings,
    endings_by_team,
    endings_by_year,
    hours_then_and_now,
    year_text,
)
from models.rules.figures.figure import FigurePeriod
from models.rules.figures.outcomes import GoalCount, goal_outcomes
from models.vocabulary.closure import EndReason
from models.vocabulary.goals import GoalState

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
DAY = timedelta(days=1)
NOVEMBER = FigurePeriod(date(2026, 11, 1), date(2026, 11, 30))


def end(reason=EndReason.ONGOING_ARRANGED, first=600, last=600, *, at=NOW, team="North"):
    return SupportEndFacts(at, reason, first, last, first and first // 2, last and last // 2, team)


@pytest.mark.rule("FIG-1")
def test_an_ending_is_named_by_its_reason_and_the_hours_before_and_after():
    none, died, away = (end(each) for each in (EndReason.GOALS_ACHIEVED, EndReason.DIED, EndReason.CARE_HOME))
    less, same, more, unknown = (end(last=each) for each in (599, 600, 601, None))
    every = [none, less, same, more, unknown, away, died]
    assert [ending(each) for each in every] == list(Ending)
    found = endings([*every, end(at=NOW - 60 * DAY)], NOVEMBER)
    assert found.sentence == "2 of 5 (40%) of those who live at home needed less support or none."
    assert [(row.value, row.of) for row in found.rows] == [(1, 7)] * 7
    only = endings([died], NOVEMBER)
    assert (only.sentence, only.is_empty) == ("Nobody whose support ended in this period lives at home.", False)
    assert endings([], NOVEMBER).is_empty
    assert endings([], NOVEMBER).sentence == "No end in this period yet."


@pytest.mark.rule("FIG-1")
def test_a_first_plan_that_is_not_known_is_no_plan_of_no_hours():
    assert ending(end(first=None, last=0)) is Ending.UNKNOWN
    assert ending(end(first=0, last=0)) is Ending.SAME


@pytest.mark.rule("FIG-1")
def test_what_goes_on_is_told_by_team_with_its_own_share():
    some = [end(last=300), end(last=900), end(EndReason.DIED), end(EndReason.GOALS_ACHIEVED, team="South")]
    found = endings_by_team(some, NOVEMBER)
    assert found.sentence == "4 ends in 2 teams."
    north, south = found.rows
    assert (north.label, north.value, north.of) == ("North", 3, 4)
    assert north.text == (
        "3 of 4 (75%): 1 less support than at the start, 1 more support than at the start, 1 died; "
        "less support or none: 1 of 2 (50%) of those at home"
    )
    assert south.text == "1 of 4 (25%): 1 no formal support; less support or none: 1 of 1 (100%) of those at home"
    assert sum(number for row in found.rows for _, number in row.parts) == 4
    assert endings_by_team([], NOVEMBER).sentence == "No end in this period yet."
    assert endings_by_team([end(EndReason.DIED)], NOVEMBER).rows[0].text == "1 of 1 (100%): 1 died"


@pytest.mark.rule("FIG-1")
def test_years_begin_in_april_by_the_offices_calendar(at):
    assert [year_text(each) for each in (date(2026, 3, 31), date(2026, 4, 1), date(2099, 12, 31))] == [
        "2025/26", "2026/27", "2099/00",
    ]  # fmt: skip
    some = [end(at=at("2026-03-31 23:59")), end(at=at("2026-04-01 00:00"))]
    found = endings_by_year(some, FigurePeriod(date(2026, 1, 1), date(2026, 12, 31)))
    assert [(row.label, row.value) for row in found.rows] == [("2025/26", 1), ("2026/27", 1)]
    assert found.sentence == "2 ends in 2 years."


@pytest.mark.rule("FIG-1")
def test_hours_at_start_and_end_leave_out_who_has_no_plan():
    some = [end(first=600, last=300), end(first=1200, last=0), end(first=60, last=60), end(first=None)]
    found = hours_then_and_now(some, NOVEMBER)
    assert found.sentence == "3 people together had 31 worker hours a week at the start and 6 at the end."
    assert [(row.value, row.of) for row in found.rows] == [(10, 3), (1, 3), (5, 3), (0.5, 3)]
    assert found.rows[0].text == "10 h, 31 h together (3 of 4 who ended)"
    nothing = hours_then_and_now([end(first=None)], NOVEMBER)
    assert (nothing.is_empty, nothing.rows[0].text) == (True, "none yet")
    assert nothing.sentence == "No end with hours in this period yet."


@pytest.mark.rule("FIG-1", "GOAL-3")
def test_only_complete_goals_have_an_outcome_and_drafts_are_said():
    some = [
        GoalCount(GoalState.ACHIEVED, 3, 0),
        GoalCount(GoalState.DROPPED, 1, 0),
        GoalCount(GoalState.OPEN, 1, 0),
        GoalCount(GoalState.OPEN, 0, 1),
    ]
    found = goal_outcomes(some)
    assert found.sentence == "3 of 5 (60%) goals were achieved. 1 draft that lacked a part is left out."
    assert [(row.label, row.value) for row in found.rows] == [
        ("Achieved", 3), ("Not achieved", 0), ("No longer a goal", 1), ("Still open at the end", 1),
    ]  # fmt: skip
    drafts = goal_outcomes(some[3:])
    assert (drafts.is_empty, drafts.sentence) == (True, "1 draft that lacked a part is left out.")
    assert goal_outcomes([]).sentence == "No goal of support that ended in this period yet."
