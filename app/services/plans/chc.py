"""NHS Continuing Healthcare of somebody in service: found, asked to take over, taken over, or a mistake (REF-8)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look, take
from app.services.episodes.open_episode import open_episode
from models.chc import ChcInService, chc_columns, chc_in, chc_now, is_of_this_run, says_chc
from models.episodes import Episode
from models.referrals import Referral
from models.rules.referrals.chc import (
    ChcFacts,
    chc_asked_lacks,
    chc_found_lacks,
    chc_mistake_lacks,
    chc_transferred_lacks,
)

_TOPICS = (Topic.EPISODES, Topic.PLANS, Topic.REFERRALS)


def record_chc(
    turn: Turn,
    *,
    episode: UUID,
    known_at: datetime | None = None,
    fast_track: bool = False,
    out_of_hours: bool = False,
) -> Changes:
    """CHC was found of somebody in service, now unless said otherwise, whether or not a referral of ours says it.

    It goes along at a hand-over to interim support. Where the referral says when CHC was asked, that stands.
    Refused where it is recorded for this support already. Source: OPG 1.3 (REF-8).
    """
    held = open_episode(turn, episode)
    refuse_if(chc_found_lacks(known_at or turn.moment, turn.moment, is_recorded=_recorded(turn, episode) is not None))
    made = add(
        turn,
        ChcInService(
            episode_id=episode,
            known_at=known_at or turn.moment,
            fast_track=fast_track,
            out_of_hours=out_of_hours,
            recorded_by_id=turn.staff,
        ),
    )
    return changes(*_TOPICS, person=held.person_id, made=made.id)


def ask_chc(turn: Turn, *, episode: UUID, asked_at: datetime | None = None) -> Changes:
    """CHC was asked to move the support to a provider of their own, kept where CHC is recorded.

    Source: OPG 1.3 (REF-8).
    """
    held, at = open_episode(turn, episode), asked_at or turn.moment
    refuse_if(chc_asked_lacks(_known(turn, episode), at, turn.moment))
    if (record := _recorded(turn, episode)) is not None:
        take(turn, ChcInService, record).asked_at = at
    for referral in _referrals(turn, episode) if record is None else ():
        take(turn, Referral, referral).chc_asked_at = at
    return changes(*_TOPICS, person=held.person_id)


def chc_has_taken_over(turn: Turn, *, episode: UUID, transferred_at: datetime | None = None) -> Changes:
    """CHC's own provider has the support; ending ours is a deed of its own. Source: OPG 1.3 (REF-8)."""
    held, at = open_episode(turn, episode), transferred_at or turn.moment
    refuse_if(chc_transferred_lacks(_known(turn, episode), at, turn.moment))
    if (record := _recorded(turn, episode)) is not None:
        take(turn, ChcInService, record).transferred_at = at
    for referral in _referrals(turn, episode) if record is None else ():
        take(turn, Referral, referral).chc_transferred_at = at
    return changes(*_TOPICS, person=held.person_id)


def take_back_chc(turn: Turn, *, chc: UUID, seen: int, because: str) -> Changes:
    """CHC was recorded in error: nothing is asked for it any more, and that it was recorded stays in the history.

    Source: good practice (REF-8).
    """
    record = load(turn, ChcInService, chc, seen=seen)
    person = look(turn, Episode, record.episode_id).person_id
    refuse_if(chc_mistake_lacks(because, is_withdrawn=record.withdrawn_at is not None))
    record.withdrawn_at, record.withdrawn_because = turn.moment, because.strip()
    return changes(*_TOPICS, person=person, made=record.id)


def _known(turn: Turn, episode: UUID) -> ChcFacts | None:
    """Where CHC stands with the person of this open episode, whichever place says so."""
    chc = chc_now(turn.office)
    row = turn.session.execute(select(*chc_columns(chc)).where(chc.c.episode_id == episode)).one_or_none()
    return chc_in(row) if row is not None else None


def _recorded(turn: Turn, episode: UUID) -> UUID | None:
    """The record in service of this run of support, if there is one."""
    recorded = aliased(Episode)
    return turn.session.scalars(
        select(ChcInService.id)
        .join(recorded, recorded.id == ChcInService.episode_id)
        .join(Episode, is_of_this_run(recorded))
        .where(Episode.id == episode, ChcInService.withdrawn_at.is_(None))
    ).first()


def _referrals(turn: Turn, episode: UUID) -> list[UUID]:
    """The referrals that say CHC of this support."""
    return list(turn.session.scalars(select(Referral.id).join(Episode, says_chc()).where(Episode.id == episode)))
