"""Whose figures are asked for: of one team or of all, of one patch or of the whole area (FIG-1)."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, select

from models.owners_of_days import patch_of_day
from models.people import Person
from models.teams import Team


class Narrowed(NamedTuple):
    """By what a statement is narrowed: it is prepared once for each, whichever team or patch it is asked for."""

    by_team: bool
    by_patch: bool


@dataclass(frozen=True, slots=True)
class Whose:
    """None stands for all of them. A patch is that in which the person lives, or lived at the end of the period."""

    team: UUID | None = None
    patch: UUID | None = None

    @property
    def narrowed(self) -> Narrowed:
        """What a statement has to be narrowed by."""
        return Narrowed(self.team is not None, self.patch is not None)

    @property
    def told(self) -> dict[str, Any]:
        """The values of a narrowed statement."""
        return {name: key for name, key in (("team", self.team), ("patch", self.patch)) if key is not None}


def of_those(query: Any, narrowed: Narrowed, *, team: Any, person: Any, office: UUID, day: date) -> Any:
    """The statement, narrowed to one team, and to the people of one patch on a day; both are bound when it is asked."""
    if narrowed.by_team:
        query = query.where(team == bindparam("team", type_=Team.id.type))
    if narrowed.by_patch:
        lives = patch_of_day(day) == bindparam("patch", type_=Team.id.type)
        query = query.where(person.in_(select(Person.id).where(Person.office_id == office, lives)))
    return query
