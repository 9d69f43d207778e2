"""Whose word a deed rests on: the DSO's who decided, whoever types it in (END-10)."""

from dataclasses import dataclass
from datetime import date

from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.spells import Spell, is_within
from models.rules.who import CASE_COORDINATOR, DSO, INTERIM_DSO, MDT, OFFICE
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.staff import CASE_COORDINATORS, ORGANISERS, Role

_NOBODY_BESIDES = "a DSO, or somebody else of the office in a DSO's name"


@dataclass(frozen=True, slots=True)
class OnStaff:
    """Somebody of the office's staff, in the role of the day; `left_on` is their last day on it, none while they are.

    `spells` are the days from which to which they are on it, where somebody said so: none says always.
    """

    name: str
    role: Role
    left_on: date | None = None
    spells: tuple[Spell, ...] = ()

    def is_there_on(self, day: date) -> bool:
        """Whether they are on the staff on this day; their first and their last day are theirs."""
        return (self.left_on is None or day <= self.left_on) and is_within(self.spells, day)


def not_on_staff_lacks(said: OnStaff, day: date, field: str = "") -> tuple[Lack, ...]:
    """Nothing is given from a day on to somebody who isn't on the staff on it: a leaver is offered nowhere."""
    if said.is_there_on(day):
        return ()
    return (Lack("", f"{said.name} isn't on the staff on {day_text(day)}: choose somebody who is.", OFFICE, field),)


def seat_lacks(name: str, day: date, *, is_on_staff: bool) -> tuple[Lack, ...]:
    """Whoever sits at a desk is on the staff: nothing is recorded in a leaver's name, nor before somebody begins."""
    if is_on_staff:
        return ()
    sentence = f"{name} sits here and isn't on the staff on {day_text(day)}: choose who is at this desk."
    return (Lack("", sentence, OFFICE),)


def typing_lacks(seat: Role) -> tuple[Lack, ...]:
    """A scheduler decides nothing of this, and types no other's decision in. Source: END-10."""
    if seat is not Role.SCHEDULER:
        return ()
    return (Lack("END-10", f"A scheduler's seat doesn't record this: {_NOBODY_BESIDES}, can.", DSO),)


def dso_lacks(deed: DecidedDeed, seat: OnStaff, said: OnStaff | None, day: date) -> tuple[Lack, ...]:
    """A DSO's decision names the DSO: whoever is said, else the seat's own; a DSO of the office on the deed's day.

    Anybody but a scheduler may type it in. Source: OPG 1.3, 1.5, 2.1, 2.4, 3.2 (END-10).
    """
    lacks = typing_lacks(seat.role)
    if lacks:
        return lacks
    if said is None and seat.role not in ORGANISERS:
        sentence = f"Say which DSO decided {deed.label}; this is the seat of {seat.name}, {seat.role.label}."
        return (Lack("END-10", sentence, DSO, "decided_by"),)
    return _on_staff_lacks(said or seat, day)


def mdt_lacks(deed: DecidedDeed, seat: Role, present: str) -> tuple[Lack, ...]:
    """An MDT's word names its meeting: the day, and who was there. Source: OPG 3.1, 5.1, 5.2 (END-10)."""
    lacks = typing_lacks(seat)
    if lacks or present.strip():
        return lacks
    return (Lack("END-10", f"Say who was at the meeting in which the MDT decided {deed.label}.", MDT, "present"),)


def coordinator_lacks(deed: DecidedDeed, seat: Role, said: OnStaff | None, day: date) -> tuple[Lack, ...]:
    """A case coordinator's word names the SW or CCW, on the staff on that day. Source: OPG 5.3, 5.6; MG (END-10)."""
    lacks = typing_lacks(seat)
    if lacks:
        return lacks
    if said is None:
        sentence = f"Say which SW or CCW decided {deed.label}: nobody is named as case coordinator."
    elif said.role not in CASE_COORDINATORS:
        sentence = f"{said.name} is on the staff as {said.role.label}: name the SW or CCW who decided."
    elif not said.is_there_on(day):
        sentence = f"{said.name} isn't on the staff on {day_text(day)}: name the SW or CCW who decided."
    else:
        return ()
    return (Lack("END-10", sentence, CASE_COORDINATOR, "coordinator"),)


def receiving_dso_lacks(said: OnStaff, day: date, *, is_of_receiving_team: bool) -> tuple[Lack, ...]:
    """The interim DSO is a DSO of the team that receives the person, on that day. Source: OPG 5.3; MG (END-10)."""
    lacks = _on_staff_lacks(said, day, "interim_dso")
    if lacks or is_of_receiving_team:
        return lacks
    sentence = f"{said.name} isn't of the receiving team: the interim DSO is one of its own DSOs."
    return (Lack("END-10", sentence, INTERIM_DSO, "interim_dso"),)


def _on_staff_lacks(said: OnStaff, day: date, field: str = "decided_by") -> tuple[Lack, ...]:
    if said.role in ORGANISERS and said.is_there_on(day):
        return ()
    if said.role not in ORGANISERS:
        sentence = f"{said.name} is on the staff as {said.role.label}: name the DSO who decided."
    else:
        sentence = f"{said.name} isn't on the staff on {day_text(day)}: name a DSO who is."
    return (Lack("END-10", sentence, DSO, field),)
