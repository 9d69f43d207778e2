"""What a team is contracted to do on a day, and how its limit moves from then on (REF-15).

Contracted hours change from a day on; leave and sickness take from them between two days. A day has one limit, by which
gates and screens count alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.policy import PolicySettings
from models.rules.capacity.load import Step
from models.rules.decision import Lack
from models.rules.plans.day_bounds import asked_about_lacks
from models.rules.sentences import day_text
from models.rules.who import DSO, NOBODY

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ContractedFrom:
    """Worker minutes a week from a day on; of several with one day the last one told is the newest."""

    day: date
    minutes: int


@dataclass(frozen=True, slots=True)
class Reduced:
    """Worker minutes a week that a team is short of from one day to another, both included."""

    first_day: date
    last_day: date
    minutes: int
    because: str = ""


def contracted_on(base: int, changes: Iterable[ContractedFrom], day: date) -> int:
    """The worker minutes a week that are contracted on a day; `base` are those of before the first change.

    Source: OPG 1.5; CAB 2 (REF-15).
    """
    in_force = base
    for each in sorted(changes, key=lambda change: change.day):  # equal days keep their order
        if each.day <= day:
            in_force = each.minutes
    return in_force


def limit_on(contracted: int, reductions: Iterable[Reduced], day: date) -> int:
    """What is left of the contracted minutes on a day by leave and sickness, never less than none. (REF-15)."""
    return max(0, contracted - sum(each.minutes for each in reductions if each.first_day <= day <= each.last_day))


def limit_from(
    contracted: int, changes: Sequence[ContractedFrom], reductions: Sequence[Reduced], day: date
) -> tuple[int, tuple[Step, ...]]:
    """The limit of a day, and every later day on which it moves; a step is what can be used less from then on.

    `contracted` are the minutes in force on the day, `changes` those after it. Source: OPG 1.5; CAB 2 (REF-15).
    """
    bounds = {each.first_day for each in reductions} | {each.last_day + _A_DAY for each in reductions}
    moves = sorted(each for each in bounds | {change.day for change in changes} if each > day)
    limit = before = limit_on(contracted, reductions, day)
    steps = []
    for move in moves:
        after = limit_on(contracted_on(contracted, changes, move), reductions, move)
        if after != before:
            steps.append(Step(move, before - after))
        before = after
    return limit, tuple(steps)


def most_contracted(contracted: int, changes: Iterable[ContractedFrom]) -> int:
    """The most that is contracted on any of some days, which is what leave can take of them at most. (REF-15).

    `contracted` are the minutes in force on the first of the days, `changes` those within them, the newest last.
    """
    return max([contracted, *{each.day: each.minutes for each in changes}.values()])


def contracted_day_lacks(day: date, today: date, policy: PolicySettings, *, day_is_meant: bool) -> tuple[Lack, ...]:
    """A day that has passed, or lies far ahead, is asked about until somebody says that it is meant. (REF-15, PSP-2).

    Source: good practice.
    """
    return asked_about_lacks(
        "REF-15", "The first day of these hours", day, today, policy, is_meant=day_is_meant, field="day_is_meant"
    )


def change_withdrawn_lacks(day: date, today: date, *, is_withdrawn: bool, because: str) -> tuple[Lack, ...]:
    """Only a change that hasn't begun is withdrawn, once, for a reason: what was in force stays so. (REF-15)."""
    if is_withdrawn:
        return (Lack("REF-15", "These hours were withdrawn already.", NOBODY),)
    if day <= today:
        sentence = f"These hours have been in force since {day_text(day)}: say what is contracted from another day on."
        return (Lack("REF-15", sentence, DSO),)
    if not because.strip():
        return (Lack("REF-15", "Say why the change is withdrawn.", DSO, "because"),)
    return ()
