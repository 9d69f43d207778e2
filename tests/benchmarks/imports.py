"""Taking the two files in, beside reading the same files and nothing else."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import python_calamine

from app.commands.imports import take_ratings, take_referrals
from tests.benchmarks.measure import Measure, clocked, side_by_side
from tests.benchmarks.offices import RATINGS, REFERRALS, empty_office


def measures(runs: int) -> Iterator[Measure]:
    """Ratings and referrals."""
    yield side_by_side(
        "import 3,747 ratings",
        lambda: taken(take_ratings, RATINGS),
        lambda: clocked(read_csv),
        "csv reads the file",
        goal=60.0,
        runs=runs,
    )
    yield side_by_side(
        "import 40 referrals",
        lambda: taken(take_referrals, REFERRALS),
        lambda: clocked(read_xlsx),
        "calamine reads the file",
        goal=60.0,
        runs=runs,
    )


def taken(take: Callable[..., object], file: Path) -> float:
    """Seconds to take a file into an office that has none of it."""
    with tempfile.TemporaryDirectory() as folder:
        database, work = empty_office(Path(folder) / "homeward.sqlite")
        seconds = clocked(lambda: take(work, file))
        database.close()
    return seconds


def read_csv() -> object:
    """Every record."""
    return list(csv.reader(io.StringIO(RATINGS.read_text(encoding="utf-8-sig"))))


def read_xlsx() -> object:
    """Every row."""
    return python_calamine.CalamineWorkbook.from_path(str(REFERRALS)).get_sheet_by_index(0).to_python()
