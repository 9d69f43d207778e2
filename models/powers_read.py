"""The powers over one person's money, with those who hold them, as the rules and the papers need them (FUND-5)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people import Representative
from models.rules.agreement.powers import Holder, PowerFacts
from models.signers import Power, PowerHolder
from models.staff import Staff


@dataclass(frozen=True, slots=True)
class KnownPower:
    """One power as it is recorded; `seen_by` is who saw the copy."""

    id: UUID
    version: int
    facts: PowerFacts
    reference: str
    seen_by_id: UUID | None
    seen_by: str


def powers_of(session: Session, office: UUID, person: UUID) -> tuple[KnownPower, ...]:
    """Every power over this person's money, in the order in which they were recorded; one statement."""
    rows = session.execute(
        select(Power, PowerHolder, Representative.name, Staff.name)
        .join(PowerHolder, PowerHolder.power_id == Power.id)
        .join(Representative, Representative.id == PowerHolder.representative_id)
        .outerjoin(Staff, Staff.id == Power.seen_by_id)
        .where(Power.person_id == person, Power.office_id == office)
        .order_by(Power.id, PowerHolder.id)
    ).all()
    held: defaultdict[UUID, list[Holder]] = defaultdict(list)
    found: dict[UUID, tuple[Power, str]] = {}
    for power, holder, name, seer in rows:
        found[power.id] = (power, seer or "")
        held[power.id].append(_holder(holder, name))
    return tuple(
        KnownPower(power.id, power.version, power_facts(power, held[key]), power.reference, power.seen_by_id, seer)
        for key, (power, seer) in found.items()
    )


def power_facts(power: Power, holders: Iterable[Holder]) -> PowerFacts:
    """What the rules ask of a power."""
    return PowerFacts(
        kind=power.kind,
        holders=tuple(holders),
        dated=power.dated,
        registered_on=power.registered_on,
        covers_it=power.covers_it,
        acts=power.acts,
        seen_on=power.seen_on,
    )


def _holder(record: PowerHolder, name: str) -> Holder:
    return Holder(
        key=record.representative_id,
        name=name,
        is_replacement=record.is_replacement,
        acts_from=record.acts_from,
        stopped_on=record.stopped_on,
    )
