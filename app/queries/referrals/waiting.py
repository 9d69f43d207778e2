"""How the queue stands in one line: who waits now, how long, and what was completed this month (REF-10)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import case, func, select

from app.door.turn import Turn
from app.queries.statement import AnyRow
from models.owners_of_days import team_of_referral_of_day
from models.referral_parts import is_the_rest
from models.referrals import Referral
from models.values import start_of_day
from models.vocabulary.referrals import ReferralOutcome


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """The moments since which the oldest and the median referral wait, so that a screen can count on by itself."""

    waiting: int
    oldest_since: datetime | None
    median_since: datetime | None
    completed: int
    started: int


def waiting_line(turn: Turn, *, team: UUID | None = None) -> WaitingLine:
    """Of one team or of all; two statements, however many wait. What was part-accepted counts as one (REF-17)."""
    mine = (Referral.office_id == turn.office, *(() if team is None else (team_of_referral_of_day(turn.day) == team,)))
    asked = (Referral.person_id, Referral.first_asked_at, Referral.received_at)
    own = case((Referral.earlier_id.is_(None), Referral.id))  # no other referral is one with it but its own rest
    waits = select(*asked, own).where(*mine, Referral.outcome.is_(None)).order_by(Referral.first_asked_at)
    since = _each_once(tuple(turn.session.execute(waits)))
    month = start_of_day(turn.day.replace(day=1))
    whole = (*mine, Referral.outcome_at >= month, ~is_the_rest())
    left = select(Referral.outcome, func.count()).where(*whole).group_by(Referral.outcome)
    counts = {row[0]: row[1] for row in turn.session.execute(left)}
    return WaitingLine(
        len(since),
        since[0] if since else None,
        _median(since),
        sum(counts.values()),
        counts.get(ReferralOutcome.STARTED, 0),
    )


def _each_once(rows: tuple[AnyRow, ...]) -> tuple[datetime, ...]:
    """Since when each waits; the rest of a part-accepted one is left out where the first part waits as well."""
    firsts = {tuple(row[:3]) for row in rows if row[3] is not None}
    rests = {tuple(row[:3]) for row in rows if row[3] is None} - firsts
    return tuple(sorted((*(row[1] for row in rows if row[3] is not None), *(each[1] for each in rests))))


def _median(ordered: tuple[datetime, ...]) -> datetime | None:
    """The middle one, or half-way between the middle two."""
    if not ordered:
        return None
    earlier, later = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return earlier + timedelta(seconds=(later - earlier).total_seconds() / 2)
