"""What reading a file in came to: how many rows of each kind, and each refused row with its line and reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.exchange.reading import RefusedLine


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that can't go in; `line` as the file counts them."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The counts; `changed` are known rows that say something else now, `warnings` are looked at and stop nothing."""

    accepted: int
    known: int
    changed: int
    refused: tuple[RefusedRow, ...]
    warnings: tuple[str, ...] = field(default=())

    @property
    def sentence(self) -> str:
        """The counts in words."""
        changed = f", {self.changed:,} changed" if self.changed else ""
        return f"{self.accepted:,} accepted, {self.known:,} known{changed}, {len(self.refused):,} refused"


def refused_rows(unreadable: Sequence[RefusedLine], unfit: Sequence[tuple[int, str]]) -> tuple[RefusedRow, ...]:
    """Rows refused by reading and rows refused by the office's records, in the file's order."""
    rows = [RefusedRow(each.line, each.reason) for each in unreadable]
    rows += [RefusedRow(line, reason) for line, reason in unfit]
    return tuple(sorted(rows, key=lambda row: row.line))
