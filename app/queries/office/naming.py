"""Whom or what of the office a command means, by its whole name; never a guess."""

from uuid import UUID

from sqlalchemy import func, select

from app.door.errors import Refused
from app.door.turn import Turn
from models.staff import Staff
from models.teams import Patch, Team


def staff_named(turn: Turn, name: str) -> UUID:
    """The member of staff of this name; refused where there is none, or more than one in other letters."""
    return _named(turn, Staff, name, "Nobody on the staff of this office")


def team_named(turn: Turn, name: str) -> UUID:
    """The team of this name."""
    return _named(turn, Team, name, "No team of this office")


def patch_named(turn: Turn, name: str) -> UUID:
    """The patch of this name."""
    return _named(turn, Patch, name, "No patch of this office")


def _named(turn: Turn, kind: type[Staff | Team | Patch], name: str, nobody: str) -> UUID:
    """An office has no two of one name, but it may have two that differ in capitals: then the letters count."""
    typed = name.strip()
    ours = turn.session.execute(
        select(kind.id, kind.name).where(kind.office_id == turn.office, func.lower(kind.name) == typed.lower())
    ).all()
    exact: list[UUID] = [row.id for row in ours if row.name == typed] or [row.id for row in ours]
    if len(exact) != 1:
        raise Refused(f"{nobody} is called “{name}”.", who="whoever typed it")
    return exact[0]
