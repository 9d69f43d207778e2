"""What the rules of subject access requests are asked with, of a stored request."""

from models.requests import AccessRequest
from models.rules.closure.deaths import DeathFacts
from models.rules.requests.deadline import RequestFacts
from models.values import london_day


def request_facts(held: AccessRequest, death: DeathFacts) -> RequestFacts:
    """How far a request about somebody has got of whose death this is known (SAR-1, SAR-2, SAR-3)."""
    return RequestFacts(
        received_on=held.received_on,
        asked_by=held.asked_by,
        evidence_asked_on=held.evidence_asked_on,
        evidence_seen_on=held.evidence_seen_on,
        extended_on=held.extended_on,
        copied_on=london_day(held.copied_at) if held.copied_at is not None else None,
        outcome=held.outcome,
        death=death,
    )
