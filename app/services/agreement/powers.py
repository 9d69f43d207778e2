"""Powers over somebody's money: recorded from the document, corrected, and attorneys replaced (FUND-5)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from models.people import Person, Representative
from models.powers_read import power_facts, powers_of
from models.rules.agreement.powers import (
    Holder,
    copy_lacks,
    named_lacks,
    of_person_lacks,
    registered_lacks,
    replacing_lacks,
)
from models.signers import Power, PowerHolder
from models.vocabulary.agreement import Acting, PowerKind


class PowerDetails(TypedDict, total=False):
    """What a form says of the document; none where nobody has looked it up. `copy_seen`: when a certified copy was."""

    dated: date | None
    reference: str
    registered_on: date | None
    covers_it: bool | None
    acts: Acting | None
    copy_seen: date | None


def record_power(
    turn: Turn,
    *,
    person: UUID,
    kind: PowerKind,
    holders: Sequence[UUID],
    replacements: Sequence[UUID] = (),
    **details: Unpack[PowerDetails],
) -> Changes:
    """A document that gives these a power over the person's money. Source: Mental Capacity Act 2005 (FUND-5)."""
    look(turn, Person, person)
    power = Power(person_id=person, kind=kind)
    _write(turn, power, details)
    names = _names(turn, person, (*holders, *replacements))
    held = [
        *(Holder(key=each, name=names[each]) for each in holders),
        *(Holder(key=each, name=names[each], is_replacement=True) for each in replacements),
    ]
    _refuse_unless_sound(turn, power, held)
    add(turn, power)
    _hold(turn, power.id, held)
    return changes(Topic.PEOPLE, Topic.AGREEMENTS, person=person, made=power.id)


def change_power(
    turn: Turn,
    *,
    power: UUID,
    seen: int,
    holders: Sequence[UUID] = (),
    replacements: Sequence[UUID] = (),
    **details: Unpack[PowerDetails],
) -> Changes:
    """What is known of a power by now; `holders` and `replacements` are those who are to be added, if any."""
    record = load(turn, Power, power, seen=seen)
    before = _held(turn, record)
    known = {each.key for each in before}
    names = _names(turn, record.person_id, (*holders, *replacements))
    new = [
        Holder(key=each, name=names[each], is_replacement=each in replacements)
        for each in dict.fromkeys((*holders, *replacements))
        if each not in known
    ]
    _write(turn, record, details)
    _refuse_unless_sound(turn, record, (*before, *new))
    _hold(turn, power, new)
    return changes(Topic.PEOPLE, Topic.AGREEMENTS, person=record.person_id, made=power)


def replace_attorney(
    turn: Turn, *, power: UUID, seen: int, instead_of: UUID | None, since: date, replacement: UUID | None = None
) -> Changes:
    """An attorney acts no more from this day on, and a replacement, where there is one, does.

    Source: Mental Capacity Act 2005 (FUND-5).
    """
    record = load(turn, Power, power, seen=seen)
    facts = power_facts(record, _held(turn, record))
    refuse_if(replacing_lacks(facts, replacement, instead_of, since))
    query = select(PowerHolder).where(PowerHolder.power_id == power, PowerHolder.office_id == turn.office)
    for each in turn.session.scalars(query):
        if each.representative_id == instead_of:
            each.stopped_on, each.operation_id = since, turn.operation
        if each.representative_id == replacement:
            each.acts_from, each.operation_id = since, turn.operation
    turn.session.flush()
    return changes(Topic.PEOPLE, Topic.AGREEMENTS, person=record.person_id, made=power)


def _write(turn: Turn, power: Power, details: PowerDetails) -> None:
    if "copy_seen" in details and details["copy_seen"] != power.seen_on:
        power.seen_on = details["copy_seen"]
        power.seen_by_id = turn.staff if power.seen_on else None
    power.dated = details.get("dated", power.dated)
    power.reference = details.get("reference", power.reference or "").strip()
    power.registered_on = details.get("registered_on", power.registered_on)
    power.covers_it = details.get("covers_it", power.covers_it)
    power.acts = details.get("acts", power.acts)


def _refuse_unless_sound(turn: Turn, power: Power, held: Iterable[Holder]) -> None:
    facts = power_facts(power, held)
    refuse_if((*named_lacks(facts), *registered_lacks(facts), *copy_lacks(facts, turn.day)))


def _held(turn: Turn, power: Power) -> tuple[Holder, ...]:
    with turn.session.no_autoflush:  # one save, one version
        known = powers_of(turn.session, turn.office, power.person_id)
    return next((each.facts.holders for each in known if each.id == power.id), ())


def _names(turn: Turn, person: UUID, keys: Iterable[UUID]) -> dict[UUID, str]:
    """The names of these, who speak for this person and no other."""
    query = select(Representative.id, Representative.name).where(
        Representative.person_id == person, Representative.office_id == turn.office
    )
    with turn.session.no_autoflush:
        known: dict[UUID, str] = {key: name for key, name in turn.session.execute(query)}  # noqa: C416  rows, typed
    refuse_if(of_person_lacks(are_theirs=known.keys() >= set(keys)))
    return known


def _hold(turn: Turn, power: UUID, held: Iterable[Holder]) -> None:
    for each in held:
        add(turn, PowerHolder(power_id=power, representative_id=each.key, is_replacement=each.is_replacement))
