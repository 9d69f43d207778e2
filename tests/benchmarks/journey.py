"""The whole demonstration as one process, beside the minute that it may take."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Measure, clocked, side_by_side

ROOT = Path(__file__).parents[2]
_MINUTE = 60.0


def measures(runs: int) -> Iterator[Measure]:
    """Without and with pictures."""
    for name, words in (("homeward demo", ()), ("homeward demo --screenshots", ("--screenshots",))):
        yield side_by_side(
            name,
            lambda words=words: clocked(lambda: demo(words)),
            lambda: _MINUTE,
            "the minute that it may take",
            goal=1.0,
            runs=min(runs, 3),
        )


def demo(words: tuple[str, ...]) -> None:
    """Play it once into a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-P", "-m", "app", "demo", "--out", folder, "--as-at", "2026-11-20T09:00", *words],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        )
