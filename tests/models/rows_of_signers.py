"""What a valid record about who signs says, beside those of `conftest.py`."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from models.agreement import Agreement, Rate
from models.base import Base
from models.people import Representative
from models.plans import Plan
from models.signers import AgreementSigner, Power, PowerHolder, SignatureRefused, SigningBasis
from models.vocabulary.agreement import PowerKind, SignsAs, SignsBecause
from models.vocabulary.people import PaperFormat
from tests.builders import SmallOffice


def of_signers(office: SmallOffice, number: int) -> dict[type[Base], dict[str, Any]]:
    """By class, the least that it takes to store one."""

    def agreement() -> Any:
        return an_agreement(office, number)

    return {
        Power: {"person_id": office.a_person, "kind": PowerKind.LPA_PROPERTY},
        PowerHolder: {
            "power_id": lambda: _a_power(office),
            "representative_id": lambda: _stored(office, Representative(person_id=office.a_person(), name="Ann Gill")),
        },
        SigningBasis: {"agreement_id": agreement},
        AgreementSigner: {
            "agreement_id": agreement,
            "name": "Jean Gill",
            "signs_as": SignsAs.SELF,
            "position": 1,
        },
        SignatureRefused: {
            "agreement_id": agreement,
            "refused_at": office.now,
            "refused_by": "Jean Gill",
            "reason": "Wants to ask her son",
            "recorded_by_id": office.staff["DSO"],
        },
    }


def an_agreement(office: SmallOffice, number: int, episode: Any = None) -> Any:
    """One that was issued before it was asked who signs, of whatever day's rate."""
    episode = episode or office.an_episode()
    with office.database.reading() as session:
        plan = session.scalars(select(Plan.id).where(Plan.episode_id == episode)).first()
    rate = Rate(from_day=date(2040 + number % 900, 1, 1), single_handed_pence=2480, double_handed_pence=4960)
    return _stored(
        office,
        Agreement(
            episode_id=episode,
            plan_id=plan or office.a_plan(episode, number=2),
            rate_id=_stored(office, rate),
            reference=f"ISA-S{number}",
            wording_version="v2",
            edition=PaperFormat.STANDARD,
            paper="{}",
            liable_from=office.now,
            weekly_pence=1,
            issued_at=office.now,
            issued_by_id=office.staff["DSO"],
        ),
    )


def _stored(office: SmallOffice, record: Any) -> Any:
    office.store(record)
    return record.id


def broken_signers(office: SmallOffice) -> dict[type[Base], dict[str, list[dict[str, Any]]]]:
    """For every check about who signs, the values that break it and nothing else."""
    day = office.now.date()
    reason = {"power_id": _a_power(office), "because": SignsBecause.LACKS_CAPACITY}
    assessed = {"assessed_by": "Sam Lee, SW", "assessed_on": day, "evidence": "Form of 3 May"}
    lost = ({"assessed_by": ""}, {"assessed_on": None}, {"evidence": ""})
    return {
        Power: {
            "copy_seen_by_somebody": [{"seen_on": day}, {"seen_by_id": office.staff["DSO"]}],
            "registered_after_it_was_made": [{"dated": day, "registered_on": day - timedelta(days=1)}],
        },
        PowerHolder: {"only_a_replacement_begins_later": [{"acts_from": day}]},
        SigningBasis: {
            "a_power_is_used_for_a_reason": [{"power_id": _a_power(office)}, {"because": SignsBecause.PERMISSION}],
            "capacity_was_assessed": [reason | assessed | each for each in lost],
        },
        AgreementSigner: {"the_person_or_a_representative": [{"signs_as": SignsAs.ATTORNEY}]},
        SignatureRefused: {"refused_for_a_reason": [{"reason": ""}]},
    }


def _a_power(office: SmallOffice) -> Any:
    return _stored(office, Power(person_id=office.a_person(), kind=PowerKind.EPA))
