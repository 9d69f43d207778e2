"""What episodes weigh in a team's hours from a day on, and whether more of it is free (REF-15)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from app.services.capacity.free_hours import refuse_without_capacity
from app.services.owners.now import team_of
from app.services.owners.put import standing_changes
from models.plans import Plan
from models.plans_of_days import is_in_force_or_coming
from models.rules.owners.of_days import changes_to_come
from models.shared_pairs import shared_pairs
from models.vocabulary.owners import OwnerOf


def most_minutes(turn: Turn, episodes: Sequence[UUID], day: date) -> int:
    """Worker minutes a week of all of them, each by the heaviest of its plans from this day on; two statements.

    What two of them share goes along once, by the day on which they share least. Source: OPG 1.5 (DAY-4, REF-15).
    """
    most: defaultdict[UUID, int] = defaultdict(int)
    since = max(day, turn.day)
    query = select(Plan.episode_id, Plan.worker_minutes).where(
        Plan.episode_id.in_(episodes), is_in_force_or_coming(since)
    )
    for episode, minutes in turn.session.execute(query):
        most[episode] = max(most[episode], minutes)
    pairs = [each for each in shared_pairs(turn.session, turn.office, since) if set(each.episodes) <= set(episodes)]
    return sum(most.values()) - sum(each.least_from(since) for each in pairs)


def refuse_more(turn: Turn, episode: UUID, minutes: int, day: date, until: date | None) -> None:
    """Refuse an episode more minutes a week than are free, on each day in the team in which it is on that day.

    `until` is the first day on which they aren't asked any more, none where they go on. Source: OPG 1.5 (REF-15).
    """
    moves = changes_to_come(standing_changes(turn, OwnerOf.TEAM, episode, "episode_id"), day)
    days = [day, *(each.from_day for each in moves if until is None or each.from_day < until)]
    for since, end in zip(days, [*days[1:], until], strict=True):
        refuse_without_capacity(turn, team_of(turn, episode, since), minutes, since, end)
