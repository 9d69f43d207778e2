"""Taking somebody to another office of the same server, who asked for support here (DAY-4)."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select

from app.door.changes import Changes, Topic
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import look
from app.services.referrals.deciding import signpost
from models.episodes import Episode
from models.in_other_offices import teams_of_other_offices
from models.keys import new_id
from models.people import Concern
from models.referrals import Referral
from models.rules.referrals.moving import moving_lacks


def move_to_office(
    turn: Turn, *, referral: UUID, seen: int, team: UUID, because: str, decided_by: UUID | None = None
) -> Changes:
    """Take the person and what was asked to a team of another office, which decides about it anew.

    Here the referral is signposted there, as a DSO decided, and keeps its history; there it is a referral of its own,
    waiting since it was first asked, which says where it comes from. Refused while the person is in service here, and
    to a login that may not take anybody in there. Source: good practice (DAY-4, REF-4, END-10).
    """
    person = look(turn, Referral, referral).person_id
    asked = teams_of_other_offices(turn.session, turn.office, turn.day)
    to = None if asked is None else turn.session.execute(asked).all()
    chosen = next((row for row in to or () if row.id == team), None)
    running = select(Episode.id).where(Episode.person_id == person, Episode.ended_at.is_(None))
    is_in_service = turn.session.scalars(running.limit(1)).first() is not None
    concern = select(Concern.id).where(Concern.person_id == person, Concern.told_at.is_(None))
    is_untold = turn.session.scalars(concern.limit(1)).first() is not None
    has_team = chosen is not None
    refuse_if(moving_lacks(because, has_team=has_team, is_in_service=is_in_service, is_untold=is_untold))
    where = f"{chosen.office}, {chosen.name}: {because.strip()}" if chosen is not None else ""
    answer = signpost(turn, referral=referral, seen=seen, where_to=where, decided_by=decided_by)
    turn.session.flush()
    moved = func.public.homeward_move_referral(referral, team, because.strip(), new_id(), new_id(), turn.operation)
    there = turn.session.execute(select(moved)).scalar_one()
    return replace(answer, topics=answer.topics | {Topic.PEOPLE}, people=answer.people | {there})
