"""A week while it is changed cell by cell."""

from dataclasses import replace
from datetime import time

from app.desk.week_draft import WeekDraft
from models.values import Call, CoveredCall, PlannedVisit

EVERY_DAY, WORKDAYS = frozenset(range(7)), frozenset(range(5))
MORNINGS = PlannedVisit(EVERY_DAY, Call.MORNING, 45, 2, None, "wash and dress")


def test_a_week_that_nobody_changed_comes_back_as_it_was():
    assert WeekDraft.of([MORNINGS]).week == (MORNINGS,)


def test_shorter_visits_on_some_days_split_the_line():
    cells = tuple((Call.MORNING, day) for day in range(5))
    assert WeekDraft.of([MORNINGS]).with_minutes(cells, 30).week == (
        PlannedVisit(WORKDAYS, Call.MORNING, 30, 2, None, "wash and dress"),
        PlannedVisit(frozenset({5, 6}), Call.MORNING, 45, 2, None, "wash and dress"),
    )


def test_minutes_in_an_empty_cell_plan_a_visit_there():
    drafted = WeekDraft.of([]).with_minutes(((Call.TEA, 0), (Call.TEA, 1)), 20)
    assert drafted.week == (PlannedVisit(frozenset({0, 1}), Call.TEA, 20),)


def test_workers_time_and_tasks_change_visits_that_are_there_and_plan_none():
    drafted = WeekDraft.of([MORNINGS])
    cells = ((Call.MORNING, 0), (Call.BED, 0))
    drafted = drafted.with_workers(cells, 1).with_time(cells, time(9, 30)).with_tasks(cells, "wash")
    assert drafted.at(cells)[0].at == time(9, 30)
    assert PlannedVisit(frozenset({0}), Call.MORNING, 45, 1, time(9, 30), "wash") in drafted.week
    assert len(drafted.week) == 2


def test_a_cell_can_hold_two_visits_and_is_emptied_at_once():
    drafted = WeekDraft.of([MORNINGS]).with_another(((Call.MORNING, 6),))
    assert len(drafted.at(((Call.MORNING, 6),))) == 2
    assert drafted.without(((Call.MORNING, 6),)).week == (
        PlannedVisit(frozenset(range(6)), Call.MORNING, 45, 2, None, "wash and dress"),
    )


def test_what_was_kept_as_text_comes_back_whole():
    drafted = WeekDraft.of([MORNINGS]).with_time(((Call.MORNING, 3),), time(8, 15)).with_another(((Call.NIGHT, 2),))
    assert WeekDraft.restored(drafted.kept()) == drafted


def test_minutes_are_rounded_to_the_nearest_step_half_a_step_up_and_never_to_nothing():
    drafted = WeekDraft.of([MORNINGS])
    cell = ((Call.MORNING, 0),)
    for step, minutes, rounded in ((5, 32, 30), (5, 33, 35), (5, 35, 35), (10, 35, 40), (5, 1, 5)):
        assert drafted.with_minutes(cell, minutes).rounded(cell, step).at(cell)[0].minutes == rounded


def test_a_day_is_copied_whole_and_what_it_hasnt_ends_on_the_other_days():
    drafted = WeekDraft.of([MORNINGS]).without(((Call.MORNING, 0),)).with_minutes(((Call.TEA, 0),), 20)
    copied = drafted.copied(Call, 0, (0, 1, 2))
    assert copied.at([(Call.TEA, day) for day in range(7)]) == tuple(
        replace(drafted.at(((Call.TEA, 0),))[0], day=day) for day in (0, 1, 2)
    )
    assert copied.at([(Call.MORNING, day) for day in (0, 1, 2)]) == ()
    assert copied.at([(Call.MORNING, 3)]) == drafted.at([(Call.MORNING, 3)])


def test_a_call_is_copied_alone():
    drafted = WeekDraft.of([MORNINGS]).with_minutes(((Call.TEA, 0),), 20).with_minutes(((Call.MORNING, 0),), 60)
    copied = drafted.copied((Call.TEA,), 0, range(7))
    assert {slot.minutes for slot in copied.at([(Call.TEA, day) for day in range(7)])} == {20}
    assert copied.at([(Call.MORNING, 1)]) == drafted.at([(Call.MORNING, 1)])


def test_calls_that_others_cover_are_copied_emptied_and_kept_with_the_visits():
    sundays = CoveredCall(frozenset({6}), Call.TEA, "daughter")
    drafted = WeekDraft.of([MORNINGS], [sundays])
    assert (drafted.week, drafted.covered) == ((MORNINGS,), (sundays,))
    assert drafted.covered_by(((Call.TEA, 6), (Call.TEA, 5))) == ("daughter", "")
    assert WeekDraft.restored(drafted.kept()) == drafted
    assert drafted.with_minutes(((Call.LUNCH, 1),), 30).covered == (sundays,)
    both = drafted.copied((Call.TEA,), 6, (5,))
    assert both.covered == (replace(sundays, days=frozenset({5, 6})),)
    assert both.copied(Call, 0, (6,)).covered == (replace(sundays, days=frozenset({5})),)
    assert both.without(((Call.TEA, 5),)) == drafted
    changed = both.with_covered(((Call.TEA, 5),), "son")
    assert changed.covered == (CoveredCall(frozenset({5}), Call.TEA, "son"), sundays)
    assert changed.with_covered(((Call.TEA, 5),), "") == drafted
