"""The demonstration office with both its files, as a database for measuring."""

from pathlib import Path

from app.commands.imports import take_ratings, take_referrals
from app.door.clock import FixedClock
from app.door.work import Work
from app.setup import office_file
from models.database import Database, sqlite_url

FILES = Path(__file__).parents[2] / "resources" / "demonstration"
OFFICE = FILES / "office.json"
REFERRALS = FILES / "care-hub-referrals-2026-11.xlsx"
RATINGS = FILES / "goal-tracker-2026-11.csv"


def empty_office(file: Path) -> tuple[Database, Work]:
    """The office without its files; close the database."""
    return office_at(sqlite_url(file))


def office_at(url: str) -> tuple[Database, Work]:
    """The office without its files in an empty database of either kind; close the database."""
    clock = FixedClock(office_file.as_at_of(OFFICE))
    database = Database(url, clock.now, by="benchmark", may_make=True)
    office_file.create(database, is_test=True, moment=clock.now(), by="benchmark")
    with database.writing() as session:
        loaded = office_file.load_office(session, OFFICE)
    return database, Work(database, clock, staff=loaded.staff["Priya Raman"])


def full_office(file: Path) -> tuple[Database, Work]:
    """The office with its referrals and ratings; close the database."""
    return filled(sqlite_url(file))


def filled(url: str) -> tuple[Database, Work]:
    """The office with its referrals and ratings, in a file or an empty database of a server; close the database."""
    database, work = office_at(url)
    take_referrals(work, REFERRALS)
    take_ratings(work, RATINGS)
    return database, work


def demonstration(file: Path) -> str:
    """The full office as a file, by its address."""
    database, _ = full_office(file)
    database.close()
    return sqlite_url(file)
