"""What was discussed in somebody's run of service, as the tabs show it (NICE QS173)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from models.episodes import Episode
from models.explained import Explained
from models.rules.plans.explained import not_recorded
from models.staff import Staff
from models.vocabulary.episodes import ExplainedKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedRow:
    """One that stands; `seen` is what taking it back calls so."""

    id: UUID
    seen: int
    what: ExplainedKind
    on: date
    with_whom: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class ExplainedView:
    """What stands of the run that an episode is of, the first day first."""

    episode: UUID
    rows: tuple[ExplainedRow, ...]

    def missing(self, kinds: Collection[ExplainedKind]) -> tuple[str, ...]:
        """A line for each of these that isn't recorded yet."""
        return not_recorded(kinds, {each.what for each in self.rows})


def explained_of(turn: Turn, *, episode: UUID) -> ExplainedView:
    """All that was discussed since the support began, whatever followed it; one statement. Source: NICE QS173."""
    asked = aliased(Episode)
    of_the_run = and_(asked.person_id == Episode.person_id, asked.first_support_at == Episode.first_support_at)
    rows = turn.session.execute(
        select(
            Explained.id, Explained.version, Explained.what, Explained.explained_on, Explained.with_whom, Staff.name
        )
        .join(Episode, Episode.id == Explained.episode_id)
        .join(asked, of_the_run)
        .join(Staff, Staff.id == Explained.recorded_by_id)
        .where(asked.id == episode, asked.office_id == turn.office, Explained.taken_back_at.is_(None))
        .order_by(Explained.explained_on, Explained.id)
    )  # fmt: skip
    return ExplainedView(
        episode,
        tuple(
            ExplainedRow(id=key, seen=version, what=what, on=on, with_whom=with_whom, recorded_by=name)
            for key, version, what, on, with_whom, name in rows
        ),
    )
