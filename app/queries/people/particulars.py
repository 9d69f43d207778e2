"""What is kept about one person themselves, to be read and changed in a form; with those who speak for them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.errors import Refused
from app.door.turn import Turn
from app.queries.office.choices import PatchChoice, patches
from app.queries.transfer.money import representatives
from app.queries.transfer.view import Representative
from models.people import Person
from models.vocabulary import Funding, PaperFormat

__all__ = ["PersonParticulars", "Representative", "particulars"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonParticulars:
    """The fields by the names that `change_person` takes; `person` is the id and `seen` the version."""

    person: UUID
    seen: int
    given: str
    family: str
    preferred: str
    nhs_number: str
    mosaic_id: str
    born: date | None
    address: str
    postcode: str
    patch_id: UUID | None
    telephone: str
    communication: str
    paper_format: PaperFormat
    funding: Funding
    risks: str
    lone_worker_risk: bool
    has_at: bool
    patches: tuple[PatchChoice, ...]
    representatives: tuple[Representative, ...]

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given} {self.family}"


def particulars(turn: Turn, *, person: UUID) -> PersonParticulars:
    """All of it in three statements; refused when they aren't of this office."""
    found = turn.session.scalars(select(Person).where(Person.id == person, Person.office_id == turn.office)).first()
    if found is None:
        raise Refused("This person isn't in your office's list.", who="the office that supports them")
    return PersonParticulars(
        person=found.id,
        seen=found.version,
        nhs_number=found.nhs_number or "",
        mosaic_id=found.mosaic_id or "",
        **{name: getattr(found, name) for name in _AS_KEPT},
        patches=patches(turn),
        representatives=representatives(turn, person),
    )


_AS_KEPT = (
    "given", "family", "preferred", "born", "address", "postcode", "patch_id", "telephone", "communication",
    "paper_format", "funding", "risks", "lone_worker_risk", "has_at",
)  # fmt: skip
