"""Which change Scheduling is told, and whether a row that goes out would say what they have heard already."""

from dataclasses import dataclass
from datetime import datetime

from models.rules.clocks import in_utc
from models.vocabulary.tracker import TrackerChangeKind

OF_CAPACITY = frozenset({TrackerChangeKind.HOLD, TrackerChangeKind.PROMISED})
OF_PLANS = frozenset({TrackerChangeKind.INCREASE, TrackerChangeKind.DECREASE, TrackerChangeKind.REARRANGED})
_OF_MOVES = frozenset({TrackerChangeKind.TRANSFER, TrackerChangeKind.INTERIM_IN_STS})
BEGINNINGS = _OF_MOVES | {TrackerChangeKind.START}  # what tells of an episode's first week
# What brings the week of its day along, beside a start: somebody comes back, moves on, or gets another team.
WITH_A_WEEK = _OF_MOVES | {TrackerChangeKind.RETURN, TrackerChangeKind.TEAM_CHANGED}
# What is about support that runs: after its end, or where it never began, nothing of it comes any more.
WHILE_IT_RUNS = OF_PLANS | {TrackerChangeKind.BREAK, TrackerChangeKind.RETURN, TrackerChangeKind.TEAM_CHANGED}
# What Scheduling asks about the end of visits, or about hours given back, is answered after a death too (END-6).
OF_A_STOP = frozenset(
    {
        TrackerChangeKind.END,
        TrackerChangeKind.PLANNED_END,
        TrackerChangeKind.DIED,
        TrackerChangeKind.HOLD_RELEASED,
        TrackerChangeKind.RETRACTED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a row of the tracker says to whoever books by it; why it was told doesn't count."""

    kind: TrackerChangeKind
    effective_at: datetime
    from_team: str = ""
    to_team: str = ""
    calls: str = ""


def alike(kind: TrackerChangeKind) -> frozenset[TrackerChangeKind]:
    """The kinds of which one takes the other's place: a promise that of a hold, a decrease that of an increase."""
    return next((each for each in (OF_CAPACITY, OF_PLANS, _OF_MOVES) if kind in each), frozenset({kind}))


def says_the_same(heard: Said, now: Said) -> bool:
    """Whether Scheduling would book the same by both: then nothing is told, and nothing taken back. OPG 2.3 (REF-13).

    Moments are compared, not how they are written: the hour that a clock change gives twice is two.
    """
    if in_utc(heard.effective_at) != in_utc(now.effective_at):
        return False
    booked = (heard.kind, heard.from_team, heard.to_team, heard.calls)
    return booked == (now.kind, now.from_team, now.to_team, now.calls)


def capacity_told_as(*, is_held: bool, start_at: datetime | None) -> TrackerChangeKind:
    """A promise without an agreed start is a hold, to Scheduling too. Source: OPG 2.3 (REF-13)."""
    return TrackerChangeKind.HOLD if is_held or start_at is None else TrackerChangeKind.PROMISED
