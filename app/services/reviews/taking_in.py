"""Who is reviewed: somebody known is taken into the programme of an area (LTR-1).

No episode is made: a long-term package of Direct Care is no support of this service.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, look
from app.services.people.deaths import death_of
from app.services.staff_of_day import seat_role
from models.people import Person
from models.reviews import LongTermReview, ReviewProgramme
from models.rules.deciding import typing_lacks
from models.rules.reviews.programme import package_lacks, taking_in_lacks
from models.values import whole_name


def take_in_person(
    turn: Turn, *, programme: UUID, person: UUID, package_since: date | None = None, visits_a_week: int | None = None,
    minutes_a_week: int | None = None, speaks_for: str = "",
) -> Changes:  # fmt: skip
    """Take somebody known into the programme of an area, with their package of visits and worker minutes a week.

    Refused while a review of theirs goes on in any area, for whoever left this programme, whose review is taken up
    again, and for whoever died. Source: CAB §2 (LTR-1).
    """
    refuse_if(typing_lacks(seat_role(turn)))
    look(turn, ReviewProgramme, programme)
    known = look(turn, Person, person, lock=True)
    area = area_of_open_review(turn, person)
    left_on = turn.session.scalars(
        select(LongTermReview.closed_on).where(
            LongTermReview.office_id == turn.office,
            LongTermReview.programme_id == programme,
            LongTermReview.person_id == person,
        )
    ).first()
    name = whole_name(known.given, known.family)
    refuse_if(
        (
            *taking_in_lacks(name, area, left_on, death_of(known)),
            *package_lacks(name, package_since, visits_a_week, minutes_a_week, turn.day, known.born),
        )
    )
    made = add(
        turn,
        LongTermReview(
            programme_id=programme,
            person_id=person,
            package_since=package_since,
            visits_a_week=visits_a_week,
            minutes_a_week=minutes_a_week,
            speaks_for=speaks_for.strip(),
        ),
    )
    return changes(Topic.EPISODES, person=person, made=made.id)


def area_of_open_review(turn: Turn, person: UUID) -> str:
    """In the programme of which area a review of theirs goes on; empty where none does. (LTR-1)."""
    asked = (
        select(ReviewProgramme.area)
        .join(LongTermReview, LongTermReview.programme_id == ReviewProgramme.id)
        .where(
            LongTermReview.office_id == turn.office,
            LongTermReview.person_id == person,
            LongTermReview.closed_on.is_(None),
        )
    )
    return turn.session.scalars(asked).first() or ""
