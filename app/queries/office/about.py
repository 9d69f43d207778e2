"""Which database this is: where it lies, at which revision, and since when; for whoever has to tell somebody."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from app.door.turn import Turn
from models.people import DatabaseMark, Office
from models.revision import NEWEST


@dataclass(frozen=True, slots=True)
class About:
    """`place` is a file's whole path, or a database with its server; never a password."""

    office: str
    council: str
    place: str
    revision: str
    made_at: datetime
    is_test: bool


def about(turn: Turn) -> About:
    """The office and its database; this program works on the newest revision only."""
    row = turn.session.execute(
        select(Office.name, Office.council, DatabaseMark.made_at, DatabaseMark.is_test)
        .join(DatabaseMark, DatabaseMark.number == 1)
        .where(Office.id == turn.office)
    ).one()
    url = turn.session.get_bind().engine.url
    file = url.get_backend_name() == "sqlite"
    place = str(Path(url.database or "").resolve()) if file else f"{url.database} on {url.host or 'this computer'}"
    return About(row.name, row.council, place, NEWEST, row.made_at, row.is_test)
