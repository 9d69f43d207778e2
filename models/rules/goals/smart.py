"""What a goal still lacks to be SMART, until when goals are to be set, by whom, and where they are recorded."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum
from typing import Self

from models.policy import PolicySettings
from models.rules.clocks import deadline, is_up_to
from models.rules.decision import Lack
from models.values import london_day
from models.vocabulary import Role

_SETTER = "the goal setter, with the person"


class RecordPlace(Enum):
    """Where goals are written down. Source: OPG 3.3 (GOAL-5)."""

    SHORT_TERM_PSP = "short_term_psp"
    HELD_RECORD = "held_record"
    MOSAIC = "mosaic"

    @property
    def is_automatic(self) -> bool:
        """Whether the program itself sees to it; the others are ticked by a person."""
        return self is RecordPlace.SHORT_TERM_PSP


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFacts:
    """The wording of a goal as it stands; `calls` are those at which it is worked on, by commas."""

    statement: str = ""
    measure: str = ""
    achievable: str = ""
    relevant: str = ""
    target: date | None = None
    calls: str = ""

    def fills_in(self, before: Self) -> bool:
        """Whether this only completes the earlier wording: nothing that was said is said otherwise."""
        return all(
            not was or was == now
            for was, now in ((getattr(before, each.name), getattr(self, each.name)) for each in fields(self))
        )


def smart_lacks(goal: GoalFacts) -> tuple[Lack, ...]:
    """Say which of the five a goal misses; with any of them missing it is a draft. Source: OPG 3.3 (GOAL-3)."""
    asked = (
        (goal.statement.strip(), "Say exactly what the person will do."),
        (goal.measure.strip(), "Say how progress is measured."),
        (goal.achievable.strip(), "Say why the person can achieve it during the service."),
        (goal.relevant.strip(), "Say how it serves the purpose of the service."),
        (goal.target, "Set a target date."),
    )
    return tuple(Lack("GOAL-3", sentence, _SETTER) for there, sentence in asked if not there)


def is_complete(goal: GoalFacts) -> bool:
    """Whether a goal is SMART and so counts; otherwise it is a draft. Source: OPG 3.3 (GOAL-3)."""
    return not smart_lacks(goal)


def goals_due(started_at: datetime, policy: PolicySettings) -> datetime:
    """The last moment at which goals are set in time. Source: OPG 3.3 (GOAL-1)."""
    return deadline(started_at, policy.goals_within)


def were_goals_in_time(started_at: datetime, complete_at: Iterable[datetime], policy: PolicySettings) -> bool:
    """Whether the first complete goal was set within the limit; drafts don't count. Source: OPG 3.3 (GOAL-1)."""
    return any(is_up_to(started_at, policy.goals_within, moment) for moment in complete_at)


def setting_lacks(role: Role) -> tuple[Lack, ...]:
    """Only a member of the MDT sets goals. Source: OPG 3.3, 3.5 (GOAL-2)."""
    if role.in_mdt:
        return ()
    return (
        Lack(
            "GOAL-2",
            f"Goals are set by a DSO, CWC, OT, SW or CCW of the MDT, not by the role {role.label}.",
            "any member of the MDT",
        ),
    )


def change_lacks(before: GoalFacts, after: GoalFacts, because: str) -> tuple[Lack, ...]:
    """A goal may change at any time, with a reason; nothing changed needs none. Source: OPG 3.3 (GOAL-4)."""
    if before == after or because.strip():
        return ()
    return (Lack("GOAL-4", "Say why the goal is changed.", "whoever changes it"),)


def record_places(started_at: datetime, policy: PolicySettings) -> tuple[RecordPlace, ...]:
    """Where the goals of this episode belong; MOSAIC too for support that began long ago.

    Source: OPG 3.3 (GOAL-5).
    """
    everywhere = (RecordPlace.SHORT_TERM_PSP, RecordPlace.HELD_RECORD)
    if london_day(started_at) < _day_of(policy.mosaic_goals_before):
        return (*everywhere, RecordPlace.MOSAIC)
    return everywhere


def _day_of(number: int) -> date:
    """A day kept as the whole number yyyymmdd."""
    year, month_and_day = divmod(number, 10_000)
    return date(year, *divmod(month_and_day, 100))
