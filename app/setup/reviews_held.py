"""Taking over the long-term reviews of an office: each area's programme, who is in it, and how far it got (LTR-1).

Nobody in it is in service by this: a long-term package of Direct Care is no support of this service. What no deed
could have recorded isn't taken over either: who reviews, the days, and what came of what (`models.rules.reviews.held`).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.door.errors import Refused, refuse_if
from app.services.office.in_service import Details, person_record
from app.setup.entries import entry
from app.setup.members import on_staff
from app.setup.people_in_service import Loaded
from models.keys import new_id
from models.reviews import LongTermReview, ReviewProgramme
from models.rules.deciding import OnStaff
from models.rules.reviews.held import HeldReview, held_lacks
from models.rules.reviews.programme import package_lacks, programme_lacks
from models.rules.reviews.review import Decided
from models.values import MINUTES_AN_HOUR, Postcode
from models.vocabulary.reviews import MetWhom, ReviewOutcome, StaysBecause

_WHOM = "this person"  # a refusal may be logged, so it names nobody
_CAME_WITH: Mapping[str, tuple[str, ...]] = {
    "met_on": ("met_whom", "met_name", "needs_match", "circumstances"),
    "met_whom": ("met_on",),
    "agreed_on": ("agreed_hours_a_week", "agreed_with", "agreed_because"),
    "outcome": ("decided_on", "provider", "hours_then", "starts_on", "stays_because", "outcome_because"),
    "decided_on": ("outcome",),
    "handed_over_on": ("handed_over_by",),
    "closed_on": ("closed_because",),
}


def add_programmes(session: Session, loaded: Loaded, told: Iterable[dict[str, Any]], today: date) -> None:
    """Take the programme of each area over, with everybody in it; refused by the place of what can't be.

    An area has one programme, opened by `today`, and package and review are such as the rules let in.
    """
    areas: list[str] = []
    for number, each in enumerate(told, start=1):
        with entry(f"long_term_reviews {number}"):
            opened_on = date.fromisoformat(each["opened_on"])
            refuse_if(programme_lacks(each["area"], opened_on, today, areas))
            programme, reviews = _programme(session, loaded, each), tuple(each["reviews"])
            areas.append(each["area"])
        for place, review in enumerate(reviews, start=1):
            with entry(f"long_term_reviews {number}, review {place}"):
                since, minutes = _day(review, "package_since"), _minutes(review, "hours_a_week")
                born = date.fromisoformat(review["born"])
                held = _held(session, loaded, review, opened_on)
                refuse_if(
                    (
                        *package_lacks(_WHOM, since, review["visits_a_week"], minutes, today, born),
                        *held_lacks(_WHOM, held, today),
                    )
                )
                _add_review(session, loaded, programme, review, held)


def _programme(session: Session, loaded: Loaded, told: dict[str, Any]) -> UUID:
    programme = ReviewProgramme(
        office_id=loaded.office,
        area=told["area"],
        opened_on=date.fromisoformat(told["opened_on"]),
        note=told.get("note", ""),
    )
    session.add(programme)
    session.flush()
    return programme.id


def _held(session: Session, loaded: Loaded, told: dict[str, Any], opened_on: date) -> HeldReview:
    for first, others in _CAME_WITH.items():
        if first not in told and any(each in told for each in others):
            raise KeyError(first)

    def somebody(name: str) -> OnStaff | None:
        return on_staff(session, loaded.staff[told[name]]) if name in told else None

    return HeldReview(
        opened_on=opened_on,
        minutes_a_week=_minutes(told, "hours_a_week"),
        social_worker=somebody("social_worker"),
        direct_care=somebody("direct_care"),
        planned_on=_day(told, "planned_on"),
        letter_sent_on=_day(told, "letter_sent_on"),
        met_on=_day(told, "met_on"),
        met_whom=MetWhom(told["met_whom"]) if "met_whom" in told else None,
        met_name=told.get("met_name", "").strip(),
        agreed_on=_day(told, "agreed_on"),
        agreed_minutes=_minutes(told, "agreed_hours_a_week"),
        agreed_with=told.get("agreed_with", "").strip(),
        agreed_because=told.get("agreed_because", "").strip(),
        decided=_decided(told) if "outcome" in told else None,
        handed_over_on=_day(told, "handed_over_on"),
        handed_over_by=somebody("handed_over_by"),
        provider_contact=told.get("provider_contact", "").strip(),
        shown=told.get("shown", "").strip(),
        closed_on=_day(told, "closed_on"),
        closed_because=told.get("closed_because", "").strip(),
    )


def _decided(told: dict[str, Any]) -> Decided:
    return Decided(
        outcome=ReviewOutcome(told["outcome"]),
        decided_on=date.fromisoformat(told["decided_on"]),
        provider=told.get("provider", ""),
        minutes_then=_minutes(told, "hours_then"),
        starts_on=_day(told, "starts_on"),
        stays_because=StaysBecause(told["stays_because"]) if "stays_because" in told else None,
        because=told.get("outcome_because", ""),
    ).as_decided()


def _add_review(session: Session, loaded: Loaded, programme: UUID, told: dict[str, Any], held: HeldReview) -> None:
    person = person_record(
        new_id(),
        Details(
            mosaic_id=told["mosaic_id"],
            given=told["given"],
            family=told["family"],
            born=date.fromisoformat(told["born"]),
            address=told["address"],
            postcode=str(Postcode.parse(told["postcode"])),
            patch=loaded.patches[told["patch"]].id,
            communication=told.get("communication", ""),
        ),
    )
    person.office_id = loaded.office
    session.add(person)
    session.flush()
    session.add(
        LongTermReview(
            office_id=loaded.office,
            programme_id=programme,
            person_id=person.id,
            package_since=_day(told, "package_since"),
            visits_a_week=told["visits_a_week"],
            minutes_a_week=held.minutes_a_week,
            speaks_for=told.get("speaks_for", ""),
            social_worker_id=_member(loaded, told, "social_worker"),
            direct_care_id=_member(loaded, told, "direct_care"),
            planned_on=held.planned_on,
            letter_sent_on=held.letter_sent_on,
            met_on=held.met_on,
            met_whom=held.met_whom,
            met_name=held.met_name,
            needs_match=told.get("needs_match"),
            circumstances=told.get("circumstances", ""),
            agreed_on=held.agreed_on,
            agreed_minutes_a_week=held.agreed_minutes,
            agreed_with=held.agreed_with,
            agreed_because=held.agreed_because,
            **(_came_to(held.decided) if held.decided is not None else {}),
            handed_over_on=held.handed_over_on,
            handed_over_by_id=_member(loaded, told, "handed_over_by"),
            provider_contact=held.provider_contact,
            shown=held.shown,
            closed_on=held.closed_on,
            closed_because=held.closed_because,
        )
    )
    session.flush()


def _came_to(decided: Decided) -> dict[str, Any]:
    return {
        "outcome": decided.outcome,
        "decided_on": decided.decided_on,
        "provider": decided.provider,
        "minutes_then": decided.minutes_then,
        "starts_on": decided.starts_on,
        "stays_because": decided.stays_because,
        "outcome_because": decided.because,
    }


def _day(told: dict[str, Any], name: str) -> date | None:
    return date.fromisoformat(told[name]) if name in told else None


def _minutes(told: dict[str, Any], name: str) -> int | None:
    if name not in told:
        return None
    hours = told[name]
    if not isinstance(hours, int | float):
        raise Refused(f"its field “{name}” is a number of hours, such as 14.5")
    return round(hours * MINUTES_AN_HOUR)


def _member(loaded: Loaded, told: dict[str, Any], name: str) -> UUID | None:
    return loaded.staff[told[name]].id if name in told else None
