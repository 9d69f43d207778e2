"""A subject access request as its deeds hold it: open, and what the rules ask of it."""

from uuid import UUID

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import load, look
from app.services.people.deaths import death_of
from models.people import Person
from models.request_facts import request_facts
from models.requests import AccessRequest
from models.rules.requests.answering import is_open_lacks
from models.rules.requests.deadline import RequestFacts


def open_request(turn: Turn, request: UUID, seen: int) -> AccessRequest:
    """The request as it was seen; refused once it has ended. (SAR-2)."""
    held = load(turn, AccessRequest, request, seen=seen)
    refuse_if(is_open_lacks(held.outcome, held.ended_on))
    return held


def facts_of(turn: Turn, held: AccessRequest) -> RequestFacts:
    """What the rules are asked with. (SAR-1)."""
    return request_facts(held, death_of(look(turn, Person, held.person_id)))
