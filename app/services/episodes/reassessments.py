"""Needs reassessed during interim support: recorded as often as they change, and taken back where in error (MILE-3)."""

from datetime import date
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from models.episodes import Episode
from models.reassessments import Reassessment
from models.rules.closure.ending import running_lacks
from models.rules.goals.reassessments import interim_lacks, reassessment_lacks, taking_back_lacks
from models.values import london_day


def reassess(turn: Turn, *, episode: UUID, on: date, assessed_by: str, decided: str) -> Changes:
    """Needs changed and were assessed anew on a day of this interim support: by whom, and what was decided.

    The milestones of STS, the transfer and the day charged from stay as they are.
    Source: OPG 6.2 (MILE-3).
    """
    found = look(turn, Episode, episode, lock=True)
    refuse_if(running_lacks(found.ended_at))
    refuse_if(interim_lacks(found.kind))
    refuse_if(
        reassessment_lacks(
            on=on,
            assessed_by=assessed_by,
            decided=decided,
            started_on=london_day(found.started_at),
            today=turn.day,
        )
    )
    made = add(
        turn,
        Reassessment(
            episode_id=episode,
            reassessed_on=on,
            assessed_by=assessed_by.strip(),
            decided=decided.strip(),
            recorded_by_id=turn.staff,
        ),
    )
    return changes(Topic.EPISODES, Topic.GOALS, person=found.person_id, made=made.id)


def take_back(turn: Turn, *, reassessment: UUID, seen: int, because: str) -> Changes:
    """It was recorded in error: nothing rests on it any more, and that it was recorded stays in the history.

    Source: OPG 6.2 (MILE-3); good practice.
    """
    record = load(turn, Reassessment, reassessment, seen=seen)
    episode = look(turn, Episode, record.episode_id, lock=True)
    refuse_if(running_lacks(episode.ended_at))
    refuse_if(taking_back_lacks(because, is_withdrawn=record.withdrawn_at is not None))
    record.withdrawn_at, record.withdrawn_because = turn.moment, because.strip()
    return changes(Topic.EPISODES, Topic.GOALS, person=episode.person_id, made=record.id)
