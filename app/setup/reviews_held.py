"""Taking over the long-term reviews of an office: each area's programme, who is in it, and how far it got (LTR-1).

Nobody in it is in service by this: a long-term package of Direct Care is no support of this service.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.door.errors import Refused, refuse_if
from app.services.office.in_service import Details, person_record
from app.setup.entries import entry
from app.setup.people_in_service import Loaded
from models.keys import new_id
from models.reviews import LongTermReview, ReviewProgramme
from models.rules.decision import Lack
from models.rules.reviews.programme import package_lacks, programme_lacks
from models.values import MINUTES_AN_HOUR, Postcode
from models.vocabulary.reviews import MetWhom, ReviewOutcome, StaysBecause


def add_programmes(session: Session, loaded: Loaded, told: Iterable[dict[str, Any]], today: date) -> None:
    """Take the programme of each area over, with everybody in it; refused by the place of what can't be.

    An area has one programme, opened by `today`, and a package is one that the rules let in.
    """
    areas: list[str] = []
    for number, each in enumerate(told, start=1):
        with entry(f"long_term_reviews {number}"):
            refuse_if(programme_lacks(each["area"], date.fromisoformat(each["opened_on"]), today, areas))
            programme, reviews = _programme(session, loaded, each), tuple(each["reviews"])
            areas.append(each["area"])
        for place, review in enumerate(reviews, start=1):
            with entry(f"long_term_reviews {number}, review {place}"):
                refuse_if(_package_lacks(review, today))
                _add_review(session, loaded, programme, review)


def _package_lacks(told: dict[str, Any], today: date) -> tuple[Lack, ...]:
    since, born = _day(told, "package_since"), date.fromisoformat(told["born"])
    return package_lacks("this person", since, told["visits_a_week"], _minutes(told, "hours_a_week"), today, born)


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


def _add_review(session: Session, loaded: Loaded, programme: UUID, told: dict[str, Any]) -> None:
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
            minutes_a_week=_minutes(told, "hours_a_week"),
            speaks_for=told.get("speaks_for", ""),
            social_worker_id=_member(loaded, told, "social_worker"),
            direct_care_id=_member(loaded, told, "direct_care"),
            planned_on=_day(told, "planned_on"),
            letter_sent_on=_day(told, "letter_sent_on"),
            **_met(told),
            **_came_to(loaded, told),
            closed_on=_day(told, "closed_on"),
            closed_because=told.get("closed_because", ""),
        )
    )
    session.flush()


def _met(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "met_on": _day(told, "met_on"),
        "met_whom": MetWhom(told["met_whom"]) if "met_whom" in told else None,
        "met_name": told.get("met_name", ""),
        "needs_match": told.get("needs_match"),
        "circumstances": told.get("circumstances", ""),
        "agreed_on": _day(told, "agreed_on"),
        "agreed_minutes_a_week": _minutes(told, "agreed_hours_a_week"),
        "agreed_with": told.get("agreed_with", ""),
        "agreed_because": told.get("agreed_because", ""),
    }


def _came_to(loaded: Loaded, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "outcome": ReviewOutcome(told["outcome"]) if "outcome" in told else None,
        "decided_on": _day(told, "decided_on"),
        "provider": told.get("provider", ""),
        "minutes_then": _minutes(told, "hours_then"),
        "starts_on": _day(told, "starts_on"),
        "stays_because": StaysBecause(told["stays_because"]) if "stays_because" in told else None,
        "outcome_because": told.get("outcome_because", ""),
        "handed_over_on": _day(told, "handed_over_on"),
        "handed_over_by_id": _member(loaded, told, "handed_over_by"),
        "provider_contact": told.get("provider_contact", ""),
        "shown": told.get("shown", ""),
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
