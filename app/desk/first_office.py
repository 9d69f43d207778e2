"""The first office of a desk: the demonstration office in a file of its own, or the one that a service has made.

Made beside its final name and put in place when it is whole, so that a start that was cut off leaves nothing behind.
Called on a worker.
"""

from datetime import datetime
from importlib.resources import as_file
from pathlib import Path

import resources
from app.commands.imports import take_ratings, take_referrals
from app.desk import places
from app.desk.opening import staff_at
from app.door.clock import FixedClock, SystemClock
from app.door.work import Work, in_words
from app.setup import office_file
from models.database import Database, sqlite_url
from models.values import london_day

OFFICE = "demonstration/office.json"
REFERRALS = "demonstration/care-hub-referrals-2026-11.xlsx"
RATINGS = "demonstration/goal-tracker-2026-11.csv"


def demonstration_url() -> str:
    """The demonstration office with its referrals and ratings, made when it isn't there yet; a test database for good.

    All of it happens at the moment of its file: the window then shows what has become of it since.
    """
    file = places.demonstration_file()
    if not file.exists():
        with as_file(resources.path(OFFICE)) as office:
            _make(file, office, is_test=True, moment=office_file.as_at_of(office))
    return sqlite_url(file)


def new_office_url(office: Path) -> str:
    """This desk's own database, with the office of this file."""
    file = places.database_file()
    if not file.exists():
        _make(file, office, is_test=False, moment=SystemClock().now())
    return sqlite_url(file)


def _make(file: Path, office: Path, *, is_test: bool, moment: datetime) -> None:
    beside = file.with_suffix(".new")
    beside.unlink(missing_ok=True)
    database = Database(sqlite_url(beside), lambda: moment, by="first start", may_make=True)
    try:
        with in_words():
            office_file.create(database, is_test=is_test, moment=moment, by="first start")
            with database.writing() as session:
                office_file.load_office(session, office)
                dso = staff_at(session, None, london_day(moment))
            if is_test:
                _take_files_in(Work(database, FixedClock(moment), staff=dso))
    finally:
        database.close()
    beside.replace(file)


def _take_files_in(work: Work) -> None:
    for name, take in ((REFERRALS, take_referrals), (RATINGS, take_ratings)):
        with as_file(resources.path(name)) as file:
            take(work, file)
