"""Whose typing belongs to a database: that of its staff, and what was typed before it was known who sits there."""

from pathlib import Path

from sqlalchemy import select

from app.door.work import in_words
from models.database import sqlite_url
from models.looking import look
from models.staff import Staff

NOBODY_YET = ""


def typists_of(file: Path) -> frozenset[str]:
    """As a draft names them (`Draft.of`). Unavailable: the file can't be read."""
    with in_words():
        staff = look(sqlite_url(file), lambda held: held.execute(select(Staff.id)).scalars().all())
    return frozenset((NOBODY_YET, *map(str, staff)))
