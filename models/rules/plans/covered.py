"""Calls that family, or somebody else, covers: part of a plan's week, and neither visits nor minutes of ours.

A plan keeps them as lines that people can read, "tea Sat,Sun: daughter": so the audit shows them as they were typed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from models.rules.decision import Lack
from models.rules.plans.totals import calls_in_words
from models.rules.who import WHOEVER_TYPED
from models.values import DAYS, LONGEST_BY, Call, CoveredCall, PlannedVisit

Covered = tuple[CoveredCall, ...]
_CALLS = tuple(Call)


def by_cell(covered: Iterable[CoveredCall]) -> dict[tuple[Call, int], str]:
    """Who covers a call on a day, by call and weekday. Source: good practice (PSP-1)."""
    return {(each.call, day): each.by for each in covered for day in each.days}


def still_covered(covered: Iterable[CoveredCall], added: Iterable[PlannedVisit]) -> Covered:
    """What others go on covering once these visits of ours are added: a call and day to which we come is ours. (PSP-1).

    Source: good practice.
    """
    ours = {(each.call, day) for each in added for day in each.days}
    return covered_lines({cell: by for cell, by in by_cell(covered).items() if cell not in ours})


def covered_lines(cells: Mapping[tuple[Call, int], str]) -> Covered:
    """The fewest lines that say it, in the order of the day. Source: good practice (PSP-1)."""
    days: defaultdict[tuple[Call, str], set[int]] = defaultdict(set)
    for (call, day), by in cells.items():
        days[call, by].add(day)
    return _in_order(CoveredCall(frozenset(on), call, by) for (call, by), on in days.items())


def kept(covered: Iterable[CoveredCall]) -> str | None:
    """As a plan keeps them; none where nobody covers a call. Source: good practice (PSP-1)."""
    lines = (f"{each.call.value} {_days(each.days)}: {each.by.strip()}" for each in _in_order(covered))
    return "\n".join(lines) or None


def restored(text: str | None) -> Covered:
    """What a plan keeps, as values. Source: good practice (PSP-1)."""
    return tuple(_restored(line) for line in (text.split("\n") if text else ()))


def covered_lacks(covered: Iterable[CoveredCall]) -> tuple[Lack, ...]:
    """Who covers a call is said in a few words, once a day and call. Source: good practice (PSP-1)."""
    lines = tuple(covered)
    found = [
        Lack("PSP-1", f"Say in {LONGEST_BY} letters or fewer who covers {each.call.value}.", WHOEVER_TYPED, "covered")
        for each in lines
        if len(each.by.strip()) > LONGEST_BY
    ]
    times = Counter((each.call, day) for each in lines for day in each.days)
    found += [
        Lack("PSP-1", f"{call.label}, {DAYS[day]}: say once who covers it, all in one line.", WHOEVER_TYPED, "covered")
        for (call, day), often in times.items()
        if often > 1
    ]
    return tuple(found)


def covered_line(covered: Iterable[CoveredCall]) -> str:
    """All in one line, "Covered by others: tea, Sat, Sun: daughter"; empty where nobody covers a call. (PSP-1)."""
    said = "; ".join(map(str, _in_order(covered)))
    return f"Covered by others: {said}" if said else ""


def week_line(week: Iterable[PlannedVisit], covered: Iterable[CoveredCall]) -> str:
    """The visits of a week in one line, then what others cover. Source: good practice (PSP-1)."""
    return ". ".join(part for part in (calls_in_words(week), covered_line(covered)) if part)


def _in_order(covered: Iterable[CoveredCall]) -> Covered:
    return tuple(sorted(covered, key=lambda each: (_CALLS.index(each.call), sorted(each.days), each.by)))


def _days(days: frozenset[int]) -> str:
    return ",".join(DAYS[day] for day in sorted(days))


def _restored(line: str) -> CoveredCall:
    where, by = line.split(": ", maxsplit=1)
    call, days = where.split(" ")
    return CoveredCall(frozenset(DAYS.index(day) for day in days.split(",")), Call(call), by)
