"""How the queue stands in one line: who waits now, how long, and what was completed this month (REF-10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select

from app.door.turn import Turn
from models.base import as_kept, moment_as_kept
from models.owners_of_days import team_of_referral_of_day
from models.prepared import Prepared
from models.referral_parts import is_the_rest
from models.referrals import Referral
from models.values import start_of_day
from models.vocabulary.referrals import ReferralOutcome

_STATEMENTS_KEPT = 4  # of today and of tomorrow, of one team and of all


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
    waits, left = _statements(turn.office, turn.day, of_one=team is not None)
    told, connection = {} if team is None else {"team": team}, turn.session.connection()
    since = _each_once(list(waits.tuples(connection, told)))
    counts = {row[0]: row[1] for row in left.tuples(connection, told)}
    return WaitingLine(
        len(since),
        moment_as_kept(since[0]) if since else None,
        _median(since),
        sum(counts.values()),
        counts.get(ReferralOutcome.STARTED, 0),
    )


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _statements(office: UUID, day: date, *, of_one: bool) -> tuple[Prepared, Prepared]:
    """Who waits, and how many left the queue this month, by how; made once a day."""
    of_team = (team_of_referral_of_day(day) == bindparam("team", type_=Referral.team_id.type),) if of_one else ()
    mine = (Referral.office_id == office, *of_team)
    may_be_rest = Referral.earlier_id.is_not(None)
    of_whom = (as_kept(Referral.person_id), as_kept(Referral.received_at))
    waits = select(as_kept(Referral.first_asked_at), as_kept(may_be_rest), *of_whom)
    whole = (Referral.outcome_at >= start_of_day(day.replace(day=1)), ~is_the_rest())
    left = select(Referral.outcome, func.count()).where(*mine, *whole).group_by(Referral.outcome)
    return Prepared(waits.where(*mine, Referral.outcome.is_(None))), Prepared(left)


def _each_once(rows: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Since when each waits, as it is kept; a rest is left out where the first part of what it is of waits as well."""
    whole, rests = [row for row in rows if not row[1]], {(row[0], *row[2:]) for row in rows if row[1]}
    since = [row[0] for row in whole]
    if rests:
        rests -= {(row[0], *row[2:]) for row in whole}
        since += [asked for asked, *_ in rests]
    return sorted(since)


def _median(ordered: Sequence[Any]) -> datetime | None:
    """The middle one, or half-way between the middle two."""
    if not ordered:
        return None
    earlier, later = (moment_as_kept(ordered[place]) for place in ((len(ordered) - 1) // 2, len(ordered) // 2))
    return earlier + timedelta(seconds=(later - earlier).total_seconds() / 2)
