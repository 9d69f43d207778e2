"""What two share on the days ahead, and by whose end, move or change of plan it begins or stops to count (REF-15)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.queries.capacity.moves_ahead import Stays
from models.shared_pairs import SharedPair
from models.values import DAYS
from models.vocabulary.two_weeks import weeks_ahead

Week = tuple[int, ...]  # the worker minutes of each weekday, Monday first
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is known of each episode's days ahead: its team, and the day from which its hours are free.

    `ends` are those days that are counted on, `leaves` also those that nobody has confirmed.
    """

    stays: Mapping[UUID, Stays]
    ends: Mapping[UUID, date]
    leaves: Mapping[UUID, date]

    def team(self, pair: SharedPair, day: date) -> UUID | None:
        """The team in which both are on a day; none once one has ended or they are in two. (DAY-4)."""
        has_ended = any(self.ends.get(each, date.max) <= day for each in pair.episodes)
        return None if has_ended else self.one_team(pair, day)

    def one_team(self, pair: SharedPair, day: date) -> UUID | None:
        """The team in which both would be on a day if nobody ended. (DAY-4)."""
        one, other = (self.stays[each].on(day) for each in pair.episodes)
        return one if one == other else None


@dataclass(frozen=True, slots=True)
class SharedStep:
    """From a day on so much more, or less, of two episodes is counted once in a team, on each weekday and a week."""

    episodes: tuple[UUID, UUID]
    team: UUID
    day: date
    minutes: Week
    a_week: int


def shared_steps(pairs: Iterable[SharedPair], ahead: Ahead, today: date, until: date) -> Iterator[SharedStep]:
    """What two share more, or less, from each day on: from today's plans and teams on. Source: OPG 1.5 (REF-15)."""
    weeks = weeks_ahead(today)
    for pair in pairs:
        before = _once(pair, ahead.one_team(pair, today), today, weeks)
        for day in (today + number * _DAY for number in range((until - today).days + 1)):
            now = _once(pair, ahead.team(pair, day), day, weeks)
            for team in before.keys() | now.keys():
                *more, a_week = (one - other for one, other in zip(now[team], before[team], strict=True))
                if any(more) or a_week:
                    yield SharedStep(pair.episodes, team, day, tuple(more), a_week)
            before = now


def _once(pair: SharedPair, team: UUID | None, day: date, weeks: tuple[int, ...]) -> defaultdict[UUID, Week]:
    """By team the minutes of each weekday, and behind them those of a week."""
    none = (*(0 for _ in DAYS), 0)
    told = {} if team is None else {team: (*pair.once_ahead(day, weeks), pair.once_on(day))}
    return defaultdict(lambda: none, told)


def stays_behind(pairs: Iterable[SharedPair], ahead: Ahead, episode: UUID, day: date) -> int:
    """Of an episode's worker minutes a week on a day, what goes on for others who stay after it. (REF-15).

    Of two who leave on one day the later by their key gives the visit back.
    """
    found = 0
    for pair in pairs:
        if episode in pair.episodes and ahead.team(pair, day) is not None:
            (other,) = set(pair.episodes) - {episode}
            own, others = ahead.leaves.get(episode), ahead.leaves.get(other)
            if own is None or others is None or (own, episode) < (others, other):
                found += pair.once_on(day)
    return found
