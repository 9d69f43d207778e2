"""What stands on a history beside its letters: each in a sentence, at the visit where it began."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from models.rules.goals.history_marks import (
    HistoryMark,
    in_order,
    mark_of_break,
    mark_of_milestone,
    mark_of_seam,
    marks_of_hours,
    stands_at,
    within,
)
from models.rules.goals.support_by_week import HoursFrom
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.goals import MarkKind

FIRST = date(2026, 11, 2)
GOAL = UUID(int=1)


def after(days):
    return FIRST + timedelta(days=days)


def at(days):
    return datetime.combine(after(days), time(12), UTC)


@pytest.mark.rule("PSP-4")
def test_each_change_of_hours_is_a_mark_and_a_step_down_is_one_of_its_own():
    versions = [
        HoursFrom(FIRST, 1, 840, step_down=False),
        HoursFrom(after(3), 2, 840, step_down=False),  # arranged anew
        HoursFrom(after(7), 3, 630, step_down=True),
        HoursFrom(after(9), 4, 900, step_down=False),
        HoursFrom(after(20), 5, 300, step_down=True),  # to come
    ]
    found = marks_of_hours(versions, FIRST, after(19))
    assert [(each.kind, each.day, each.sentence) for each in found] == [
        (MarkKind.HOURS, FIRST, "From 2 Nov 2026: 14 worker hours a week"),
        (MarkKind.STEP_DOWN, after(7), "Step-down from 9 Nov 2026: 14 → 10.5 worker hours a week"),
        (MarkKind.HOURS, after(9), "From 11 Nov 2026: 10.5 → 15 worker hours a week"),
    ]
    assert marks_of_hours(versions, FIRST, after(20))[-1].day == after(20)
    assert marks_of_hours(versions, FIRST, after(-1)) == ()


@pytest.mark.rule("END-3")
@pytest.mark.parametrize(
    ("returned", "until", "sentence"),
    [
        (after(5), after(4), "In hospital from 4 Nov 2026, back on 7 Nov 2026"),
        (after(2), after(2), "In hospital from 4 Nov 2026, back on 4 Nov 2026"),
        (None, after(9), "In hospital from 4 Nov 2026 on"),
    ],
)
def test_a_break_ends_on_the_day_before_the_return_and_else_goes_on(returned, until, sentence):
    found = mark_of_break(BreakKind.HOSPITAL, after(2), returned, after(9))
    assert (found.kind, found.day, found.until, found.sentence) == (MarkKind.BREAK, after(2), until, sentence)


@pytest.mark.rule("MILE-1", "GOAL-4")
def test_milestones_and_seams_say_what_they_are():
    assert mark_of_milestone(MilestoneKind.GOALS_SET, at(1)).sentence == "Goals set, 3 Nov 2026"
    said = mark_of_milestone(MilestoneKind.ASSESSED, at(9), "No further action, by Ruth Fine").sentence
    assert said == "Assessment or NFA decision, 11 Nov 2026: No further action, by Ruth Fine"
    seam = mark_of_seam(GOAL, after(3), "I will make tea")
    assert (seam.kind, seam.goal) == (MarkKind.SEAM, GOAL)
    assert seam.sentence == "Reworded on 5 Nov 2026, before that: “I will make tea”"


@pytest.mark.rule("MILE-1", "IPAD-2")
@pytest.mark.parametrize(
    ("visit", "came", "flagged"),
    [(-1, 1, True), (-30, 200, True), (-1, -1, False), (1, 200, False), (-30, -20, False), (0, 1, True)],
)
def test_a_milestone_agreed_by_the_ratings_is_flagged_by_letters_that_came_after_it(visit, came, flagged):
    reached = at(4)
    late = [(reached + timedelta(hours=visit), reached + timedelta(hours=came))]
    plain = "Maximum independence reached, 6 Nov 2026"
    said = "; since then 1 letter of visits up to that day came in or was corrected: look whether it still holds"
    found = mark_of_milestone(MilestoneKind.MAXIMUM_INDEPENDENCE, reached, "", late)
    assert (found.sentence, found.day) == (plain + said * flagged, after(4))
    assert mark_of_milestone(MilestoneKind.GOALS_SET, reached, "", late).sentence == "Goals set, 6 Nov 2026"
    twice = mark_of_milestone(MilestoneKind.ASSESSED, reached, "No further action", late * 2).sentence
    assert ("; since then 2 letters of visits up to that day came in or were corrected" in twice) is flagged


def test_marks_are_in_the_order_of_their_days_and_of_their_kinds():
    kinds = (MarkKind.SEAM, MarkKind.MILESTONE, MarkKind.STEP_DOWN)
    late, *same = [HistoryMark(kinds[0], after(1), ""), *[HistoryMark(each, FIRST, "") for each in kinds]]
    assert [(each.day, each.kind) for each in in_order([late, *same])] == [
        (FIRST, MarkKind.MILESTONE), (FIRST, MarkKind.STEP_DOWN), (FIRST, MarkKind.SEAM), (after(1), MarkKind.SEAM),
    ]  # fmt: skip


@pytest.mark.rule("PSP-12")
def test_on_paper_stands_what_began_in_its_days_or_goes_on_in_them():
    def mark(day, until=None):
        return HistoryMark(MarkKind.BREAK, after(day), "", None if until is None else after(until))

    inside = [mark(2), mark(4), mark(0, 2), mark(4, 9), mark(0, 9)]
    assert within([*inside, mark(1), mark(5), mark(0, 1), mark(5, 9)], after(2), after(4)) == tuple(inside)


@pytest.mark.rule("IPAD-1")
@pytest.mark.parametrize(
    ("day", "until", "columns"),
    [
        (-3, None, (0, 0)),  # before the first visit
        (1, None, (0, 0)),
        (2, None, (2, 2)),  # no visit on its day: the next one
        (3, None, (2, 2)),  # the first of two
        (9, None, (4, 4)),  # after the last visit
        (1, 3, (0, 3)),
        (3, 20, (2, 4)),
        (4, 4, (4, 4)),  # without a visit in it
        (-2, 0, (0, 0)),
    ],
)
def test_a_mark_stands_at_the_visit_with_which_it_began(day, until, columns):
    days = [after(each) for each in (1, 1, 3, 3, 5)]
    mark = HistoryMark(MarkKind.BREAK, after(day), "", None if until is None else after(until))
    assert stands_at(mark, days) == columns
