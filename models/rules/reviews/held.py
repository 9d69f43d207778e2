"""A review that comes from an office's own records is one that the deeds here could have made: the same rules (LTR-1).

Each step is asked as it is when it is recorded, by the day on which it was. That the person was told what the review
isn't about no record says, so it isn't asked again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from models.rules.closure.deaths import DeathFacts
from models.rules.deciding import OnStaff, not_on_staff_lacks
from models.rules.decision import Lack
from models.rules.reviews.programme import joint_lacks, leaving_lacks, letter_lacks
from models.rules.reviews.review import (
    Decided,
    ReviewFacts,
    agreed_change_lacks,
    day_lacks,
    hand_over_lacks,
    met_lacks,
    outcome_lacks,
)
from models.vocabulary.reviews import MetWhom


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldReview:
    """How far a review got on paper; what isn't there wasn't done. Hours are minutes of workers a week."""

    opened_on: date
    minutes_a_week: int | None = None
    social_worker: OnStaff | None = None
    direct_care: OnStaff | None = None
    planned_on: date | None = None
    letter_sent_on: date | None = None
    met_on: date | None = None
    met_whom: MetWhom | None = None
    met_name: str = ""
    agreed_on: date | None = None
    agreed_minutes: int | None = None
    agreed_with: str = ""
    agreed_because: str = ""
    decided: Decided | None = None
    handed_over_on: date | None = None
    handed_over_by: OnStaff | None = None
    provider_contact: str = ""
    shown: str = ""
    closed_on: date | None = None
    closed_because: str = ""

    @property
    def facts(self) -> ReviewFacts:
        """What the rules of a single step ask."""
        decided = self.decided
        return ReviewFacts(
            opened_on=self.opened_on,
            letter_sent_on=self.letter_sent_on,
            met_on=self.met_on,
            agreed_on=self.agreed_on,
            outcome=decided.outcome if decided else None,
            decided_on=decided.decided_on if decided else None,
            provider=decided.provider if decided else "",
            minutes_a_week=self.minutes_a_week,
            minutes_then=decided.minutes_then if decided else None,
        )


def held_lacks(name: str, held: HeldReview, today: date) -> tuple[Lack, ...]:
    """All that no deed could have recorded by today: who, on which day, and what came before what. CAB §2 (LTR-1)."""
    steps = (_arranged, _written_to, _met, _agreed, _decided, _handed_over, _left)
    return tuple(chain.from_iterable(step(name, held, today) for step in steps))


def _arranged(_name: str, held: HeldReview, today: date) -> Iterator[Lack]:
    """A day that was planned may have passed since; it wasn't before the programme."""
    both, planned = (held.social_worker, held.direct_care), held.planned_on
    if planned is None and both == (None, None):
        return
    yield from joint_lacks(*both, planned if planned is not None and planned >= today else None, today)
    for worker, field in zip(both, ("social_worker", "direct_care"), strict=True):
        if worker is not None:
            yield from not_on_staff_lacks(worker, planned or today, field)
    if planned is not None:
        yield from day_lacks("The visit", planned, held.opened_on, max(planned, today), "planned_on")


def _written_to(name: str, held: HeldReview, today: date) -> tuple[Lack, ...]:
    if held.letter_sent_on is None:
        return ()
    return letter_lacks(name, held.letter_sent_on, held.opened_on, None, today, DeathFacts())


def _met(_name: str, held: HeldReview, today: date) -> tuple[Lack, ...]:
    if held.met_on is None or held.met_whom is None:
        return ()
    return met_lacks(held.met_on, held.met_whom, held.met_name, today, held.facts, explained=True)


def _agreed(_name: str, held: HeldReview, today: date) -> tuple[Lack, ...]:
    if held.agreed_on is None:
        return ()
    return agreed_change_lacks(
        held.agreed_minutes or 0, held.facts, None, held.agreed_on, held.agreed_with, held.agreed_because, today
    )


def _decided(name: str, held: HeldReview, today: date) -> tuple[Lack, ...]:
    if held.decided is None:
        return ()
    return outcome_lacks(held.decided, held.facts, name, held.agreed_minutes, today)


def _handed_over(_name: str, held: HeldReview, today: date) -> Iterator[Lack]:
    on, by = held.handed_over_on, held.handed_over_by
    if on is None:
        return
    yield from hand_over_lacks(on, by, held.shown, held.provider_contact, held.facts, today)
    if by is not None:
        yield from not_on_staff_lacks(by, on, "worker")


def _left(_name: str, held: HeldReview, today: date) -> Iterator[Lack]:
    """Whoever left is left alone: nothing else was recorded after that day."""
    if held.closed_on is None:
        return
    yield from leaving_lacks(held.closed_because)
    decided_on = held.decided.decided_on if held.decided else None
    days = (held.letter_sent_on, held.met_on, held.agreed_on, decided_on, held.handed_over_on)
    last = max(held.opened_on, *(day for day in days if day is not None and day <= today))
    yield from day_lacks("Leaving the programme", held.closed_on, last, today, "closed_on")
