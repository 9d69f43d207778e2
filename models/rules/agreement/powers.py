"""Powers over somebody's money: which of them reach an agreement on a day, and which of their holders have to sign."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import DSO
from models.vocabulary.agreement import Acting, PowerKind, SignsBecause

_HOLDERS = "whoever holds the power"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """An attorney or deputy of one power. From `stopped_on` on they act no more; a replacement acts from `acts_from`.

    `key` is the representative's.
    """

    key: UUID
    name: str
    is_replacement: bool = False
    acts_from: date | None = None
    stopped_on: date | None = None

    def acts_on(self, day: date) -> bool:
        """Whether they may act on that day."""
        has_begun = self.acts_from is not None and self.acts_from <= day if self.is_replacement else True
        return has_begun and (self.stopped_on is None or day < self.stopped_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerFacts:
    """What is known of one power; none where nobody has looked it up."""

    kind: PowerKind
    holders: tuple[Holder, ...]
    dated: date | None = None
    registered_on: date | None = None
    covers_it: bool | None = None
    acts: Acting | None = None
    seen_on: date | None = None  # a certified copy

    def acting(self, day: date) -> tuple[Holder, ...]:
        """Those who may act on that day."""
        return tuple(each for each in self.holders if each.acts_on(day))

    def needs_all(self, *, together: bool | None) -> bool:
        """Whether all who act have to sign; `together` says of a mixed power whether this is such a decision.

        What isn't known counts as yes. Source: Mental Capacity Act 2005 (FUND-5).
        """
        return self.acts is not Acting.SEVERALLY and not (self.acts is Acting.MIXED and together is False)


def power_lacks(power: PowerFacts, because: SignsBecause | None, day: date) -> tuple[Lack, ...]:
    """Whether a power reaches an agreement on this day: its kind, its register, its order, and a copy that was seen.

    A lasting power is registered; an enduring one once the person lacks capacity; a deputy acts only then, and only
    where the order covers it. Source: Mental Capacity Act 2005 (FUND-5).
    """
    found = [*_kind_lacks(power, because, day)]
    if power.dated is None:
        found.append(_lack("Give the date of the power or of the order: it stands on the paper.", "dated"))
    elif power.dated > day:
        found.append(_lack(f"The power is dated {day_text(power.dated)}: until then nobody signs by it.", "dated"))
    if power.seen_on is None:
        found.append(_lack("See a certified copy of the power or of the order, and record when.", "copy_seen"))
    return tuple(found)


def holders_lacks(
    power: PowerFacts, signers: Collection[UUID], day: date, *, together: bool | None = None
) -> tuple[Lack, ...]:
    """Those who sign hold the power and act on this day; all of them do who may act only together.

    Source: Mental Capacity Act 2005 (FUND-5).
    """
    if not signers:
        return (_lack("Say who signs.", "who"),)
    found = [lack for each in signers for lack in acting_lacks(power, each, day)]
    if power.needs_all(together=together):
        missing = [each.name for each in power.acting(day) if each.key not in signers]
        found += [Lack("FUND-5", f"{_jointly(power)}: {name} has to sign as well.", name, "who") for name in missing]
    return tuple(found)


def acting_lacks(power: PowerFacts, signer: UUID, day: date) -> tuple[Lack, ...]:
    """Whoever signs holds the power, and acts on the day on which they sign: neither before it nor since they stopped.

    Source: Mental Capacity Act 2005 (FUND-5).
    """
    found = next((each for each in power.holders if each.key == signer), None)
    if found is None:
        return (_lack("Only those who hold this power sign by it.", "who"),)
    return () if found.acts_on(day) else (_not_yet(found, day),)


def copy_lacks(power: PowerFacts, day: date) -> tuple[Lack, ...]:
    """A copy isn't seen in the future, nor is a power registered or an order made then. Source: FUND-5."""
    days = {"dated": power.dated, "registered_on": power.registered_on, "copy_seen": power.seen_on}
    return tuple(_lack("That day hasn't come yet.", field) for field, said in days.items() if said and said > day)


