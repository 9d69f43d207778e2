"""How many letters a power cut costs: a process that types steadily is killed, and what it kept is read again."""

import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.typist import FIELD, FORM, drafts_of

ROOT = Path(__file__).parents[2]
LETTERS_A_SECOND = 8.0
MOST_LOST = 10  # what is promised
_SHORTEST, _LONGEST = 3, 40  # letters typed before the kill
_KILLS_A_RUN = 6


@dataclass(frozen=True, slots=True)
class Lost:
    """The letters that each kill cost."""

    letters: tuple[int, ...]

    @property
    def ratio(self) -> float:
        """The worst, of what is promised."""
        return max(self.letters) / MOST_LOST

    @property
    def line(self) -> str:
        """As the table shows it."""
        mark = "" if self.ratio <= 1 else "  over the goal"
        return (
            f"{'letters lost by kill -9 while typing':<44} {len(self.letters)} kills: at least {min(self.letters)}, "
            f"median {statistics.median(self.letters):g}, at most {max(self.letters)} (goal {MOST_LOST}){mark}"
        )


def measures(runs: int) -> Iterator[Lost]:
    """Six kills a run, each at another letter; 42 unless said."""
    chance = random.Random(7)  # noqa: S311  where to kill, not a secret
    yield Lost(tuple(killed_after(chance.randint(_SHORTEST, _LONGEST), chance) for _ in range(_KILLS_A_RUN * runs)))


def killed_after(letters: int, chance: random.Random) -> int:
    """Let it type so many letters, kill it somewhere before the next one, and count what is gone."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.typist", place, str(LETTERS_A_SECOND)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        ) as process:
            assert process.stdout is not None
            typed = 0
            for line in process.stdout:
                typed = int(line)
                if typed == letters:
                    break
            try:
                process.wait(chance.random() / LETTERS_A_SECOND)
            except subprocess.TimeoutExpired:
                process.kill()
            typed = max([typed, *(int(line) for line in process.stdout)])
        found = drafts_of(folder).find(FORM, "")
        return typed - (len(found.typed(FIELD)) if found else 0)
