"""What a deed touched, so that each window can tell whether to ask again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from uuid import UUID


class Topic(Enum):
    """A part of the data that screens show."""

    REFERRALS = auto()
    CAPACITY = auto()
    PEOPLE = auto()
    EPISODES = auto()
    PLANS = auto()
    GOALS = auto()
    RATINGS = auto()
    TRANSFERS = auto()
    AGREEMENTS = auto()
    BREAKS = auto()
    CLOSURES = auto()
    MEETINGS = auto()
    TRACKER = auto()
    SETTINGS = auto()


@dataclass(frozen=True, slots=True)
class Changes:
    """The topics and the people that a deed touched; `made` is the id of the record that it made, if one.

    `standing` is the one record of which only where it stands has changed, if one: nothing else has to be asked again.
    """

    topics: frozenset[Topic]
    people: frozenset[UUID] = frozenset()
    made: UUID | None = None
    standing: UUID | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """This desk doesn't hear any more what others change: what it shows was so at `since`, and may be otherwise now."""

    since: datetime


@dataclass(frozen=True, slots=True)
class OpenElsewhere:
    """At which other desks a person's record is open now, by name: nobody's where empty.

    The empty name is one's own login in another window.
    """

    person: UUID
    names: tuple[str, ...]


def changes(
    *topics: Topic, person: UUID | None = None, made: UUID | None = None, others: Iterable[UUID] = ()
) -> Changes:
    """Changes of these topics, about at most one person, and the `others` with whom they share something."""
    return Changes(frozenset(topics), frozenset(() if person is None else (person,)).union(others), made)
