"""Telling Scheduling: each change becomes one row of the Excel tracker, in the transaction of the change itself.

What has gone out in a workbook was heard, and is taken back by another row; what only waits is withdrawn (REF-13).
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

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


def told_of(turn: Turn, kind: TrackerChangeKind, *, referral: UUID) -> TrackerChange | None:
    """The newest row of this kind about a referral that still stands: neither withdrawn nor taken back; its row held.

    None: Scheduling was never told, so nothing is taken back either. Source: OPG 2.3 (REF-13).
    """
    return standing(turn, TrackerChange.kind == kind, TrackerChange.referral_id == referral)


def told_of_episode(turn: Turn, kind: TrackerChangeKind, *, episode: UUID) -> TrackerChange | None:
    """The same about an episode."""
    return standing(turn, TrackerChange.kind == kind, TrackerChange.episode_id == episode)


def withdraw_unheard(turn: Turn, told: TrackerChange) -> bool:
    """Withdraw a row that hasn't gone out, so that it never will; False where Scheduling has heard it. (REF-13)."""
    if told.exported_at is not None:
        return False
    told.withdrawn_at, told.operation_id = turn.moment, turn.operation
    return True


def retract(
    turn: Turn,
    told: TrackerChange,
    *,
    reason: str,
    week: Iterable[PlannedVisit] = (),
    to_team: UUID | None = None,
) -> None:
    """Take back what was told: withdrawn where it waits, else by its Ref, with the week that goes on.

    Source: OPG 2.3 (REF-13, END-6).
    """
    if not withdraw_unheard(turn, told):
        tell(
            turn,
            TrackerChangeKind.RETRACTED,
            person=told.person_id,
            effective_at=turn.moment,
            reason=reason,
            week=week,
            to_team=to_team,
            episode=told.episode_id,
            referral=told.referral_id,
            retracts=told.id,
        )


def standing(turn: Turn, *about: ColumnElement[bool]) -> TrackerChange | None:
    """The newest row about this that is neither withdrawn nor taken back; its row held. (REF-13, END-6)."""
    answer = aliased(TrackerChange)
    is_answered = exists().where(
        answer.person_id == TrackerChange.person_id,
        (answer.retracts_id == TrackerChange.id)
        | (
            (answer.kind == TrackerChangeKind.HOLD_RELEASED)
            & (answer.referral_id == TrackerChange.referral_id)
            & (answer.number > TrackerChange.number)
        ),
    )
    return turn.session.scalars(
        select(TrackerChange)
        .where(TrackerChange.office_id == turn.office, TrackerChange.withdrawn_at.is_(None), *about, ~is_answered)
        .order_by(TrackerChange.number.desc())
        .limit(1)
        .with_for_update(of=TrackerChange)
        .execution_options(populate_existing=True)
    ).one_or_none()


def _names(turn: Turn, teams: tuple[UUID | None, ...]) -> dict[UUID | None, str]:
    wanted = [team for team in teams if team is not None]
    if not wanted:
        return {}
    rows = turn.session.execute(select(Team.id, Team.name).where(Team.id.in_(wanted))).all()
    return {key: name for key, name in rows}  # noqa: C416  the row's types, not a tuple's
