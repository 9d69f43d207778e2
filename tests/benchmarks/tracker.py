"""The scheduling tracker beside the libraries that could do the same: added to, made, read back, and its memory.

The workbook has 25 columns, as after four of Scheduling's own and a save by another program: 21 are the tracker's.
Seconds are of the processor where all is done in one process; what reads back in a child of its own is clocked.
"""

import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from app.exchange.tracker.marks import read_rows
from app.exchange.tracker.opened import TrackerFile
from models.vocabulary.tracker import TrackerChangeKind
from reports.layout.cells import excel_value
from reports.layout.workbook_limits import check_workbook
from reports.tracker.page import About, TrackerPage, TrackerRow
from reports.tracker.sheets import tracker_values
from reports.tracker.workbook import render
from tests.benchmarks.measure import Measure, clocked, side_by_side
from tests.benchmarks.papers import worked

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
_ROWS, _MANY, _NEW = 5_000, 50_000, 20
_APPEND, _GUARDED, _FIRST, _READ, _MEMORY = 0.15, 0.25, 0.3, 1.5, 100.0  # of the design
_THEIRS = ("Round", "Rung", "Key safe", "Remark")


@dataclass(frozen=True, slots=True)
class Memory:
    """The most that an export takes more than stood in memory before it, in MiB."""

    mebibytes: float

    @property
    def ratio(self) -> float:
        """Of what the design allows."""
        return self.mebibytes / _MEMORY

    @property
    def line(self) -> str:
        """As the table shows it."""
        mark = "" if self.ratio <= 1 else "  over the goal"
        told = f"{self.mebibytes:.0f} MiB more than before (goal {_MEMORY:g} MiB)"
        return f"{f'memory of {_NEW} rows more in {_MANY:,}':<44} {told}{mark}"


def measures(runs: int) -> Iterator[Measure | Memory]:
    """Added to without and with the guard, made, read back; then the memory."""
    kept, page = worked_in(_ROWS), tracker(_ROWS + _NEW)
    add, guard = partial(render, page, kept), partial(check_workbook, kept)
    beside = "openpyxl's load and save of it"
    yield side_by_side(
        f"{_NEW} rows more in {_ROWS:,} × 25",
        lambda: worked(add) - worked(guard),
        lambda: worked(partial(loaded_and_saved, kept)),
        beside,
        goal=_APPEND,
        runs=runs,
    )
    yield side_by_side(
        "the same with the guard",
        lambda: worked(add),
        lambda: worked(partial(loaded_and_saved, kept)),
        beside,
        goal=_GUARDED,
        runs=runs,
    )
    yield side_by_side(
        f"a first tracker of {_ROWS:,} rows",
        lambda: worked(partial(render, page)),
        lambda: worked(partial(written_only, page)),
        "the same cells by openpyxl's write-only",
        goal=_FIRST,
        runs=runs,
    )
    yield side_by_side(
        f"marks of {_ROWS:,} rows read, the guard apart",
        lambda: clocked(partial(_marks, kept)) - clocked(guard),
        lambda: clocked(partial(read_by_calamine, kept)),
        "calamine's read of the sheet",
        goal=_READ,
        runs=runs,
    )
    yield Memory(more_in_memory())


def tracker(rows: int) -> TrackerPage:
    """So many changes of as many people, all but the newest sent before."""
    about = About("Homeward", "office.sqlite", "Dales", "Derbyshire County Council", "0190-office")
    return TrackerPage(
        NOW, about, tuple(_change(number, is_sent=number <= rows - _NEW) for number in range(1, rows + 1))
    )


def _change(number: int, *, is_sent: bool) -> TrackerRow:
    kinds = tuple(kind for kind in TrackerChangeKind if kind is not TrackerChangeKind.RETRACTED)
    return TrackerRow(
        ref=f"T{number:05}",
        notified=NOW + timedelta(minutes=number),
        change=kinds[number % len(kinds)],
        effective=NOW + timedelta(days=number % 40),
        person=f"Jean Gill {number}",
        mosaic_id=f"M{number:06}",
        postcode="DE4 3AA",
        patch="Matlock",
        from_team="North",
        to_team="South",
        visits_a_week=14,
        minutes_a_week=630,
        calls="Mon–Sun: morning 45 ×2, tea 30",
        reason="Weaker after a fall, one more call agreed with the family",
        dso="Ann Marsh",
        case_note=f"Case note of {number % 28 + 1} November, 10:30",
        sent=is_sent,
    )


def worked_in(rows: int) -> bytes:
    """A tracker that Scheduling has marked, with four columns of theirs, saved by another program."""
    book = load_workbook(io.BytesIO(render(tracker(rows)).content))
    sheet = book["Tracker"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for at, title in enumerate(_THEIRS, start=sheet.max_column + 1):
        for row in range(1, rows + 2):
            sheet.cell(row, at).value = title if row == 1 else f"{title} {row}"
    for row in range(2, rows + 2, 2):
        sheet.cell(row, columns["CCL updated"]).value = "Yes"
        sheet.cell(row, columns["By"]).value = "Moira"
        sheet.cell(row, columns["On"]).value = NOW.date()
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The workbook's bytes by openpyxl."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def loaded_and_saved(content: bytes) -> bytes:
    """What an export by a library does at least."""
    return saved(load_workbook(io.BytesIO(content)))


def written_only(page: TrackerPage) -> bytes:
    """The same values in one sheet without looks, by the quicker way of openpyxl."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Tracker")
    for row in page.rows:
        sheet.append([excel_value(value) for value in tracker_values(row)])
    return saved(book)


def _marks(content: bytes) -> object:
    """Scheduling's answers, as reading back does it."""
    return read_rows(TrackerFile(content, "tracker.xlsx"))


def read_by_calamine(content: bytes) -> object:
    """Every cell of the sheet."""
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Tracker").to_python()


def more_in_memory() -> float:
    """MiB, of a process that has the workbook and all changes at hand before it begins."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.xlsx"
        path.write_bytes(render(tracker(_MANY)).content)
        told = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.tracker", str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    return float(told.stdout)


def _status(name: str) -> int:
    """KiB of this process by Linux's own count."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1])


def _add_and_say(path: Path) -> None:
    content, page = path.read_bytes(), tracker(_MANY + _NEW)
    render(tracker(_NEW), render(tracker(1)).content)  # what is imported at the first use is no part of it
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the most so far is forgotten
    before = _status("VmRSS")
    render(page, content)
    sys.stdout.write(f"{(_status('VmHWM') - before) / 1024:.1f}")


if __name__ == "__main__":
    _add_and_say(Path(sys.argv[1]))
