"""What a valid record of each class about requests and retention says, beside those of `conftest.py`."""

from typing import Any

from models.base import Base
from models.requests import AccessCheck, AccessRequest
from models.retention import LegalHold, RetentionDecision
from models.vocabulary.requests import AccessCheckKind, AskedBy, ReleasedHow, RequestOutcome
from models.vocabulary.retention import RetentionChoice
from tests.builders import SmallOffice


def of_records(office: SmallOffice) -> dict[type[Base], dict[str, Any]]:
    """By class, the least that it takes to store one."""
    day, dso = office.now.date(), office.staff["DSO"]

    def request() -> Any:
        made = AccessRequest(person_id=office.a_person(), received_on=day, asked_by=AskedBy.PERSON, recorded_by_id=dso)
        office.store(made)
        return made.id

    return {
        AccessRequest: {
            "person_id": office.a_person,
            "received_on": day,
            "asked_by": AskedBy.PERSON,
            "recorded_by_id": dso,
        },
        AccessCheck: {
            "request_id": request,
            "what": AccessCheckKind.CODES,
            "found": "none",
            "checked_at": office.now,
            "checked_by_id": dso,
        },
        LegalHold: {
            "person_id": office.a_person,
            "held_from": day,
            "asked_by": "Legal services",
            "because": "an inquest",
            "placed_by_id": dso,
        },
        RetentionDecision: {
            "person_id": office.a_person,
            "choice": RetentionChoice.DISPOSE,
            "because": "nothing is owed",
            "decided_at": office.now,
            "decided_by_id": dso,
        },
    }


def broken_records(office: SmallOffice) -> dict[type[Base], dict[str, list[dict[str, Any]]]]:
    """For every named check, the values that break it and nothing else."""
    day, dso, other = office.now.date(), office.staff["DSO"], office.staff["SW"]
    ended = {"ended_on": day, "ended_by_id": dso}
    return {
        AccessRequest: {
            "another_by_name": [{"asked_by": AskedBy.ANOTHER}],
            "evidence_seen_by_somebody": [{"evidence": "a passport"}, {"evidence_seen_on": day}],
            "extended_with_a_reason": [{"extended_on": day}, {"extended_because": "twenty years"}],
            "copied_by_somebody": [{"copied_at": office.now}, {"copied_by_id": dso}],
            "ended_by_somebody": [{"ended_on": day}, {"outcome": RequestOutcome.WITHDRAWN, "because": "asked so"}],
            "ended_with_a_reason": [{"outcome": RequestOutcome.REFUSED, **ended}],
            "released_to_whom": [
                {"outcome": RequestOutcome.RELEASED, "given_to": "Jo", **ended},
                {"outcome": RequestOutcome.RELEASED, "given_how": ReleasedHow.HAND, **ended},
            ],
        },
        AccessCheck: {"says_what_was_found": [{"found": ""}]},
        LegalHold: {
            "placed_with_a_reason": [{"because": ""}, {"asked_by": ""}],
            "lifted_with_a_reason": [{"lifted_on": day}, {"lifted_because": "it is over"}],
        },
        RetentionDecision: {
            "decided_with_a_reason": [{"because": ""}],
            "kept_until_a_day": [{"keep_until": day}, {"choice": RetentionChoice.KEEP}],
            "approved_with_a_reason": [{"approved_on": day}, {"approved_because": "agreed"}],
            "approved_by_another": [{"approved_on": day, "approved_because": "agreed", "approved_by_id": dso}],
            "withdrawn_with_a_reason": [{"withdrawn_on": day}, {"withdrawn_by_id": other}],
        },
    }


def withdrawn_decision(office: SmallOffice) -> dict[str, Any]:
    """What makes a decision one that stands no more."""
    return {
        "withdrawn_on": office.now.date(),
        "withdrawn_because": "decided anew",
        "withdrawn_by_id": office.staff["DSO"],
    }
