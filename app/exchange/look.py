"""Looks at a file once, for window and command line alike: read, settled against the records, and accounted for."""

from collections.abc import Callable, Collection, Sequence
from collections.abc import Mapping as Lines
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from app.door.changes import Changes
from app.door.errors import Refused
from app.door.progress import Progress
from app.door.turn import Turn
from app.exchange.account import columns_of, notices_of, sheets_of
from app.exchange.columns import Field, Mapping, not_as_before, pair, refused_until_chosen
from app.exchange.files.asked import UNASKED, Answers, Asks, FileAsks, Question
from app.exchange.files.cells import Cell, text_of
from app.exchange.files.names import called
from app.exchange.files.read import read_sheet
from app.exchange.files.sheet import Notice, Sheet
from app.exchange.files.unsaid import unsaid_notices
from app.exchange.looked import Brings, Looked, LookedRow
from app.exchange.reading import GoodLine, Reading, all_refused

L = TypeVar("L", bound=GoodLine)


@dataclass(frozen=True, slots=True)
class Settled:
    """What the office's records say to rows that are good in themselves, by their lines.

    `unfit` are refused, each with its reason; `differs` says what a changed row would overwrite, `seen` which version.
    `plan` is what a deed in the same transaction needs not look up again.
    """

    accepted: int
    known: Collection[int]
    changed: Collection[int] = ()
    unfit: Sequence[tuple[int, str]] = ()
    notices: Sequence[Notice] = ()
    differs: Lines[int, str] = field(default_factory=dict)
    seen: Lines[int, int] = field(default_factory=dict)
    plan: object = None


def _nothing_lacks(_mapping: Mapping) -> str:
    return ""


def _asks_nothing(_sheet: Sheet, _answers: Answers) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class ImportKind(Generic[L]):
    """A kind of file: its columns, how it is read and settled, what a row is about, and what takes it in.

    `named_by` are the fields that name whom a refused row is about, those that belong together in one group. `tell`
    gives of a good row whom it is about, and what it says. `takes_changed`: changed rows are settled by a rule and
    go in with the new ones; else `deed` takes those whose version is given, by line.
    """

    fields: tuple[Field, ...]
    named_by: tuple[tuple[str, ...], ...]
    read: Callable[[Turn, Sheet, Answers], Reading[L]]
    settle: Callable[[Turn, Reading[L]], Settled]
    tell: Callable[[L], tuple[str, str]]
    deed: Callable[[Looked[L], Lines[int, int]], Callable[[Turn], Changes]]
    also_missing: Callable[[Mapping], str] = _nothing_lacks
    asks: Callable[[Sheet, Answers], tuple[str, ...]] = _asks_nothing
    takes_changed: bool = False


def look_at(
    turn: Turn, kind: ImportKind[L], file: Path, answers: Answers = UNASKED, progress: Progress | None = None
) -> Looked[L]:
    """Read a file and say what it would bring; stores nothing. Refused when it can't be read at all; Stopped.

    Where only a column or an answer is missing, what is looked at holds no row and says so in its `refusal`.
    """
    try:
        sheet = read_sheet(file, tab=answers.sheet, fields=kind.fields, progress=progress)
    except FileAsks as asks:
        return _unread(Sheet(file.name, 0, (), ()), kind, answers, asks)
    if progress is not None:
        progress.reached(0, 0, f"Comparing {len(sheet.rows):,} rows with the records")
        turn = replace(turn, go_on=progress.go_on)
    return look_at_sheet(turn, kind, sheet, answers)


def look_at_sheet(turn: Turn, kind: ImportKind[L], sheet: Sheet, answers: Answers = UNASKED) -> Looked[L]:
    """The same of a sheet that is read already. Refused: a sheet with headings only; asked where others hold rows."""
    if not sheet.rows:
        return _unread(sheet, kind, answers, _elsewhere(sheet))
    paired = pair(sheet.header, kind.fields, answers.columns)
    lacking = refused_until_chosen(sheet.header, kind.fields, paired)
    if lacking is None and (missing := kind.also_missing(paired)):
        lacking = Refused(missing)
    if lacking is not None:
        return _unread(sheet, kind, answers, lacking)
    try:
        reading = kind.read(turn, sheet, answers)
    except FileAsks as asks:
        return _unread(sheet, kind, answers, asks)
    return _accounted(kind, sheet, answers, reading, kind.settle(turn, reading))


