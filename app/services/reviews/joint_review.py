"""One joint review from its letter to the hand-over: who reviews, whom they met, what it came to (LTR-1)."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import load, look
from app.services.people.deaths import death_of
from app.services.reviews.taking_in import area_of_open_review
from app.services.staff_of_day import chosen, seat_role
from models.people import Person
from models.review_facts import review_facts
from models.reviews import LongTermReview, ReviewProgramme
from models.rules.closure.deaths import DeathFacts
from models.rules.deciding import typing_lacks
from models.rules.decision import Lack
from models.rules.reviews.programme import (
    is_left_lacks,
    is_open_lacks,
    joint_lacks,
    leaving_lacks,
    letter_lacks,
    living_lacks,
    one_at_a_time_lacks,
    package_lacks,
    until_death_lacks,
)
from models.rules.reviews.review import (
    Decided,
    agreed_change_lacks,
    correction_lacks,
    hand_over_lacks,
    is_level_kept,
    met_lacks,
    outcome_lacks,
)
from models.values import hours_text, whole_name
from models.vocabulary.reviews import MetWhom, ReviewOutcome, StaysBecause


def describe_package(
    turn: Turn, *, review: UUID, seen: int, package_since: date | None, visits_a_week: int | None,
    minutes_a_week: int | None, speaks_for: str, because: str = "",
) -> Changes:  # fmt: skip
    """Say what the package is: since when, visits and minutes of workers a week, and who speaks for the person.

    Other hours than the meeting went through are a correction: `because` says what was wrong and stands with the
    circumstances. A move that was decided for the hours of before is decided anew. Source: CAB §2 (LTR-1).
    """
    held = _held(turn, review, seen)
    before = held.minutes_a_week
    name, death = _whom(turn, held)
    born = look(turn, Person, held.person_id).born
    refuse_if(
        (
            *living_lacks(name, death),
            *package_lacks(name, package_since, visits_a_week, minutes_a_week, turn.day, born),
            *correction_lacks(held.met_on, before, minutes_a_week, because),
        ),
    )
    if held.met_on is not None and before is not None and minutes_a_week != before:
        now = f"{hours_text(minutes_a_week)} h" if minutes_a_week is not None else "hours that aren't known"
        said = f"The package was corrected from {hours_text(before)} h a week to {now}: {because.strip()}"
        held.circumstances = "\n".join(each for each in (held.circumstances, said) if each)
        if held.agreed_minutes_a_week in {before, minutes_a_week}:  # no other hours than the package's were agreed
            held.agreed_on = held.agreed_minutes_a_week = None
            held.agreed_with = held.agreed_because = ""
    held.package_since, held.visits_a_week, held.minutes_a_week = package_since, visits_a_week, minutes_a_week
    held.speaks_for = speaks_for.strip()
    _decide_anew_where_hours_differ(held)
    return changes(Topic.EPISODES, person=held.person_id)


def arrange_review(
    turn: Turn, *, review: UUID, seen: int, social_worker: UUID, direct_care: UUID, planned_on: date | None = None
) -> Changes:
    """Name the SW or CCW and the DSO or CWC who review together, and the day where it is known. CAB §2 (LTR-1)."""
    held = _held(turn, review, seen)
    sw = chosen(turn, social_worker, planned_on, field="social_worker")
    dc = chosen(turn, direct_care, planned_on, field="direct_care")
    name, death = _whom(turn, held)
    refuse_if(
        (*living_lacks(name, death), *joint_lacks(sw.on_staff, dc.on_staff, planned_on, turn.day)),
    )
    held.social_worker_id, held.direct_care_id, held.planned_on = sw.id, dc.id, planned_on
    return changes(Topic.EPISODES, person=held.person_id)


def record_letters(turn: Turn, *, seen: Mapping[UUID, int], sent_on: date | None = None) -> Changes:
    """The letters to these people were sent on a day, today unless told: `seen` has the version of each review.

    All of them or none. Refused ahead, before the programme was opened and for whoever died. CAB §2, §5 (LTR-1).
    """
    day, people = sent_on or turn.day, set()
    for review, version in seen.items():
        held = _held(turn, review, version)
        name, death = _whom(turn, held)
        opened_on = look(turn, ReviewProgramme, held.programme_id).opened_on
        refuse_if(letter_lacks(name, day, opened_on, held.decided_on, turn.day, death))
        held.letter_sent_on = day
        people.add(held.person_id)
    return Changes(frozenset({Topic.EPISODES}), frozenset(people))


def record_met(
    turn: Turn, *, review: UUID, seen: int, whom: MetWhom, explained: bool, needs_match: bool,
    met_on: date | None = None, met_name: str = "", circumstances: str = "",
) -> Changes:  # fmt: skip
    """The person was met, or by name who speaks for them, and their circumstances were gone through.

    `explained`: that this isn't about less support; nothing is recorded without. `needs_match`: the package still
    meets the needs. Source: CAB §2 (LTR-1).
    """
    held = _held(turn, review, seen)
    day = met_on or turn.day
    facts = review_facts(held, look(turn, ReviewProgramme, held.programme_id).opened_on)
    refuse_if(
        (
            *_died_lacks(turn, held, day),
            *met_lacks(day, whom, met_name, turn.day, facts, explained=explained),
        ),
    )
    held.met_on, held.met_whom, held.met_name = day, whom, met_name.strip()
    held.needs_match, held.circumstances = needs_match, circumstances.strip()
    return changes(Topic.EPISODES, person=held.person_id)


def agree_change(
    turn: Turn, *, review: UUID, seen: int, minutes: int, agreed_with: str, because: str, agreed_on: date | None = None
) -> Changes:
    """Other hours were agreed in the review, because circumstances have changed: a move may come to them then.

    `minutes` of workers a week, fewer or more than the package has, or as many where others were agreed before. A move
    that was decided for other hours than these is decided anew. Source: CAB §2 (LTR-1).
    """
    held = _held(turn, review, seen)
    day = agreed_on or turn.day
    facts = review_facts(held, look(turn, ReviewProgramme, held.programme_id).opened_on)
    refuse_if(
        (
            *_died_lacks(turn, held, day),
            *agreed_change_lacks(minutes, facts, held.agreed_minutes_a_week, day, agreed_with, because, turn.day),
        ),
    )
    held.agreed_on, held.agreed_minutes_a_week = day, minutes
    held.agreed_with, held.agreed_because = agreed_with.strip(), because.strip()
    _decide_anew_where_hours_differ(held)
    return changes(Topic.EPISODES, person=held.person_id)


def decide_outcome(
    turn: Turn, *, review: UUID, seen: int, outcome: ReviewOutcome, decided_on: date | None = None, provider: str = "",
    minutes_then: int | None = None, starts_on: date | None = None, stays_because: StaysBecause | None = None,
    because: str = "",
) -> Changes:  # fmt: skip
    """What the review came to; said anew where that changes, as when a provider is found after all.

    A move to PVI names the provider, its first day and its hours, which are the package's or were agreed; a direct
    payment its first day; staying says why. What was handed over is to be handed over anew. Source: CAB §2 (LTR-1).
    """
    held = _held(turn, review, seen)
    name, death = _whom(turn, held)
    told = Decided(
        outcome=outcome,
        decided_on=decided_on or turn.day,
        provider=provider,
        minutes_then=minutes_then,
        starts_on=starts_on,
        stays_because=stays_because,
        because=because,
    ).as_decided()
    facts = review_facts(held, look(turn, ReviewProgramme, held.programme_id).opened_on)
    refuse_if(
        (*living_lacks(name, death), *outcome_lacks(told, facts, name, held.agreed_minutes_a_week, turn.day)),
    )
    if told.provider != held.provider:  # whom somebody spoke with, and of what, was at another provider
        held.provider_contact = held.shown = ""
    held.outcome, held.decided_on, held.provider = told.outcome, told.decided_on, told.provider
    held.minutes_then, held.starts_on = told.minutes_then, told.starts_on
    held.stays_because, held.outcome_because = told.stays_because, told.because
    held.handed_over_on = held.handed_over_by_id = None
    return changes(Topic.EPISODES, person=held.person_id)


def hand_over(
    turn: Turn, *, review: UUID, seen: int, worker: UUID, provider_contact: str, shown: str, on: date | None = None
) -> Changes:
    """Direct Care's worker has worked with the provider, so that it knows what the person needs. CAB §2 (LTR-1)."""
    held = _held(turn, review, seen)
    day = on or turn.day
    by = chosen(turn, worker, day, field="worker")
    facts = review_facts(held, look(turn, ReviewProgramme, held.programme_id).opened_on)
    refuse_if(
        (
            *_died_lacks(turn, held, day),
            *hand_over_lacks(day, by.on_staff, shown, provider_contact, facts, turn.day),
        ),
    )
    held.handed_over_on, held.handed_over_by_id = day, by.id
    held.provider_contact, held.shown = provider_contact.strip(), shown.strip()
    return changes(Topic.EPISODES, person=held.person_id)