def registered_lacks(power: PowerFacts) -> tuple[Lack, ...]:
    """A power is registered on or after the day on which it was made. Source: FUND-5."""
    if power.dated is None or power.registered_on is None or power.registered_on >= power.dated:
        return ()
    return (_lack("It is registered on or after the day on which it was made.", "registered_on"),)


def named_lacks(power: PowerFacts) -> tuple[Lack, ...]:
    """Somebody holds a power. Source: Mental Capacity Act 2005 (FUND-5)."""
    if any(not each.is_replacement for each in power.holders):
        return ()
    return (_lack("Say who holds the power: at least one who is no replacement.", "holder_1"),)


def replacing_lacks(
    power: PowerFacts, replacement: UUID | None, instead_of: UUID | None, since: date
) -> tuple[Lack, ...]:
    """An attorney who acted until then acts no more; whoever replaces them is named so, and hasn't begun yet.

    Source: Mental Capacity Act 2005 (FUND-5).
    """
    known = {each.key: each for each in power.holders}
    gone = known.get(instead_of) if instead_of is not None else None
    if gone is None or not gone.acts_on(since):
        return (_lack("Say who no longer acts: an attorney who acted until then.", "instead_of"),)
    if replacement is None:
        return ()
    found = known.get(replacement)
    if found is None or not found.is_replacement:
        return (_lack("Only somebody whom the power names as a replacement can replace an attorney.", "replacement"),)
    if found.acts_from is not None:
        return (_lack(f"{found.name} has already acted since {day_text(found.acts_from)}.", "replacement"),)
    return ()


def of_person_lacks(*, are_theirs: bool) -> tuple[Lack, ...]:
    """Who holds a power speaks for the person whose power it is. Source: Mental Capacity Act 2005 (FUND-5)."""
    if are_theirs:
        return ()
    return (_lack("Somebody who holds the power doesn't speak for this person: add them first.", "holder_1"),)


def _kind_lacks(power: PowerFacts, because: SignsBecause | None, day: date) -> tuple[Lack, ...]:
    lacks_capacity = because is SignsBecause.LACKS_CAPACITY
    is_registered = power.registered_on is not None and power.registered_on <= day
    if power.kind is PowerKind.DEPUTY:
        return _deputy_lacks(power, lacks_capacity=lacks_capacity)
    if power.kind is PowerKind.LPA_PROPERTY and not is_registered:
        return (_lack("The lasting power of attorney is not registered yet, so nobody signs by it.", "registered_on"),)
    if power.kind is PowerKind.EPA and lacks_capacity and not is_registered:
        sentence = "The person lacks capacity, so the enduring power of attorney has to be registered first."
        return (_lack(sentence, "registered_on"),)
    return ()


def _deputy_lacks(power: PowerFacts, *, lacks_capacity: bool) -> tuple[Lack, ...]:
    found = []
    if not lacks_capacity:
        sentence = "A deputy signs only when the person lacks capacity for this decision; otherwise the person signs."
        found.append(_lack(sentence, "because"))
    if power.covers_it is None:
        found.append(_lack("Say whether the deputy's order covers such an agreement.", "covers_it"))
    elif not power.covers_it:
        found.append(_lack("The deputy's order does not cover such an agreement.", "covers_it"))
    return tuple(found)


def _not_yet(holder: Holder, day: date) -> Lack:
    if holder.stopped_on is not None and holder.stopped_on <= day:
        return _lack(f"{holder.name} can't sign: they stopped acting on {day_text(holder.stopped_on)}.", "who")
    if holder.acts_from is None:
        return _lack(f"{holder.name} can't sign: they are a replacement, and have replaced nobody yet.", "who")
    return _lack(f"{holder.name} can't sign before {day_text(holder.acts_from)}, when they replace somebody.", "who")


def _jointly(power: PowerFacts) -> str:
    who = "deputies" if power.kind is PowerKind.DEPUTY else "attorneys"
    if power.acts is Acting.JOINTLY:
        return f"The {who} act jointly"
    if power.acts is Acting.MIXED:
        return f"The {who} make some decisions jointly, and this counts as one"
    return f"Nobody has recorded how the {who} act, so they act jointly"


def _lack(sentence: str, field: str) -> Lack:
    return Lack("FUND-5", sentence, _HOLDERS if field == "who" else DSO, field)
