"""What is kept about one person themselves, to be read and changed in a form; with those who speak for them."""

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from sqlalchemy import select

from app.door.errors import not_listed
from app.door.turn import Turn
from app.queries.agreement.who_may_sign import PowerView, power_views
from app.queries.office.choices import PatchChoice, patches
from app.queries.transfer.money import representatives, speakers
from app.queries.transfer.money_view import Representative
from models.people import Person
from models.person_details import PersonDetails
from models.values import whole_name

__all__ = ["PersonDetails", "PersonParticulars", "Representative", "particulars"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonParticulars:
    """`person` is the id, `seen` the version; `kept` are all the fields, by the names that `change_person` takes."""

    person: UUID
    seen: int
    kept: PersonDetails
    patches: tuple[PatchChoice, ...]
    representatives: tuple[Representative, ...]
    powers: tuple[PowerView, ...]

    @property
    def name(self) -> str:
        """Given name and family name."""
        return whole_name(self.kept["given"], self.kept["family"])


def particulars(turn: Turn, *, person: UUID) -> PersonParticulars:
    """All of it in four statements; refused when they aren't of this office."""
    found = turn.session.scalars(select(Person).where(Person.id == person, Person.office_id == turn.office)).first()
    if found is None:
        raise not_listed("person")
    powers = power_views(turn, person)
    return PersonParticulars(
        person=found.id,
        seen=found.version,
        kept=cast("PersonDetails", {name: _kept(found, name) for name in PersonDetails.__annotations__}),
        patches=patches(turn),
        representatives=representatives(speakers(turn, person), powers),
        powers=powers,
    )


def _kept(record: Person, name: str) -> object:
    """As it is kept; an id or a number that nobody knows is empty text for a form."""
    said = getattr(record, name)
    return "" if said is None and name in {"nhs_number", "mosaic_id"} else said
