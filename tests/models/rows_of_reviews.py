"""What a valid record of each class about long-term reviews says, beside those of `conftest.py`, and what breaks it."""

from datetime import date
from typing import Any

from models.base import Base
from models.keys import new_id
from models.reviews import LongTermReview, ReviewProgramme
from models.vocabulary.reviews import MetWhom, ReviewOutcome
from tests.builders import SmallOffice


def of_reviews(office: SmallOffice, number: int) -> dict[type[Base], dict[str, Any]]:
    """By class, the least that it takes to store one."""
    day = office.now.date()

    def programme() -> Any:
        made = ReviewProgramme(area=f"Area {new_id()}", opened_on=day)
        office.store(made)
        return made.id

    return {
        LongTermReview: {"programme_id": programme, "person_id": office.a_person},
        ReviewProgramme: {"area": f"Area {number}", "opened_on": day},
    }


def broken_reviews(day: date) -> dict[type[Base], dict[str, list[dict[str, Any]]]]:
    """For every named check, the values that break it and nothing else."""
    return {
        LongTermReview: {
            "met_somebody": [{"met_on": day}, {"met_whom": MetWhom.PERSON}],
            "agreed_for_a_reason": [{"agreed_on": day}, {"agreed_because": "walks again"}],
            "decided_on_a_day": [{"outcome": ReviewOutcome.STAYS}, {"decided_on": day}],
            "moves_to_somebody": [{"outcome": ReviewOutcome.PVI, "decided_on": day}],
            "closed_for_a_reason": [{"closed_on": day}, {"closed_because": "moved away"}],
        },
    }
