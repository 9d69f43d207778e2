"""Assistive technology given during STS, as the tabs show it while it is asked and reviewed (END-5)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.door.errors import not_listed
from app.door.turn import Turn
from models.assistive import AtGiven
from models.base import first_there
from models.closure import Closure
from models.episodes import Episode
from models.people import Person
from models.rules.closure.closing import AtFacts, at_lacks
from models.rules.decision import Lack
from models.staff import Staff
from models.vocabulary.closure import AtOutcome, EndReason
from models.vocabulary.episodes import EpisodeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AtView:
    """Whether it was given, by whom that was said, and the outcome of its review.

    `given` is none until somebody has said it; `seems_given` is what the person's record offers, never an answer.
    `seen` is of the answer, none where it was never asked; `after_hand_over`: it is of the STS before.
    """

    episode: UUID
    seen: int | None
    given: bool | None
    said_at: datetime | None
    said_by: str
    seems_given: bool
    outcome: AtOutcome | None
    recorded_at: datetime | None
    is_dead: bool
    lacks: tuple[Lack, ...]
    after_hand_over: bool

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to say about it."""
        return not self.lacks


def at_of(turn: Turn, *, episode: UUID) -> AtView:
    """What was said of an episode's assistive technology, in one statement. Source: OPG 4 (END-5)."""
    before = aliased(Episode)
    keeper = first_there(before.id, Episode.id)
    handed_over = (
        (before.id == Episode.follows_id)
        & (before.end_reason == EndReason.TRANSFERRED)
        & (Episode.kind != EpisodeKind.SHORT_TERM)
    )
    row = turn.session.execute(
        select(
            Person.has_at, Person.death_reported_at, before.id.label("before"), AtGiven.version, AtGiven.given,
            AtGiven.said_at, Staff.name, Closure.at_outcome, Closure.at_recorded_at,
        )
        .select_from(Episode)
        .join(Person, Person.id == Episode.person_id)
        .outerjoin(before, handed_over)
        .outerjoin(AtGiven, AtGiven.episode_id == keeper)
        .outerjoin(Staff, Staff.id == AtGiven.said_by_id)
        .outerjoin(Closure, Closure.episode_id == keeper)
        .where(Episode.id == episode, Episode.office_id == turn.office)
    ).one_or_none()  # fmt: skip
    if row is None:
        raise not_listed("episode")
    is_dead = row.death_reported_at is not None
    facts = AtFacts(given=row.given, outcome=row.at_outcome, recorded_at=row.at_recorded_at, is_dead=is_dead)
    return AtView(
        episode=episode,
        seen=row.version,
        given=row.given,
        said_at=row.said_at,
        said_by=row.name or "",
        seems_given=row.has_at,
        outcome=row.at_outcome,
        recorded_at=row.at_recorded_at,
        is_dead=is_dead,
        lacks=at_lacks(facts),
        after_hand_over=row.before is not None,
    )
