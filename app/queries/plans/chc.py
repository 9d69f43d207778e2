"""Where CHC stands with somebody, wherever it was recorded, and what was recorded of it in service (REF-8)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.door.errors import not_listed
from app.door.turn import Turn
from models.chc import ChcInService, chc_columns, chc_in, chc_now, is_of_this_run
from models.episodes import Episode
from models.rules.referrals.chc import ChcFacts
from models.staff import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class ChcLine:
    """What was recorded in service; `seen` is its version. One taken back says why."""

    id: UUID
    seen: int
    known_at: datetime
    fast_track: bool
    out_of_hours: bool
    recorded_by: str
    chased_at: datetime | None
    chased_whom: str
    withdrawn_because: str

    @property
    def stands(self) -> bool:
        """Whether it wasn't taken back."""
        return not self.withdrawn_because


@dataclass(frozen=True, slots=True)
class ChcView:
    """Where CHC stands now, none where nobody has recorded it; `lines` are the records in service, newest first."""

    now: ChcFacts | None
    lines: tuple[ChcLine, ...]

    @property
    def can_be_found(self) -> bool:
        """Whether it can still be recorded in service: once at a time."""
        return not any(each.stands for each in self.lines)


def chc_of(turn: Turn, episode: UUID) -> ChcView:
    """Of one episode's run of support, in one statement. Source: OPG 1.3 (REF-8)."""
    recorded, chc = aliased(Episode), chc_now(turn.office)
    rows = turn.session.execute(
        select(
            *chc_columns(chc), ChcInService.id, ChcInService.version, ChcInService.known_at, ChcInService.fast_track,
            ChcInService.out_of_hours, ChcInService.chased_at, ChcInService.chased_whom,
            ChcInService.withdrawn_because, Staff.name.label("recorded_by"),
        )
        .select_from(Episode)
        .outerjoin(chc, chc.c.episode_id == Episode.id)
        .outerjoin(recorded, is_of_this_run(recorded))
        .outerjoin(ChcInService, ChcInService.episode_id == recorded.id)
        .outerjoin(Staff, Staff.id == ChcInService.recorded_by_id)
        .where(Episode.id == episode, Episode.office_id == turn.office)
        .order_by(ChcInService.known_at.desc(), ChcInService.id.desc())
    ).all()  # fmt: skip
    if not rows:
        raise not_listed("episode")
    return ChcView(
        chc_in(rows[0]),
        tuple(
            ChcLine(
                id=row.id,
                seen=row.version,
                known_at=row.known_at,
                fast_track=row.fast_track,
                out_of_hours=row.out_of_hours,
                recorded_by=row.recorded_by,
                chased_at=row.chased_at,
                chased_whom=row.chased_whom,
                withdrawn_because=row.withdrawn_because,
            )
            for row in rows
            if row.id is not None
        ),
    )
