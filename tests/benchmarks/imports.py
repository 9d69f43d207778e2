"""Taking the two files in, beside reading the same files and inserting the same rows by the driver alone.

The driver's inserts meet the same triggers, for stamps and audit are part of any save here.
"""

import csv
import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import python_calamine
from sqlalchemy import Engine, text

from app.commands.imports import take_people, take_ratings, take_referrals
from app.door.errors import Refused
from app.door.work import Work
from app.exchange.files.asked import UNASKED
from app.exchange.files.read import read_sheet
from app.exchange.files.reader import KEPT, FileReader
from app.exchange.goals.ratings_file import RATING_FIELDS, read_ratings
from models.database import Database
from tests.benchmarks import long_lists
from tests.benchmarks.measure import Measure, clocked, side_by_side
from tests.benchmarks.offices import RATINGS, REFERRALS, empty_office

_GOAL = 2.5  # of the design, for both
_LONG_GOAL = 1.8
_START_GOAL = 8
_REFUSED_WITHIN = 2.0  # seconds, of a file that is refused by its form
_STAMPS = ("created_at", "created_by", "updated_at", "updated_by")


@dataclass(frozen=True, slots=True)
class Stored:
    """What an import leaves in one table: the insert, and its rows as the driver keeps them."""

    insert: str
    rows: Sequence[Any]


def measures(runs: int) -> Iterator[Measure]:
    """Ratings and referrals."""
    parts: tuple[tuple[str, Callable[..., object], Path, Callable[[], object], tuple[str, ...]], ...] = (
        ("import 3,747 ratings", take_ratings, RATINGS, read_csv, ("rating_import", "rating")),
        ("import 40 referrals", take_referrals, REFERRALS, read_xlsx, ("person", "referral", "requested_visit")),
    )
    for name, take, file, read, tables in parts:
        yield side_by_side(
            name,
            lambda take=take, file=file: taken(take, file),
            lambda take=take, file=file, read=read, tables=tables: raw(take, file, read, tables),
            "read, and executemany with triggers",
            goal=_GOAL,
            runs=runs,
        )
    yield from reading_measures(min(runs, 3))
    yield from long_measures(min(runs, 3))


def long_measures(runs: int) -> Iterator[Measure]:
    """A busy office's month of ratings, both ways in which it is sent, and the lists that an office is begun with."""
    with tempfile.TemporaryDirectory() as folder:
        rated, month, book = (Path(folder) / name for name in ("people.csv", "ratings.csv", "ratings.xlsx"))
        rated.write_bytes(long_lists.as_csv(long_lists.people(long_lists.RATED_PEOPLE)))
        month.write_bytes(long_lists.as_csv(long_lists.ratings()))
        long_lists.as_workbook(long_lists.ratings(), book)
        everybody, asked = Path(folder) / "everybody.csv", Path(folder) / "referrals.csv"
        everybody.write_bytes(long_lists.as_csv(long_lists.people(long_lists.PEOPLE)))
        asked.write_bytes(long_lists.as_csv(long_lists.referrals(long_lists.REFERRALS)))
        of_ratings, of_referrals = ("rating_import", "rating"), ("person", "referral", "requested_visit")
        of_people = ("person", "episode", "plan", "goal", "milestone", "plan_visit")
        ratings, people, referrals = long_lists.RATINGS, long_lists.PEOPLE, long_lists.REFERRALS
        parts: tuple[tuple[str, Callable[..., object], Path, Path | None, tuple[str, ...]], ...] = (
            (f"import {ratings:,} ratings (CSV)", take_ratings, month, rated, of_ratings),
            (f"import {ratings:,} ratings (workbook)", take_ratings, book, rated, of_ratings),
            (f"import {people:,} people in service", take_people, everybody, None, of_people),
            (f"import {referrals:,} referrals", take_referrals, asked, None, of_referrals),
        )
        for name, take, file, before, tables in parts:
            yield side_by_side(
                name,
                lambda take=take, file=file, before=before: taken(take, file, before),
                lambda take=take, file=file, before=before, tables=tables: raw(
                    take, file, lambda: read_anyhow(file), tables, before
                ),
                "read, and executemany with triggers",
                goal=_LONG_GOAL,
                runs=runs,
            )


