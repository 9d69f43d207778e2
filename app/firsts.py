"""The first office of a desk: the demonstration office in a file of its own, or the one that a service has made.

Made beside its final name and put in place when it is whole, so that a start that was cut off leaves nothing behind.
Called on a worker.
"""

from datetime import datetime
from importlib.resources import as_file
from pathlib import Path

import resources
from app import places, setup
from app.clock import SystemClock
from app.work import in_words
from models.database import Database, sqlite_url

OFFICE = "demonstration/office.json"


def demonstration_url() -> str:
    """The demonstration office on this desk, made when it isn't there yet; marked as a test database for good."""
    file = places.demonstration_file()
    if not file.exists():
        with as_file(resources.path(OFFICE)) as office:
            _make(file, office, is_test=True, moment=setup.as_at_of(office))
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
    database = Database(sqlite_url(beside), lambda: moment, by="first start")
    try:
        with in_words():
            setup.create(database, is_test=is_test, moment=moment, by="first start")
            with database.writing() as session:
                setup.load_office(session, office)
    finally:
        database.close()
    beside.replace(file)
