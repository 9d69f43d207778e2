"""From the start of the process to the first painted window, and to the first rows, beside a bare window."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Measure, side_by_side
from tests.benchmarks.offices import demonstration

ROOT = Path(__file__).parents[2]


def measures(runs: int) -> Iterator[Measure]:
    """The two waits at a start."""
    with tempfile.TemporaryDirectory() as folder:
        database = demonstration(Path(folder) / "homeward.sqlite")
        for name, word, goal in (
            ("start to first paint", "painted", 1.4),
            ("start to first rows of Today", "rows", 2.6),
        ):
            yield side_by_side(
                name,
                lambda word=word: until(word, "homeward", database),
                lambda: until("painted", "bare"),
                "a bare window, painted",
                goal=goal,
                runs=runs,
            )


def until(word: str, *words: str) -> float:
    """Seconds from the start of a process until it says this word."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.window", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == word:
                took = time.perf_counter() - began
                process.communicate()
                return took
    raise RuntimeError(f"the window never said {word}")
