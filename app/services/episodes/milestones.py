"""Dating the milestones of an episode, in their order (MILE-1, MILE-2)."""

from datetime import datetime
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deciding import keep_mdt
from app.services.deed import look
from app.services.episodes.put_milestone import put, refuse_if_redated
from app.services.meetings.assessing import finish_assessing
from models.episodes import Episode
from models.rules.goals.milestones import assessor_lacks, future_lacks, kind_lacks
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.episodes import AssessmentDecision, MilestoneKind


def record(
    turn: Turn, *, episode: UUID, kind: MilestoneKind, seen: int | None, at: datetime, present: str = ""
) -> Changes:
    """Date a milestone, or correct its date; the start and the end come with the episode's own start and end.

    `seen` is the version of the milestone, none where it wasn't reached. Refused in the future and out of its order.
    Maximum independence is the MDT's word: `present` says who was there. Source: OPG 3.4, 3.6 (MILE-1, END-10).
    """
    refuse_if(kind_lacks(kind))
    made = _put(turn, episode, kind, seen, at)
    if kind is MilestoneKind.MAXIMUM_INDEPENDENCE:
        keep_mdt(turn, DecidedDeed.MAXIMUM_INDEPENDENCE, at, present, episode=episode)
    return made


def record_assessment(
    turn: Turn, *, episode: UUID, seen: int | None, at: datetime, decision: AssessmentDecision, assessed_by: str
) -> Changes:
    """Ongoing need was assessed, or no further action decided: when, which, and by whom.

    A meeting's action to assess it is done with that. Source: OPG 3.4, 3.5, 3.6 (MILE-1, MILE-2, MDT-3).
    """
    refuse_if(assessor_lacks(assessed_by))
    made = _put(turn, episode, MilestoneKind.ASSESSED, seen, at, decision, assessed_by.strip())
    finish_assessing(turn, episode)
    return made


def _put(
    turn: Turn,
    episode: UUID,
    kind: MilestoneKind,
    seen: int | None,
    at: datetime,
    decision: AssessmentDecision | None = None,
    assessed_by: str = "",
) -> Changes:
    held = look(turn, Episode, episode, lock=True)
    refuse_if_redated(turn, held.id, kind, seen)
    refuse_if(future_lacks(kind, at, turn.moment))
    row = put(turn, held.id, kind, at, decision=decision, assessed_by=assessed_by)
    topics = (Topic.GOALS, Topic.EPISODES, Topic.TRANSFERS, Topic.MEETINGS)
    return changes(*topics, person=held.person_id, made=row.id)
