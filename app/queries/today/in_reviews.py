"""What long-term reviews bring to Today: what is next of each, and an area's letters still to send (LTR-1)."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy import select, true

from app.door.turn import Turn
from app.queries.statement import AnyRow, People, death_of
from app.queries.today.about import About, Holder
from app.queries.today.prompt_facts import PERSON, of_people
from models.people import Person
from models.review_facts import review_facts
from models.reviews import LongTermReview, ReviewProgramme
from models.rules.reviews.prompts import LettersFacts
from models.rules.reviews.review import review_state
from models.rules.today.prompts import RecordPromptFacts
from models.values import whole_name
from models.vocabulary.reviews import ReviewState


def review_rows(turn: Turn, people: People, *, to_write: bool = False) -> list[AnyRow]:
    """The reviews that go on, of everybody or of these people; or only those whose letter isn't sent. (LTR-1)."""
    return list(
        turn.session.execute(
            select(
                *PERSON, LongTermReview, ReviewProgramme.id.label("programme_id"), ReviewProgramme.area,
                ReviewProgramme.opened_on,
            )
            .select_from(LongTermReview)
            .join(ReviewProgramme, ReviewProgramme.id == LongTermReview.programme_id)
            .join(Person, Person.id == LongTermReview.person_id)
            .where(
                LongTermReview.office_id == turn.office,
                LongTermReview.closed_on.is_(None),
                of_people(people, LongTermReview.person_id),
                LongTermReview.letter_sent_on.is_(None) if to_write else true(),
            )
            .order_by(ReviewProgramme.area, LongTermReview.id)
        )
    )  # fmt: skip


def reviews(rows: Iterable[AnyRow]) -> Iterator[About]:
    """Each review, which stands with its social worker, without one with nobody; no team's alone. (LTR-1)."""
    for row in rows:
        held: LongTermReview = row.LongTermReview
        name = whole_name(row.given, row.family)
        facts = review_facts(held, row.opened_on)
        yield About(
            person_id=row.person_id,
            record=RecordPromptFacts(name=name, death=death_of(row), review=facts),
            holder=Holder(held.social_worker_id),
        )


def letters(turn: Turn, rows: Iterable[AnyRow]) -> Iterator[About]:
    """Of each area to how many the letter isn't sent yet, nobody who died among them. (LTR-1)."""
    areas: dict[UUID, LettersFacts] = {}
    for row in rows:
        waits = review_state(review_facts(row.LongTermReview, row.opened_on), turn.day) is ReviewState.LETTER
        if waits and not death_of(row).is_known:
            known = areas.get(row.programme_id)
            people = known.people + 1 if known is not None else 1
            areas[row.programme_id] = LettersFacts(row.area, row.opened_on, people)
    for programme, facts in areas.items():
        yield About(person_id=None, record=RecordPromptFacts(name="", letters=facts), action_id=programme)
