"""What each team can still promise, and how that spreads over patches and calls (REF-15)."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from app.door.turn import Turn
from models.capacity import TeamHours, team_hours
from models.capacity_visits import Given, visits_and_usual
from models.rules.capacity.block import BlockUse, block_line
from models.rules.capacity.holds import hold_expires
from models.rules.capacity.load import Claim, Load, PatchCall, UsualHours, breakdown
from models.vocabulary.staff import TeamKind

__all__ = ["PatchCall", "TeamCapacity", "capacity"]


@dataclass(frozen=True, slots=True)
class TeamCapacity:
    """A team's week: its load in worker minutes, and the same by patch and call, which informs and warns.

    `block` says what is bought for its area and used there, where the office buys blocks of hours (STC-4).
    """

    id: UUID
    name: str
    kind: TeamKind
    load: Load
    breakdown: tuple[PatchCall, ...]
    block: str = ""

    @property
    def sentence(self) -> str:
        """The load in hours, for reading aloud."""
        return f"{self.name}: {self.load.sentence}"


def capacity(turn: Turn, *, team: UUID | None = None) -> tuple[TeamCapacity, ...]:
    """Every team with what it has left, short-term teams first; two statements.

    Source: OPG 1.5; CAB 2; STCH (REF-15, STC-4).
    """
    rows = team_hours(turn.session, turn.office, turn.day, team=team)
    given, usual = visits_and_usual(turn.session, turn.office, turn.day)
    claims: defaultdict[UUID, list[Claim]] = defaultdict(list)
    usually: defaultdict[UUID, list[UsualHours]] = defaultdict(list)
    for each in given:
        claims[each.team].append(_claim(turn, each))
    for known in usual:
        usually[known.team].append(known.hours)
    bought = turn.policy.block_hours
    blocks = {row.id: _block(row) for row in rows if bought and row.kind.takes_referrals}
    return tuple(
        TeamCapacity(
            row.id,
            row.name,
            row.kind,
            row.load,
            breakdown(claims[row.id], usually[row.id]),
            block_line(blocks[row.id], blocks.values()) if row.id in blocks else "",
        )
        for row in rows
    )


def _block(row: TeamHours) -> BlockUse:
    return BlockUse(row.contracted, row.load.in_use, row.load.promised + row.load.held, row.load.away)


def _claim(turn: Turn, each: Given) -> Claim:
    until = hold_expires(each.found_at, turn.policy) if each.found_at else None
    return Claim(each.patch, each.kind, (each.visit,), until, each.times)
