"""What a meeting decided and carries out itself: the end of support, and the lighter week of a step-down (MDT-3)."""

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.decision import Lack
from models.rules.sentences import day_text, moment_text
from models.rules.who import MDT
from models.values import hours_text
from models.vocabulary.closure import EndReason
from models.vocabulary.meetings import DecisionKind

CARRIED_OUT = frozenset({DecisionKind.END, DecisionKind.STEP_DOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedOut:
    """What was done since because of a decision, in the meeting or where it belongs.

    `ended_at` is of an end, `expected_at` of one that is announced and not confirmed yet, `planned_from` of a
    step-down, with the minutes of workers of its version and of the one before, told of `a_week`.
    """

    ended_at: datetime | None = None
    expected_at: datetime | None = None
    reason: EndReason | None = None
    planned_from: date | None = None
    minutes_before: int = 0
    minutes: int = 0
    a_week: str = "a week"

    @property
    def sentence(self) -> str:
        """What was done, in words; empty where nothing was. Source: OPG 3.1, 6.1 (MDT-3, PSP-4, END-1, END-9)."""
        why = f": {self.reason.label}" if self.reason else ""
        if self.ended_at is not None:
            return f"Ended {moment_text(self.ended_at)}{why}"
        if self.expected_at is not None:
            return f"End expected {moment_text(self.expected_at)}{why}"
        if self.planned_from is not None:
            hours = f"{hours_text(self.minutes_before)} → {hours_text(self.minutes)} worker hours {self.a_week}"
            return f"In the plan from {day_text(self.planned_from)}: {hours}"
        return ""


def is_done_since(kind: DecisionKind, decided_at: datetime, done_at: datetime | None) -> bool:
    """Whether an end that was decided or announced at this moment may be what a decision led to. (MDT-3, END-10)."""
    return kind is DecisionKind.END and done_at is not None and done_at >= decided_at


def can_carry_out(kind: DecisionKind, ended_at: datetime | None, *, death_reported: bool) -> bool:
    """Whether the meeting itself does what it decided: of support that goes on, after a death its end alone.

    Source: OPG 3.5; good practice (MDT-3, END-6).
    """
    return kind in CARRIED_OUT and ended_at is None and (kind is DecisionKind.END or not death_reported)


def carrying_out_lacks(decided: DecisionKind, wanted: DecisionKind) -> tuple[Lack, ...]:
    """A meeting carries out what it decided, nothing else. Source: OPG 3.5 (MDT-3)."""
    if decided is wanted:
        return ()
    sentence = f"The meeting decided “{decided.label}”, not “{wanted.label}”: decide that first."
    return (Lack("MDT-3", sentence, MDT),)
