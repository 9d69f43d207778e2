"""What a valid record of each class about the cost of interim support says, beside those of `conftest.py`."""

from datetime import timedelta
from typing import Any

from models.base import Base
from models.costs import AgreementPrice, AskedVisit, ChargeRequest, CostSaid, Eligibility
from models.transfer import Transfer
from models.values import Call
from models.vocabulary.agreement import ChargeAsk, CostSaidHow, Funding
from tests.builders import SmallOffice


def of_costs(office: SmallOffice, agreement: Any) -> dict[type[Base], dict[str, Any]]:
    """By class, the least that it takes to store one; `agreement` stores one and gives its key."""
    now, dso = office.now, office.staff["DSO"]
    asked = {"episode_id": office.an_episode, "asks": ChargeAsk.STOP, "asked_at": now, "asked_by": "Ann"}
    return {
        AgreementPrice: {"agreement_id": agreement, "from_day": now.date(), "funding": Funding.SELF_FUNDER},
        CostSaid: {
            "episode_id": office.an_episode,
            "said_to": "Ann",
            "said_by_id": dso,
            "said_at": now,
            "how": CostSaidHow.LETTER,
            "recorded_by_id": dso,
        },
        ChargeRequest: asked | {"taken_by_id": dso},
        AskedVisit: {
            "request_id": lambda: _stored(
                office, ChargeRequest(**asked | {"episode_id": office.an_episode(), "taken_by_id": dso})
            ),
            "number": 1,
            "days": 127,
            "call": Call.TEA,
            "minutes": 30,
            "workers": 1,
        },
        Eligibility: {
            "transfer_id": lambda: _stored(office, Transfer(episode_id=office.an_episode())),
            "eligible_at": now,
            "identified_by": "SW North",
            "recorded_by_id": dso,
        },
    }


def broken_costs(office: SmallOffice) -> dict[type[Base], dict[str, list[dict[str, Any]]]]:
    """For every named check, the values that break it and nothing else."""
    now, dso = office.now, office.staff["DSO"]
    return {
        AgreementPrice: {
            "not_negative": [{"weekly_pence": -1}],
            "lighter_costs_less": [
                {"weekly_pence": 100, "lighter_pence": pence, "dearer_week": 1} for pence in (-1, 101)
            ],
            "dearer_of_two": [
                {"dearer_week": 1},
                {"weekly_pence": 100, "lighter_pence": 90},
                {"weekly_pence": 100, "lighter_pence": 90, "dearer_week": 3},
            ],
        },
        CostSaid: {"to_somebody": [{"said_to": ""}], "leaflet_of_a_version": [{"how": CostSaidHow.LEAFLET}]},
        ChargeRequest: {
            "asked_by_somebody": [{"asked_by": ""}],
            "withdrawn_with_a_reason": [
                {"withdrawn_at": now, "withdrawn_by_id": dso},
                {"withdrawn_at": now, "withdrawn_because": "they need it after all"},
            ],
            "withdrawn_after_asked": [
                {
                    "withdrawn_at": now - timedelta(hours=1),
                    "withdrawn_because": "they need it after all",
                    "withdrawn_by_id": dso,
                }
            ],
        },
        Eligibility: {
            "identified_by_somebody": [{"identified_by": ""}],
            "budget_not_negative": [{"budget_pence": -1}],
        },
    }


def _stored(office: SmallOffice, record: Any) -> Any:
    office.store(record)
    return record.id
