"""What subject access requests bring to Today: the last day of each as it nears (SAR-1, SAR-3)."""

from collections.abc import Iterator

from sqlalchemy import select

from app.door.turn import Turn
from app.queries.statement import People, death_of
from app.queries.today.about import About, Holder
from app.queries.today.prompt_facts import PERSON, of_people
from models.people import Person
from models.request_facts import request_facts
from models.requests import AccessRequest
from models.rules.today.prompts import RecordPromptFacts
from models.values import whole_name


def requests(turn: Turn, people: People) -> Iterator[About]:
    """Each that is open, which stands with whoever answers it, else with nobody; no team's alone. One statement."""
    rows = turn.session.execute(
        select(*PERSON, AccessRequest)
        .select_from(AccessRequest)
        .join(Person, Person.id == AccessRequest.person_id)
        .where(
            AccessRequest.office_id == turn.office,
            AccessRequest.outcome.is_(None),
            of_people(people, AccessRequest.person_id),
        )
        .order_by(AccessRequest.received_on, AccessRequest.id)
    )
    for row in rows:
        held: AccessRequest = row.AccessRequest
        death = death_of(row)
        yield About(
            person_id=row.person_id,
            record=RecordPromptFacts(
                name=whole_name(row.given, row.family), death=death, request=request_facts(held, death)
            ),
            holder=Holder(held.handler_id),
        )
