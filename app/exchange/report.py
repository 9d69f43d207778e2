"""What reading a file in came to, as the command line says it: the rows of each kind, and all that isn't taken in."""

from dataclasses import dataclass
from typing import Any

from app.exchange.files.sheet import Notice
from app.exchange.looked import NO_COLUMNS, Columns, Looked, SheetSeen


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that can't go in; `line` as the file counts them, `about` whom it names."""

    line: int
    reason: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The counts; `changed` are known rows that say something else now, `notices` are looked at and stop nothing."""

    accepted: int
    known: int
    changed: int
    refused: tuple[RefusedRow, ...]
    notices: tuple[Notice, ...] = ()
    sheets: tuple[SheetSeen, ...] = ()
    columns: Columns = NO_COLUMNS

    @property
    def sentence(self) -> str:
        """The counts in words."""
        changed = f", {self.changed:,} changed" if self.changed else ""
        return f"{self.accepted:,} accepted, {self.known:,} known{changed}, {len(self.refused):,} refused"


def report_of(looked: Looked[Any]) -> ImportReport:
    """The report of a file that was looked at; its refusal where no row of it could be read."""
    if looked.refusal is not None:
        raise looked.refusal
    return ImportReport(
        looked.accepted,
        looked.known,
        looked.changed,
        tuple(RefusedRow(each.line, each.reason, looked.about[each.line]) for each in looked.refused),
        looked.notices,
        looked.sheets,
        looked.columns,
    )
