"""`bench make FILE|URL`: a whole county as a database: 100,000 people ever, 5 million ratings, in minutes.

The present comes from `county`: 4,700 people in service, 500 referrals waiting. Behind it lie eight years from `past`.
Keys, names and dates are drawn from one seed, so that two of one size hold the same.
"""

import argparse
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from app.door.clock import FixedClock
from app.door.work import Work
from app.kept.settling import settle
from app.setup import office_file
from models.database import Database, sqlite_url
from models.due import NOBODY
from models.keys import repeatable
from models.migrations.found_by_words import kept as found_by_words
from models.people import Office
from tests.benchmarks.county import County
from tests.benchmarks.filling import look_through, unguarded
from tests.benchmarks.offices import OFFICE, office_at
from tests.benchmarks.past import Past

_SEED = 2026


@dataclass(frozen=True, slots=True)
class Size:
    """Which part of a county is here now, how many lives lie behind it, and in how many years."""

    part: int
    lives: int
    years: float = 8


SIZES = {"small": Size(10, 9_500), "1": Size(1, 95_000), "10": Size(1, 995_000)}


def main(words: list[str]) -> None:
    """What the command does."""
    told = argparse.ArgumentParser(prog="bench make")
    told.add_argument("where", metavar="FILE|URL", help="a file that isn't there yet, or an empty database of a server")
    told.add_argument("--scale", choices=SIZES, default="1", help="times a whole county; small is a tenth of one")
    asked = told.parse_args(words)
    make(asked.where, SIZES[asked.scale])


def make(where: str, size: Size) -> None:
    """Make it in an empty database: a file that isn't there yet, which takes its name when it is whole, or a URL."""
    if "://" in where:
        _fill(where, size)
        return
    file = Path(where)
    if file.exists():
        raise SystemExit(f"{file} is there already.")
    unfinished = file.with_name(f"{file.name}-unfinished")
    unfinished.unlink(missing_ok=True)
    _fill(sqlite_url(unfinished), size)
    unfinished.rename(file)


def _fill(url: str, size: Size) -> None:
    moment = office_file.as_at_of(OFFICE)
    with repeatable(_SEED, lambda: int(moment.timestamp() * 1000)):
        database, _ = office_at(url)
        with database.writing() as session:
            county = County(session, moment)
            county.make_teams()
            county.fill(part=size.part)
            office = session.scalars(select(Office.id)).one()
        database.close()
    with unguarded(url) as connection:
        past = Past(connection, office, moment, _SEED, size.years)
        past.fill(size.lives)
        past.rate_the_present(connection)
        past.close()
    _keep(url, moment)


def _keep(url: str, moment: datetime) -> None:
    """What the database's own triggers and a desk keep of the records: people's words, and Today's lines."""
    database = Database(url, lambda: moment, by="benchmark")
    with database.engine.begin() as connection:
        found_by_words.fill(connection)
    Work(database, FixedClock(moment), staff=NOBODY).keep(settle)
    database.close()
    if not database.is_sqlite:
        look_through(url)
