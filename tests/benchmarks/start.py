"""From the start of the process to the first painted window, and to the first rows, beside a bare window."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app.desk import places
from app.desk.first_rows import file_of
from app.desk.first_rows_noted import note_first_rows
from app.desk.opening import open_work
from app.door.clock import DeskClock
from app.kept.settling import settle
from tests.benchmarks.measure import Measure, side_by_side
from tests.benchmarks.offices import demonstration

ROOT = Path(__file__).parents[2]


def measures(runs: int) -> Iterator[Measure]:
    """The two waits at a start."""
    with tempfile.TemporaryDirectory() as folder:
        database = demonstration(Path(folder) / "homeward.sqlite")
        noted(database, Path(folder))
        compiled = as_installed(Path(folder))
        for name, word, goal in (
            ("start to first paint", "painted", 1.3),
            ("start to first rows of Today", "rows", 2.0),
        ):
            yield side_by_side(
                name,
                lambda word=word: until(word, compiled, "homeward", database, folder),
                lambda: until("painted", compiled, "bare"),
                "a bare window, painted",
                goal=goal,
                runs=runs,
            )


def noted(database: str, folder: Path) -> None:
    """The lines of Today kept, and noted how to read them, as a desk does half a minute after it was opened."""
    places.seen_folder = lambda: folder / "seen"
    work = open_work(database, DeskClock())
    work.keep(settle)
    file = file_of(database)
    assert file is not None
    work.read(note_first_rows, places.first_rows_folder(), file)
    work.close()


def as_installed(folder: Path) -> dict[str, str]:
    """This environment, in which modules are compiled once, as they are at a desk from its installation on."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def until(word: str, environment: dict[str, str], *words: str) -> float:
    """Seconds from the start of a process until it says this word."""
    return said(word, environment, *words)[0]


def said(word: str, environment: dict[str, str], *words: str) -> tuple[float, str]:
    """Seconds from the start of a process until it says this word, and what it says with it."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.window", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            spoken, _blank, rest = line.strip().partition(" ")
            if spoken == word:
                took = time.perf_counter() - began
                process.communicate()
                return took, rest
    raise RuntimeError(f"the window never said {word}")