def leave_programme(turn: Turn, *, review: UUID, seen: int, because: str) -> Changes:
    """The person is reviewed no more: they died, moved away, or the package ended otherwise. (LTR-1)."""
    held = _held(turn, review, seen)
    refuse_if(leaving_lacks(because))
    held.closed_on, held.closed_because = turn.day, because.strip()
    return changes(Topic.EPISODES, person=held.person_id)


def take_up_again(turn: Turn, *, review: UUID, seen: int) -> Changes:
    """A review that was left goes on where it was; refused while another area reviews the person. (LTR-1)."""
    refuse_if(typing_lacks(seat_role(turn)))
    held = load(turn, LongTermReview, review, seen=seen)
    name, death = _whom(turn, held)
    look(turn, Person, held.person_id, lock=True)
    refuse_if(
        is_left_lacks(name, closed_on=held.closed_on)
        or (*one_at_a_time_lacks(name, area_of_open_review(turn, held.person_id)), *living_lacks(name, death))
    )
    held.closed_on, held.closed_because = None, ""
    return changes(Topic.EPISODES, person=held.person_id)


def _decide_anew_where_hours_differ(held: LongTermReview) -> None:
    if held.outcome is ReviewOutcome.PVI and not is_level_kept(
        held.minutes_then, held.minutes_a_week, held.agreed_minutes_a_week
    ):
        held.outcome = held.decided_on = held.minutes_then = held.starts_on = None
        held.provider = held.outcome_because = ""
        held.handed_over_on = held.handed_over_by_id = None


def _held(turn: Turn, review: UUID, seen: int) -> LongTermReview:
    refuse_if(typing_lacks(seat_role(turn)))
    held = load(turn, LongTermReview, review, seen=seen)
    if held.closed_on is not None:
        refuse_if(is_open_lacks(_whom(turn, held)[0], closed_on=held.closed_on))
    return held


def _died_lacks(turn: Turn, held: LongTermReview, day: date) -> tuple[Lack, ...]:
    name, death = _whom(turn, held)
    return until_death_lacks(name, day, death)


def _whom(turn: Turn, held: LongTermReview) -> tuple[str, DeathFacts]:
    person = look(turn, Person, held.person_id)
    return whole_name(person.given, person.family), death_of(person)