def _elsewhere(sheet: Sheet) -> FileAsks:
    """Which other sheet is meant where the one that was read holds headings only; refused where no other holds rows."""
    said = f"{called(sheet.name)} holds headings and no row below them"
    others = tuple(
        (each.title, f"“{each.title}” ({each.rows:,} {'row' if each.rows == 1 else 'rows'})") for each in sheet.others
    )
    if not others:
        raise Refused(f"{said}: ask for the list with its rows.")
    listed = ", ".join(each for _, each in others)
    question = Question(Asks.SHEET, f"{said} on its sheet “{sheet.title}”. Say if another is meant: {listed}.", others)
    return FileAsks(question, command_line="On the command line: --sheet NAME.")


def _unread(sheet: Sheet, kind: ImportKind[L], answers: Answers, refusal: Refused) -> Looked[L]:
    """A file of which no row can be read yet: a needed column, or an answer, is missing."""
    paired = pair(sheet.header, kind.fields, answers.columns)
    return Looked(
        sheet, Reading(paired, sheet.header, (), ()), sheets=sheets_of(sheet),
        notices=_told_otherwise(kind, sheet, answers, paired) if sheet.header else (),
        columns=columns_of(sheet, kind.fields, paired), answers=answers, refusal=refusal,
    )  # fmt: skip


def _accounted(kind: ImportKind[L], sheet: Sheet, answers: Answers, reading: Reading[L], settled: Settled) -> Looked[L]:
    columns = columns_of(sheet, kind.fields, reading.mapping)
    refused = all_refused(reading, settled.unfit)
    looked = Looked(
        sheet=sheet,
        reading=reading,
        accepted=settled.accepted,
        known=len(settled.known),
        changed=len(settled.changed),
        refused=refused,
        about={each.line: _about(kind, reading, each.cells) for each in refused},
        notices=(
            *notices_of(sheet, columns),  # sheets that aren't in come before columns that are read otherwise
            *_told_otherwise(kind, sheet, answers, reading.mapping),
            *reading.notices,
            *settled.notices,
        ),
        sheets=sheets_of(sheet),
        columns=columns,
        seen=settled.seen,
        plan=settled.plan,
        asks=kind.asks(sheet, answers),
        answers=answers,
    )
    return replace(looked, rows=partial(_rows, kind, looked, settled))


def _told_otherwise(kind: ImportKind[L], sheet: Sheet, answers: Answers, mapping: Mapping) -> tuple[Notice, ...]:
    """Columns that aren't read as they were remembered, and cells that say nothing in columns that aren't read."""
    used = {mapping.column(each.key, sheet.header) for each in kind.fields}
    otherwise = not_as_before(sheet.header, kind.fields, answers.columns, mapping)
    return (*map(Notice, otherwise), *unsaid_notices(sheet, used))


def _about(kind: ImportKind[L], reading: Reading[L], cells: tuple[Cell, ...]) -> str:
    """Whom a row is about that couldn't be read, by what stands in the columns that name them."""

    def said(key: str) -> str:
        column = reading.mapping.column(key, reading.header)
        return text_of(cells[column]).strip() if column is not None and column < len(cells) else ""

    groups = (" ".join(filter(None, map(said, group))) for group in kind.named_by)
    return ", ".join(filter(None, groups))


def _rows(kind: ImportKind[L], looked: Looked[L], settled: Settled) -> tuple[LookedRow, ...]:
    """Each good row as it comes in, then each refused one."""
    notes: dict[int, list[str]] = {}
    for each in looked.notices:
        if each.line is not None:
            notes.setdefault(each.line, []).append(each.sentence)
    unfit = {line for line, _ in settled.unfit}
    brings = dict.fromkeys(settled.known, Brings.KNOWN) | dict.fromkeys(settled.changed, Brings.CHANGED)
    good = []
    for row in looked.reading.good:
        if row.line not in unfit:
            about, said = kind.tell(row)
            why = settled.differs.get(row.line) or " ".join(filter(None, (*notes.get(row.line, ()), said)))
            new = Brings.LOOK_AT if row.line in notes else Brings.NEW
            good.append(LookedRow(row.line, brings.get(row.line, new), about, why))
    refused = (LookedRow(each.line, Brings.REFUSED, looked.about[each.line], each.reason) for each in looked.refused)
    return (*good, *refused)
