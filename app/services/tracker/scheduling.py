"""Telling Scheduling: each change becomes one row of the Excel tracker, in the transaction of the change itself."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from app.services.deed import add, next_number
from models.rules.plans.totals import calls_in_words, totals
from models.staff import Staff
from models.teams import Team
from models.tracker import TrackerChange
from models.values import PlannedVisit
from models.vocabulary.tracker import TrackerChangeKind


def tell(
    turn: Turn,
    kind: TrackerChangeKind,
    *,
    person: UUID,
    effective_at: datetime,
    reason: str,
    week: Iterable[PlannedVisit] = (),
    from_team: UUID | None = None,
    to_team: UUID | None = None,
    episode: UUID | None = None,
    referral: UUID | None = None,
    retracts: UUID | None = None,
    case_note: str = "",
) -> TrackerChange:
    """Note a change for the next export. What it says is frozen: a mistake is retracted by its Ref, never edited."""
    visits = tuple(week)
    sums = totals(visits)
    names = _names(turn, (from_team, to_team))
    return add(
        turn,
        TrackerChange(
            number=next_number(turn, TrackerChange.number),
            kind=kind,
            person_id=person,
            episode_id=episode,
            referral_id=referral,
            retracts_id=retracts,
            notified_at=turn.moment,
            effective_at=effective_at,
            from_team=names.get(from_team, ""),
            to_team=names.get(to_team, ""),
            visits_a_week=sums.visits,
            contact_minutes=sums.contact_minutes,
            has_double_up=sums.double_ups > 0,
            calls=calls_in_words(visits) if visits else "",
            reason=reason,
            dso=turn.session.scalars(select(Staff.name).where(Staff.id == turn.staff)).one(),
            case_note=case_note,
        ),
    )


def _names(turn: Turn, teams: tuple[UUID | None, ...]) -> dict[UUID | None, str]:
    wanted = [team for team in teams if team is not None]
    if not wanted:
        return {}
    rows = turn.session.execute(select(Team.id, Team.name).where(Team.id.in_(wanted))).all()
    return {key: name for key, name in rows}  # noqa: C416  the row's types, not a tuple's
