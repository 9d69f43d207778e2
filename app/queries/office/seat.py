"""This desk: which database it works on, and who sits here."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import URL, select

from app.door.turn import Turn
from models.people import Office
from models.rules.spoken_limits import said_in_help
from models.staff import Staff
from models.staff_of_days import is_on_staff, role_of_day
from models.staff_of_login import is_login
from models.vocabulary.staff import Role


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits here. `by_login` where the server knows them by their login, so that nobody else can be chosen.

    `is_here` unless they aren't on the staff today: then who is at this desk is asked anew.
    """

    staff: UUID
    name: str
    role: Role
    office: str
    database: str
    by_login: bool
    is_here: bool
    office_id: UUID


def seat(turn: Turn) -> Seat:
    """Who sits at this desk, on which database."""
    url = turn.session.get_bind().engine.url
    row = turn.session.execute(
        select(
            Staff.name,
            role_of_day(turn.day).label("role"),
            is_login(url.username or "").label("by_login"),
            Office.name.label("office"),
            is_on_staff(turn.day).label("is_here"),
        )
        .join(Office, Office.id == Staff.office_id)
        .where(Staff.id == turn.staff)
    ).one()
    return Seat(turn.staff, row.name, row.role, row.office, _called(url), bool(row.by_login), row.is_here, turn.office)


def limits(turn: Turn) -> dict[str, str]:
    """The limits of the settings in force, as help says them."""
    return said_in_help(turn.policy)


def _called(url: URL) -> str:
    """A file by its name, a database by its name and its server."""
    if url.get_backend_name() == "sqlite":
        return Path(url.database or "").name
    return f"{url.database} on {url.host or 'this computer'}"
