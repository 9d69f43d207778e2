"""A move to interim support recorded ahead of its day, and confirmed by the hand-over with its gates (END-9)."""

from datetime import datetime
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deciding import dso_of, keep
from app.services.deed import load
from app.services.episodes.expected import announce
from app.services.episodes.open_episode import open_episode
from app.services.transfer import handing_over
from models.rules.closure.expected import ExpectedFacts, is_ahead
from models.rules.transfer.conditions import chosen_route_lacks
from models.rules.transfer.recording import given_up_lacks, moved_lacks
from models.transfer import Transfer
from models.vocabulary.closure import ExpectedKind
from models.vocabulary.deciding import DecidedDeed


def hand_over_or_expect(
    turn: Turn,
    *,
    transfer: UUID,
    seen: int,
    at: datetime,
    day_is_meant: bool = False,
    decided_by: UUID | None = None,
) -> Changes:
    """Hand over, as a DSO decided; where the moment lies ahead the move is expected, and confirmed on its day.

    Scheduling is told at once. Ahead only who receives the person has to be chosen: what is missing for the move, the
    interim DSO's word among it, may still come, and is asked when the move is confirmed.
    Source: OPG 5.2, 5.4 (INT-7, INT-8); good practice (END-9, END-10).
    """
    if not is_ahead(at, turn.moment):
        return handing_over.hand_over(turn, transfer=transfer, seen=seen, at=at, decided_by=decided_by)
    record = load(turn, Transfer, transfer, seen=seen, lock=True)
    decider = dso_of(turn, DecidedDeed.HAND_OVER, decided_by)
    refuse_if(given_up_lacks(record.abandoned_at))
    refuse_if(moved_lacks(has_moved=record.handed_over_at is not None))
    refuse_if(chosen_route_lacks(record.route))
    episode = open_episode(turn, record.episode_id)
    facts = ExpectedFacts(ExpectedKind.HAND_OVER, at)
    made = announce(turn, episode, facts, to_team=record.to_team_id, day_is_meant=day_is_meant)
    keep(turn, DecidedDeed.HAND_OVER, decider, episode=episode.id)
    return changes(Topic.TRANSFERS, Topic.EPISODES, Topic.TRACKER, person=episode.person_id, made=made.id)
