"""Telling Scheduling: each change becomes one row of the Excel tracker, in the transaction of the change itself.

What has gone out in a workbook was heard, and is taken back by another row; what only waits is withdrawn (REF-13). A
change that brings back what was heard takes its retraction off the queue, and nothing is told.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.services.deed import add, next_number
from models.rules.plans.totals import calls_in_words, totals
from models.rules.tracker.telling import OF_CAPACITY, Said, alike, says_the_same
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
    """Note a change for the next export. What it says is frozen: a mistake is retracted by its Ref, never edited.

    Where Scheduling has heard just this, and only the row that takes it back waits, that one is withdrawn instead.
    """
    visits, names = tuple(week), _names(turn, (from_team, to_team))
    sums = totals(visits)
    row = TrackerChange(
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
        has_double_up=sums.has_double_up,
        calls=calls_in_words(visits) if visits else "",
        reason=reason,
        case_note=case_note,
    )
    return _stands_again(turn, row) or _put_down(turn, row)


def tell_again(
    turn: Turn, row: TrackerChange, *, week: Iterable[PlannedVisit] | None = None, at: datetime | None = None
) -> TrackerChange:
    """Tell what a row that never went out said, or with another week: what it was told for holds again.

    `at` is when it was told where it goes on being one with what was told then, by default now.
    """
    copy = TrackerChange(**{name: getattr(row, name) for name in _SAID}, notified_at=at or turn.moment)
    if week is not None:
        visits = tuple(week)
        sums = totals(visits)
        copy.visits_a_week, copy.contact_minutes = sums.visits, sums.contact_minutes
        copy.has_double_up, copy.calls = sums.has_double_up, calls_in_words(visits)
    return _put_down(turn, copy)


def told_of_capacity(turn: Turn, *, referral: UUID) -> TrackerChange | None:
    """The newest row about capacity that a referral holds or is promised, and that still stands; its row held.

    Neither withdrawn nor taken back; a promise was told as a hold once. None: Scheduling was never told, so nothing is
    taken back either. Source: OPG 2.3 (REF-13).
    """
    return standing(turn, TrackerChange.kind.in_(OF_CAPACITY), TrackerChange.referral_id == referral)


def told_of_episode(turn: Turn, kind: TrackerChangeKind, *, episode: UUID) -> TrackerChange | None:
    """The newest row of this kind about an episode that still stands; its row held."""
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
    effective_at: datetime | None = None,
    episode: UUID | None = None,
) -> None:
    """Take back what was told: withdrawn where it waits, else by its Ref, with the week that goes on.

    Where what waits had followed something that they heard, that is taken back for this reason now.
    Source: OPG 2.3 (REF-13, END-6).
    """
    heard = told.id
    if withdraw_unheard(turn, told):
        before = withdraw_retraction(turn, told)
        if before is None:
            return
        heard = before
    tell(
        turn,
        TrackerChangeKind.RETRACTED,
        person=told.person_id,
        effective_at=effective_at or turn.moment,
        reason=reason,
        week=week,
        to_team=to_team,
        episode=episode or told.episode_id,
        referral=told.referral_id,
        retracts=heard,
    )


def withdraw_retraction(turn: Turn, told: TrackerChange) -> UUID | None:
    """Withdraw what was to take back the row before this one, told in one go with it; which row that was, if any."""
    answer = retraction_with(turn, told)
    if answer is None:
        return None
    withdraw_unheard(turn, answer)
    return answer.retracts_id


def retraction_with(turn: Turn, told: TrackerChange) -> TrackerChange | None:
    """What waits to take back the row that this one follows: told in one go with it, by the same deed."""
    heard = aliased(TrackerChange)
    return turn.session.scalars(
        select(TrackerChange)
        .where(
            TrackerChange.person_id == told.person_id,
            TrackerChange.episode_id == told.episode_id,
            TrackerChange.referral_id == told.referral_id,
            TrackerChange.kind == TrackerChangeKind.RETRACTED,
            TrackerChange.notified_at == told.notified_at,
            TrackerChange.number < told.number,
            TrackerChange.retracts_id.in_(
                select(heard.id).where(heard.person_id == told.person_id, heard.kind.in_(alike(told.kind)))
            ),
            _waits(TrackerChange),
        )
        .order_by(TrackerChange.number.desc())
        .limit(1)
        .with_for_update(of=TrackerChange)
    ).one_or_none()


def standing(turn: Turn, *about: ColumnElement[bool]) -> TrackerChange | None:
    """The newest row about this that is neither withdrawn nor taken back; its row held. (REF-13, END-6)."""
    return turn.session.scalars(
        select(TrackerChange)
        .where(TrackerChange.office_id == turn.office, TrackerChange.withdrawn_at.is_(None), *about, ~is_answered())
        .order_by(TrackerChange.number.desc())
        .limit(1)
        .with_for_update(of=TrackerChange)
        .execution_options(populate_existing=True)
    ).one_or_none()


def is_answered() -> ColumnElement[bool]:
    """Whether a row was taken back by another, or its hours were released; a row that was withdrawn answers nothing."""
    answer = aliased(TrackerChange)
    return exists().where(
        answer.person_id == TrackerChange.person_id, answer.withdrawn_at.is_(None), _answers(answer, TrackerChange)
    )


def _answers(answer: type[TrackerChange], told: type[TrackerChange]) -> ColumnElement[bool]:
    return or_(
        answer.retracts_id == told.id,
        (answer.kind == TrackerChangeKind.HOLD_RELEASED)
        & told.kind.in_(OF_CAPACITY)
        & (answer.referral_id == told.referral_id)
        & (answer.number > told.number),
    )


def _waits(row: type[TrackerChange]) -> ColumnElement[bool]:
    return row.exported_at.is_(None) & row.withdrawn_at.is_(None)


def _stands_again(turn: Turn, row: TrackerChange) -> TrackerChange | None:
    """What Scheduling has heard and this row would say again; what was to take it back is withdrawn. (REF-13)."""
    if row.kind is TrackerChangeKind.RETRACTED:
        return None
    answer, gone = aliased(TrackerChange), aliased(TrackerChange)
    was_taken_back = exists().where(gone.person_id == row.person_id, gone.exported_at.is_not(None))
    with turn.session.no_autoflush:
        found = turn.session.execute(
            select(TrackerChange, answer)
            .join(answer, _answers(answer, TrackerChange))
            .where(
                answer.office_id == turn.office,
                answer.person_id == row.person_id,
                _waits(answer),
                TrackerChange.kind == row.kind,
                TrackerChange.episode_id == row.episode_id,
                TrackerChange.referral_id == row.referral_id,
                TrackerChange.exported_at.is_not(None),
                ~was_taken_back.where(_answers(gone, TrackerChange)),
            )
            .order_by(TrackerChange.number.desc())
            .with_for_update(of=(TrackerChange, answer))
        ).all()
    for heard, retraction in found:
        if says_the_same(_said(heard), _said(row)):
            withdraw_unheard(turn, retraction)
            turn.session.flush()
            return heard
    return None


def _said(row: TrackerChange) -> Said:
    return Said(
        kind=row.kind,
        effective_at=row.effective_at,
        from_team=row.from_team,
        to_team=row.to_team,
        calls=row.calls,
    )


def _put_down(turn: Turn, row: TrackerChange) -> TrackerChange:
    """Give the row its number and whose word it is, and let it wait."""
    row.number = next_number(turn, TrackerChange.number)
    row.dso = turn.session.scalars(select(Staff.name).where(Staff.id == turn.staff)).one()
    return add(turn, row)


def _names(turn: Turn, teams: tuple[UUID | None, ...]) -> dict[UUID | None, str]:
    wanted = [team for team in teams if team is not None]
    if not wanted:
        return {}
    rows = turn.session.execute(select(Team.id, Team.name).where(Team.id.in_(wanted))).all()
    return {key: name for key, name in rows}  # noqa: C416  the row's types, not a tuple's


_SAID = (
    "kind", "person_id", "episode_id", "referral_id", "retracts_id", "effective_at", "from_team", "to_team",
    "visits_a_week", "contact_minutes", "has_double_up", "calls", "reason", "case_note",
)  # fmt: skip
