"""What stands on a history beside the letters: hours, step-downs, breaks, milestones, and where a goal was reworded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from models.rules.goals.support_by_week import HoursFrom, hours_over
from models.rules.sentences import counted, day_text, hours_of
from models.values import hours_text, london_day
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.goals import MarkKind

_DAY = timedelta(days=1)
AGREED_BY_RATINGS = frozenset((MilestoneKind.MAXIMUM_INDEPENDENCE, MilestoneKind.ASSESSED))


@dataclass(frozen=True, slots=True)
class HistoryMark:
    """Something that began on a `day`, with the sentence that says so; a break lasts `until` its last day.

    `goal` is whose it is: none where it concerns them all.
    """

    kind: MarkKind
    day: date
    sentence: str
    until: date | None = None
    goal: UUID | None = None


def marks_of_hours(versions: Sequence[HoursFrom], first: date, last: date) -> tuple[HistoryMark, ...]:
    """The hours with which the support began, and each change of them up to the last day.

    Source: good practice on OPG 3.1 (PSP-4).
    """
    found, before = list[HistoryMark](), ""
    for after, minutes, is_step_down in hours_over(versions, first, (last - first).days + 1):
        day, now = first + after * _DAY, f"{hours_of(minutes, 'worker')} a week"
        change = f"{before} → {now}" if before else now
        kind = MarkKind.STEP_DOWN if is_step_down else MarkKind.HOURS
        said = "Step-down from" if is_step_down else "From"
        found.append(HistoryMark(kind, day, f"{said} {day_text(day)}: {change}"))
        before = hours_text(minutes)
    return tuple(found)


def mark_of_break(kind: BreakKind, began: date, returned: date | None, last: date) -> HistoryMark:
    """A break in service, which ends on the day before the return; one that goes on lasts until the last day.

    Source: OPG 6.1 (END-3).
    """
    since = f"{kind.label} from {day_text(began)}"
    if returned is None:
        return HistoryMark(MarkKind.BREAK, began, f"{since} on", max(began, last))
    return HistoryMark(MarkKind.BREAK, began, f"{since}, back on {day_text(returned)}", max(began, returned - _DAY))


def came_after(visit: datetime, arrived: datetime, reached: datetime) -> bool:
    """Whether a letter of a visit up to the moment at which something was reached wasn't there yet at that moment.

    Source: OPG 3.4 (MILE-1).
    """
    return visit <= reached < arrived


def mark_of_milestone(
    kind: MilestoneKind, at: datetime, detail: str = "", letters: Iterable[tuple[datetime, datetime]] = ()
) -> HistoryMark:
    """A milestone that was reached, with what is said of it.

    `letters` are moments: of the visit, and of the letter's arrival (typed in, read from a file, or corrected). Where
    some are of visits up to the milestone and came after it, one that people agreed by the ratings is flagged, and
    stays as it is. Source: OPG 3.4 (MILE-1).
    """
    day = london_day(at)
    said = f"{kind.label}, {day_text(day)}" + (f": {detail}" if detail else "")
    after = sum([came_after(*each, at) for each in letters]) if kind in AGREED_BY_RATINGS else 0
    if after:
        were = "was" if after == 1 else "were"
        said += f"; since then {counted(after, 'letter')} of visits up to that day came in or {were} corrected"
        said += ": look whether it still holds"
    return HistoryMark(MarkKind.MILESTONE, day, said)


def mark_of_seam(goal: UUID, day: date, earlier: str) -> HistoryMark:
    """A goal that says something else from this day on: another series of ratings begins. Source: OPG 3.3 (GOAL-4)."""
    return HistoryMark(MarkKind.SEAM, day, f"Reworded on {day_text(day)}, before that: “{earlier}”", goal=goal)


def in_order(marks: Iterable[HistoryMark]) -> tuple[HistoryMark, ...]:
    """By their days, those of one day by their kind."""
    kinds = tuple(MarkKind)
    return tuple(sorted(marks, key=lambda each: (each.day, kinds.index(each.kind))))


def within(marks: Iterable[HistoryMark], first: date, last: date) -> tuple[HistoryMark, ...]:
    """Those that began in these days, or go on in them. Source: OPG 3.4, 3.6 (PSP-12)."""
    return tuple([each for each in marks if each.day <= last and (each.until or each.day) >= first])


def stands_at(mark: HistoryMark, days: Sequence[date]) -> tuple[int, int]:
    """The first and the last column of a mark, where each column is a visit of these days, which are in order.

    Where there was no visit on its day it stands at the next one, after the last visit at that. A break without a visit
    within it stands at one column. There has to be a visit. Source: good practice on OPG 3.4 (IPAD-1).
    """
    first = min(sum([day < mark.day for day in days]), len(days) - 1)
    return first, first if mark.until is None else max(first, sum([day <= mark.until for day in days]) - 1)
