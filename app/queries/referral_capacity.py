"""What each team can still promise, and how that spreads over patches and calls (REF-15)."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from app.turn import Turn
from models.rules.capacity import Load, PatchCall
from models.values import Call
from models.vocabulary import TeamKind
from models.workload import load_of, team_loads, visits_by_patch


@dataclass(frozen=True, slots=True)
class TeamCapacity:
    """A team's week: its load in worker minutes, and the same by patch and call, which only informs."""

    id: UUID
    name: str
    kind: TeamKind
    load: Load
    breakdown: tuple[PatchCall, ...]

    @property
    def sentence(self) -> str:
        """The load in hours, for reading aloud."""
        return f"{self.name}: {self.load.sentence}"


def capacity(turn: Turn, *, team: UUID | None = None) -> tuple[TeamCapacity, ...]:
    """Every team with what it has left, short-term teams first; two statements. Source: OPG 1.5; CAB 2 (REF-15)."""
    loads, spread = team_loads(turn.office, turn.day), visits_by_patch(turn.office)
    rows = [row for row in turn.session.execute(loads) if team in {None, row.id}]
    found: defaultdict[UUID, list[PatchCall]] = defaultdict(list)
    for row in turn.session.execute(spread):
        found[row.team_id].append(PatchCall(row.patch or "", row.call, int(row.minutes)))
    return tuple(
        TeamCapacity(row.id, row.name, row.kind, load_of(row), tuple(sorted(found[row.id], key=_by_patch)))
        for row in rows
    )


def _by_patch(each: PatchCall) -> tuple[str, int]:
    return each.patch, tuple(Call).index(each.call)
