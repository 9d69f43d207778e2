"""Who decided a deed, checked and kept beside who typed it in (END-10)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add
from app.services.staff_of_day import member, seat_role
from models.deciding import WhoDecided
from models.meetings import Attendance
from models.rules.deciding import coordinator_lacks, dso_lacks, mdt_lacks
from models.staff import Staff
from models.values import london_day
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.staff import CASE_COORDINATORS


def dso_of(turn: Turn, deed: DecidedDeed, decided_by: UUID | None) -> UUID:
    """The DSO who decided: the one named, else the one whose seat this is; refused where that is no DSO.

    Source: OPG 1.3, 1.5, 2.1, 2.4, 3.2 (END-10).
    """
    seat = member(turn, turn.staff).on_staff
    said = member(turn, decided_by).on_staff if decided_by else None
    refuse_if(dso_lacks(deed, seat, said, turn.day))
    return decided_by or turn.staff


def keep(
    turn: Turn,
    deed: DecidedDeed,
    decided_by: UUID,
    *,
    referral: UUID | None = None,
    episode: UUID | None = None,
    plan: UUID | None = None,
) -> None:
    """Keep both names: who decided, and who typed it in at this seat."""
    add(
        turn,
        WhoDecided(
            deed=deed,
            referral_id=referral,
            episode_id=episode,
            plan_id=plan,
            decided_at=turn.moment,
            decided_by_id=decided_by,
            typed_by_id=turn.staff,
        ),
    )


def keep_mdt(
    turn: Turn, deed: DecidedDeed, at: datetime, present: str, *, episode: UUID, plan: UUID | None = None
) -> None:
    """Keep the MDT's word: the day of its meeting, who was there, and who typed it in; refused without them.

    Source: OPG 3.1, 5.1, 5.2 (END-10).
    """
    refuse_if(mdt_lacks(deed, seat_role(turn), present))
    word = WhoDecided(deed=deed, episode_id=episode, plan_id=plan, decided_at=turn.moment, typed_by_id=turn.staff)
    word.mdt_on, word.present = london_day(at), present.strip()
    add(turn, word)


def present_at(turn: Turn, meeting: UUID) -> str:
    """Who was at a meeting that the program recorded, by name."""
    with turn.session.no_autoflush:
        names = turn.session.scalars(
            select(Staff.name)
            .join(Attendance, Attendance.staff_id == Staff.id)
            .where(Attendance.meeting_id == meeting, Attendance.left_at.is_(None))
            .order_by(Staff.name)
        )
        return ", ".join(names) or "as the meeting recorded"


def coordinator_of(turn: Turn, deed: DecidedDeed, said: UUID | None, own: UUID | None) -> UUID:
    """The SW or CCW whose word it is: the one named, else who sits here as one, else the person's own (`own`).

    Source: OPG 5.3, 5.6; MG (END-10).
    """
    seat = member(turn, turn.staff)
    key = said or (seat.id if seat.role in CASE_COORDINATORS else own)
    named = member(turn, key).on_staff if key else None
    refuse_if(coordinator_lacks(deed, seat.role, named, turn.day))
    if key is None:
        raise LookupError("the rule lets nobody's word count")
    return key
