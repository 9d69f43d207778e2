"""What Scheduling has to hear of planned weeks: the net of all versions against what they heard (PSP-2, REF-13)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from models.rules.plans.changes import Direction, direction, hours_differ
from models.rules.plans.totals import slots
from models.values import PlannedVisit
from models.vocabulary.tracker import TrackerChangeKind

Week = tuple[PlannedVisit, ...]

_KINDS = {
    Direction.MORE: TrackerChangeKind.INCREASE,
    Direction.LESS: TrackerChangeKind.DECREASE,
    Direction.SAME: TrackerChangeKind.REARRANGED,
}


@dataclass(frozen=True, slots=True)
class WeekFrom:
    """A week that holds from this day of the office on."""

    day: date
    week: Week


@dataclass(frozen=True, slots=True)
class WeekDue:
    """A row that is due: from this day Scheduling books `now` instead of `before`."""

    day: date
    kind: TrackerChangeKind
    before: Week
    now: Week


def booked_alike(old: Week, new: Week) -> bool:
    """Whether Scheduling would book both weeks the same; tasks are none of it. Source: good practice (PSP-2)."""
    return not hours_differ(old, new) and _times(old) == _times(new)


def weeks_due(heard: Iterable[WeekFrom], planned: Iterable[WeekFrom], days: Collection[date]) -> tuple[WeekDue, ...]:
    """The rows that are due on these days, in order, so that what Scheduling books is what is planned. (PSP-2, REF-13).

    `heard` begins with the week of the start, in the order in which it was told; `planned` likewise in the order in
    which it was made. Of one day the later holds. 7 h that became 14 and then 10 before anything went out are one
    increase to 10; what was changed and changed back is nothing; changes from different days stay rows of their own.
    """
    booked, truth, due = list(heard), tuple(planned), []
    for day in sorted(days):
        before, now = _of_day(booked, day), _of_day(truth, day)
        if not booked_alike(before, now):
            due.append(WeekDue(day, _KINDS[direction(before, now)], before, now))
            booked.append(WeekFrom(day, now))
    return tuple(due)


def _of_day(weeks: Iterable[WeekFrom], day: date) -> Week:
    """The week in force on this day; before the first of all there is none."""
    reached = [(each.day, number, each.week) for number, each in enumerate(weeks) if each.day <= day]
    return max(reached, key=lambda each: each[:2])[2] if reached else ()


def _times(week: Week) -> list[tuple[object, ...]]:
    return sorted(
        (each.weeks, each.day, each.call.value, str(each.at or ""), each.minutes, each.workers)
        for each in slots(week).elements()
    )
