"""The line of milestones of an episode: what was reached when, and until when the rest is to be (MILE-1, MILE-2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from app.door.turn import Turn
from app.queries.episodes.run_of_service import RunEpisode
from models.episodes import Milestone
from models.prepared import Prepared
from models.vocabulary.episodes import AssessmentDecision, MilestoneKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRow:
    """A place on the line of milestones; without `at` it hasn't been reached. `due_at` is until when it is to be.

    `is_due` says that it is due although there is no day until which; `seen` is the version, none where it isn't dated.
    """

    kind: MilestoneKind
    at: datetime | None
    seen: int | None = None
    decision: AssessmentDecision | None = None
    assessed_by: str = ""
    due_at: datetime | None = None
    is_due: bool = False

    @property
    def detail(self) -> str:
        """What is said of it: "No further action, by Ruth Fine"."""
        said = (self.decision.label if self.decision else "", f"by {self.assessed_by}" if self.assessed_by else "")
        return ", ".join(part for part in said if part)


DATED_BY_HAND = (MilestoneKind.MAXIMUM_INDEPENDENCE, MilestoneKind.ASSESSED, MilestoneKind.GOALS_SET)


def milestones_of(turn: Turn, of: RunEpisode) -> tuple[MilestoneRow, ...]:
    """All five in their order, the start and the end as the episode itself has them where nobody dated them."""
    asked = {"office": turn.office, "episode": of.id}
    rows: Sequence[Any]
    if turn.session.get_bind().dialect.name == "sqlite":
        rows = _dated_in_file().rows(turn.session.connection(), asked)
    else:
        rows = turn.session.execute(_dated(), asked).all()
    found = {
        row.kind: MilestoneRow(
            kind=row.kind, at=row.at, seen=row.version, decision=row.decision, assessed_by=row.assessed_by
        )
        for row in rows
    }
    own = {MilestoneKind.START: of.started_at, MilestoneKind.END: of.ended_at}
    return tuple(found.get(kind) or MilestoneRow(kind=kind, at=own.get(kind)) for kind in MilestoneKind)


@cache
def _dated_in_file() -> Prepared:
    return Prepared(_dated())


@cache
def _dated() -> Select[*tuple[Any, ...]]:
    """The milestones that stand of an episode; made once, for putting it together takes longer than asking it."""
    return select(Milestone.kind, Milestone.at, Milestone.version, Milestone.decision, Milestone.assessed_by).where(
        Milestone.office_id == bindparam("office"),
        Milestone.episode_id == bindparam("episode"),
        Milestone.withdrawn_at.is_(None),
    )


def with_limit(row: MilestoneRow, goals_due_at: datetime | None, *, is_due: bool) -> MilestoneRow:
    """What isn't reached with what is known of when it should be (GOAL-1, MILE-2)."""
    if row.at is not None:
        return row
    if row.kind is MilestoneKind.GOALS_SET:
        return replace(row, due_at=goals_due_at)
    return replace(row, is_due=row.kind is MilestoneKind.ASSESSED and is_due)
