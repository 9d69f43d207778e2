"""Onward connections: recording what was asked of another service, and what came of it (PSP-11)."""

from datetime import datetime
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from app.services.episodes.open_episode import open_episode
from app.services.staff_of_day import chosen
from models.episodes import Episode
from models.onward import OnwardConnection
from models.rules.plans.onward import answer_lacks, onward_lacks
from models.values import london_day
from models.vocabulary.plans import OnwardService


def record_onward(
    turn: Turn,
    *,
    episode: UUID,
    service: OnwardService,
    what: str,
    of_whom: str = "",
    asked_by: UUID,
    asked_at: datetime | None = None,
) -> Changes:
    """Something was asked of another service for somebody in service: what, by whom, and when.

    `of_whom` names the service where there are several of its kind. Refused without what was asked, for a day ahead,
    and once support has ended. Source: OPG 3.9 (PSP-11).
    """
    held, at = open_episode(turn, episode), asked_at or turn.moment
    asking = chosen(turn, asked_by, london_day(at), field="asked_by")
    refuse_if(onward_lacks(what, at, turn.moment))
    made = add(
        turn,
        OnwardConnection(
            episode_id=episode,
            service=service,
            of_whom=of_whom.strip(),
            what=what.strip(),
            asked_at=at,
            asked_by_id=asking.id,
            recorded_by_id=turn.staff,
        ),
    )
    return changes(Topic.EPISODES, person=held.person_id, made=made.id)


def record_onward_answer(
    turn: Turn, *, connection: UUID, seen: int, outcome: str, answered_at: datetime | None = None
) -> Changes:
    """Say what came of it, or say it anew where more is known; also after support has ended. OPG 3.9 (PSP-11)."""
    held = load(turn, OnwardConnection, connection, seen=seen)
    at = answered_at or turn.moment
    refuse_if(answer_lacks(outcome, at, held.asked_at, turn.moment))
    held.outcome, held.answered_at = outcome.strip(), at
    return changes(Topic.EPISODES, person=look(turn, Episode, held.episode_id).person_id)