def reading_measures(runs: int) -> Iterator[Measure]:
    """What reads files started, which no import's time holds, and lists of 100,000 rows that are refused by their form.

    The limit of a refusal is that of the design, so that its ratio says how much of it is used.
    """

    def started() -> float:
        reader = FileReader()
        seconds = clocked(lambda: reader.sheet(b"Ref,Name\n1,Ann\n", "list.csv", None, ()))
        reader.close()
        return seconds

    bare = [sys.executable, "-c", "pass"]
    yield side_by_side(
        "start what reads files, to its first list", started,
        lambda: clocked(lambda: subprocess.run(bare, check=True)),
        "a bare interpreter", goal=_START_GOAL, runs=runs,
    )  # fmt: skip
    rows = long_lists.as_csv(long_lists.ratings())
    open_at_the_end = rows + b'"I will\r\n'
    american = re.sub(rb"(?m)^(..)/(..)/", rb"\2/\1/", rows)
    for name, content in (("a quotation mark left open", open_at_the_end), ("the month first", american)):
        yield side_by_side(
            f"refuse 100,000 ratings: {name}", lambda content=content: clocked(lambda: refused(content)),
            lambda: _REFUSED_WITHIN, "what the design allows", goal=1.0, runs=runs,
        )  # fmt: skip


def refused(content: bytes) -> None:
    """Read ratings that can't be believed."""
    try:
        read_ratings(
            read_sheet(content, "ratings.csv", fields=RATING_FIELDS), UNASKED, datetime(2026, 12, 1, tzinfo=UTC)
        )
    except Refused:
        return
    raise AssertionError


def office_with(place: Path, people: Path | None) -> tuple[Database, Work]:
    """An office, with those in service whom a list names; close the database."""
    database, work = empty_office(place)
    if people is not None:
        take_people(work, people)
    return database, work


def taken(take: Callable[..., object], file: Path, people: Path | None = None) -> float:
    """Seconds to take a file into an office that has none of it."""
    with tempfile.TemporaryDirectory() as folder:
        database, work = office_with(Path(folder) / "homeward.sqlite", people)
        KEPT.warm()
        seconds = clocked(lambda: take(work, file))
        database.close()
    return seconds


def raw(
    take: Callable[..., object],
    file: Path,
    read: Callable[[], object],
    tables: Sequence[str],
    people: Path | None = None,
) -> float:
    """Seconds to read the file and to insert, in one transaction, the very rows that taking it in leaves.

    The import is done in this office, its rows are noted, and it is undone by going back to a copy of before.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "homeward.sqlite"
        database, work = office_with(place, people)
        with database.engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        before = place.read_bytes()
        known = {table: keys(database.engine, table) for table in tables}
        take(work, file)
        left = [stored(database.engine, table, known[table]) for table in tables]
        database.engine.dispose()
        for each in place.parent.glob("homeward.sqlite*"):
            each.unlink()
        place.write_bytes(before)
        seconds = clocked(lambda: (read(), insert(database.engine, left)))
        database.close()
    return seconds


def keys(engine: Engine, table: str) -> set[Any]:
    """The rows that are there already, by their key."""
    key = "goal_id || day || call || worker_id" if table == "rating" else "id"
    with engine.connect() as connection:
        return set(connection.exec_driver_sql(f'SELECT {key} FROM "{table}"').scalars())  # noqa: S608  our own names


def stored(engine: Engine, table: str, known: set[Any]) -> Stored:
    """The rows that came since, with the statement that inserts them."""
    key = "goal_id || day || call || worker_id" if table == "rating" else "id"
    with engine.connect() as connection:
        found = connection.exec_driver_sql(f'SELECT {key} AS row_key, * FROM "{table}"')  # noqa: S608  our own names
        columns = [name for name in list(found.keys())[1:] if name not in _STAMPS]
        rows = [tuple(row[name] for name in columns) for row in found.mappings() if row["row_key"] not in known]
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    return Stored(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)  # noqa: S608  our own names


def insert(engine: Engine, left: Sequence[Stored]) -> None:
    """By the driver alone, in one transaction."""
    with engine.begin() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        for each in left:
            driver.executemany(each.insert, each.rows)


def read_anyhow(file: Path) -> object:
    """Every row of a file, as its name says that it is written."""
    if file.suffix == ".csv":
        return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    return python_calamine.CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()


def read_csv() -> object:
    """Every record."""
    return read_anyhow(RATINGS)


def read_xlsx() -> object:
    """Every row."""
    return read_anyhow(REFERRALS)
