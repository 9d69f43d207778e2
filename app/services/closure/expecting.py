"""An end or a return recorded ahead of its day: told to Scheduling at once, moved or taken back, confirmed by its deed.

Nothing happens by itself: on the day somebody does `ending.end` or `breaks.come_back`, with their gates (END-9).
"""

from datetime import date, datetime
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.closure import breaks, ending
from app.services.deciding import dso_of, keep
from app.services.deed import load, look
from app.services.episodes.expected import announce, move_expected, take_back_expected
from app.services.episodes.open_episode import open_episode
from models.breaks import Break
from models.episodes import Episode
from models.expected import ExpectedChange
from models.rules.closure.breaks import ended_already_lacks, next_visit_lacks
from models.rules.closure.end_facts import EndFactDays, package_day_lacks
from models.rules.closure.ending import EndingFacts, ending_lacks, running_lacks
from models.rules.closure.expected import (
    ExpectedFacts,
    is_ahead,
    still_expected_lacks,
    why_not_as_expected_lacks,
)
from models.values import london_day
from models.vocabulary.closure import EndReason, ExpectedKind
from models.vocabulary.deciding import DecidedDeed

_TOPICS = (Topic.EPISODES, Topic.BREAKS, Topic.TRANSFERS, Topic.CLOSURES, Topic.TRACKER)


def end_or_expect(
    turn: Turn,
    *,
    episode: UUID,
    seen: int,
    reason: EndReason,
    ends_at: datetime,
    package_on: date | None = None,
    fact_on: date | None = None,
    day_is_meant: bool = False,
    decided_by: UUID | None = None,
) -> Changes:
    """End an episode, as a DSO decided; where the moment lies ahead the end is expected, and confirmed on its day.

    Scheduling is told at once.

    Source: OPG 6.1, 6.2 (END-1, END-2); good practice (END-9, END-10).
    """
    if not is_ahead(ends_at, turn.moment):
        return ending.end(
            turn,
            episode=episode,
            seen=seen,
            reason=reason,
            ends_at=ends_at,
            package_on=package_on,
            fact_on=fact_on,
            day_is_meant=day_is_meant,
            decided_by=decided_by,
        )
    found = load(turn, Episode, episode, seen=seen, lock=True)
    decider = dso_of(turn, DecidedDeed.END, decided_by)
    refuse_if(running_lacks(found.ended_at))
    facts = ExpectedFacts(ExpectedKind.END, ends_at, reason)
    # What the reason rests on is asked when the end is confirmed: a break may reach its limit on the way, and needs may
    # still be reassessed.
    refuse_if(
        ending_lacks(
            EndingFacts(
                kind=found.kind,
                reason=reason,
                started_at=found.started_at,
                ends_at=ends_at,
                has_long_break=True,
                reassessed_on=london_day(found.started_at),
            )
        )
    )
    if package_on is not None:
        days = EndFactDays(kind=found.kind, reason=reason, started_at=found.started_at, ends_at=ends_at, on=package_on)
        refuse_if(package_day_lacks(days, turn.policy, day_is_meant=day_is_meant))
    made = announce(turn, found, facts, package_on=package_on, day_is_meant=day_is_meant)
    keep(turn, DecidedDeed.END, decider, episode=episode)
    return changes(*_TOPICS, person=found.person_id, made=made.id)


def come_back_or_expect(
    turn: Turn,
    *,
    break_: UUID,
    seen: int,
    returned_at: datetime,
    next_visit_on: date | None = None,
    day_is_meant: bool = False,
) -> Changes:
    """Somebody is back; where the moment lies ahead the return is expected, and confirmed on its day.

    Source: OPG 6.2 (END-3); good practice (END-9).
    """
    if not is_ahead(returned_at, turn.moment):
        return breaks.come_back(turn, break_=break_, seen=seen, returned_at=returned_at, next_visit_on=next_visit_on)
    record = load(turn, Break, break_, seen=seen)
    refuse_if(ended_already_lacks(record.returned_at))
    refuse_if(next_visit_lacks(returned_at, next_visit_on))
    episode = open_episode(turn, record.episode_id)
    facts = ExpectedFacts(ExpectedKind.RETURN, returned_at)
    made = announce(turn, episode, facts, day_is_meant=day_is_meant)
    record.return_expected_at = returned_at
    return changes(*_TOPICS, person=episode.person_id, made=made.id)


def move(turn: Turn, *, expected: UUID, seen: int, to: datetime, because: str, day_is_meant: bool = False) -> Changes:
    """What is expected comes at another moment: Scheduling hears that the first is retracted, and the second.

    Source: good practice (END-9).
    """
    record, episode = _still_expected(turn, expected, seen)
    refuse_if(why_not_as_expected_lacks(because))
    move_expected(turn, episode, record, to, because.strip(), day_is_meant=day_is_meant)
    return changes(*_TOPICS, person=episode.person_id, made=record.id)


def take_back(turn: Turn, *, expected: UUID, seen: int, because: str) -> Changes:
    """It won't happen: support goes on as before, and Scheduling hears *Retracted*. Source: good practice (END-9)."""
    record, episode = _still_expected(turn, expected, seen)
    refuse_if(why_not_as_expected_lacks(because))
    take_back_expected(turn, episode, record, because.strip())
    return changes(*_TOPICS, person=episode.person_id, made=record.id)


def _still_expected(turn: Turn, expected: UUID, seen: int) -> tuple[ExpectedChange, Episode]:
    record = load(turn, ExpectedChange, expected, seen=seen, lock=True)
    is_settled = record.confirmed_at is not None or record.taken_back_at is not None
    refuse_if(still_expected_lacks(is_settled=is_settled))
    return record, look(turn, Episode, record.episode_id)
