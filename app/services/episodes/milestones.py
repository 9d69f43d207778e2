"""Dating the milestones of an episode, in their order (MILE-1, MILE-2)."""

from datetime import datetime
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.turn import Turn
from app.services.deed import look, refuse_if
from app.services.episodes.put_milestone import put
from app.services.transfer.transfer_of_episode import note_assessment
from models.episodes import Episode
from models.rules.clocks import is_past
from models.rules.decision import Lack
from models.vocabulary import AssessmentDecision, MilestoneKind

_OF_THE_EPISODE = {MilestoneKind.START, MilestoneKind.END}
_WHO = "whoever records the milestone"


def record(turn: Turn, *, episode: UUID, kind: MilestoneKind, at: datetime) -> Changes:
    """Date a milestone, or correct its date; the start and the end come with the episode's own start and end.

    Refused in the future and out of its order. Source: OPG 3.4 (MILE-1).
    """
    if kind in _OF_THE_EPISODE:
        refuse_if([Lack("MILE-1", f"“{kind.label}” is dated by the episode itself: correct it there.", "the DSO")])
    if kind is MilestoneKind.ASSESSED:
        refuse_if([Lack("MILE-1", "Say what the assessment decided, and who assessed.", "the SW, CCW or coordinator")])
    return _put(turn, episode, kind, at)


def record_assessment(
    turn: Turn, *, episode: UUID, at: datetime, decision: AssessmentDecision, assessed_by: str
) -> Changes:
    """Ongoing need was assessed, or no further action decided: when, which, and by whom.

    Source: OPG 3.4, 3.6 (MILE-1, MILE-2).
    """
    if not assessed_by.strip():
        refuse_if([Lack("MILE-2", "Say who assessed: the SW, the CCW or the case coordinator.", _WHO)])
    made = _put(turn, episode, MilestoneKind.ASSESSED, at, decision, assessed_by.strip())
    note_assessment(turn, look(turn, Episode, episode), at, decision)  # the same fact, as the transfer asks for it
    return made


def _put(
    turn: Turn,
    episode: UUID,
    kind: MilestoneKind,
    at: datetime,
    decision: AssessmentDecision | None = None,
    assessed_by: str = "",
) -> Changes:
    held = look(turn, Episode, episode, lock=True)
    if is_past(turn.moment, at):
        refuse_if([Lack("MILE-1", f"“{kind.label}” can't be dated in the future: correct the date.", _WHO)])
    row = put(turn, held.id, kind, at, decision=decision, assessed_by=assessed_by)
    return changes(Topic.GOALS, Topic.EPISODES, Topic.TRANSFERS, person=held.person_id, made=row.id)
