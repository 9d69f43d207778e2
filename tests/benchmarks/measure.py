"""Measuring turn by turn: what is ours and its limit alternate, so that a machine that slows down slows both."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """Medians of what was measured and of its limit, in seconds or MiB, and the ratio that the design wants at most."""

    name: str
    ours: float
    limit: float
    limit_name: str
    goal: float
    unit: str = "ms"  # as the table shows it, or MiB

    @property
    def ratio(self) -> float:
        """How many times its limit."""
        return self.ours / self.limit

    @property
    def row(self) -> str:
        """As a line of a Markdown table."""
        seen = f"{self.limit * 1000:.1f} → {self.ours * 1000:.1f} ms"
        return f"| {self.name} | {self.limit_name} | {seen} | {self.ratio:.2f} | ≤ {self.goal} |"

    @property
    def line(self) -> str:
        """As the table shows it."""
        mark = "" if self.ratio <= self.goal else "  over the goal"
        of_one = 1000 if self.unit == "ms" else 1
        return (
            f"{self.name:<44} {self.ours * of_one:8.1f} {self.unit}  {self.limit_name:<38}"
            f" {self.limit * of_one:8.1f} {self.unit}  {self.ratio:6.2f} × (goal {self.goal} ×){mark}"
        )


def clocked(work: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def worked(work: Callable[[], object]) -> float:
    """Seconds of the processor that one call takes on this thread: whoever else loads the machine isn't counted."""
    began = time.thread_time()
    work()
    return time.thread_time() - began


def side_by_side(
    name: str,
    ours: Callable[[], float],
    limit: Callable[[], float],
    limit_name: str,
    *,
    goal: float,
    runs: int,
    unit: str = "ms",
) -> Measure:
    """Alternate the two, after one turn of each that isn't counted; each gives its own seconds, or MiB."""
    ours(), limit()
    pairs = [(ours(), limit()) for _ in range(runs)]
    return Measure(
        name,
        statistics.median(first for first, _ in pairs),
        statistics.median(second for _, second in pairs),
        limit_name,
        goal,
        unit,
    )
