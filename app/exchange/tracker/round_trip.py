"""The scheduling tracker out and back in: each change goes out once, and no mark of Scheduling's is lost."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from app.desk.files import keep_aside, open_elsewhere, put_in_place, read_if_there
from app.door.changes import Changes
from app.door.errors import Refused, Unavailable
from app.door.turn import Turn
from app.door.work import Work
from app.exchange.files.cells import text_of
from app.exchange.files.read import read_sheet
from app.exchange.tracker.marks import SchedulingMark, read_marks
from app.exchange.tracker.page import about_here, tracker_page
from app.exchange.tracker.who_left import NOBODY, InWorkbook, standing_in
from app.queries.tracker.state import number_of, ref_of
from app.services.history.noting import note_access
from app.services.tracker.send_and_read_back import Mark, MarksCompared, Overtaken, compare_marks, record_marks, send
from app.services.tracker.written import keep_written
from models.vocabulary.access import Access
from models.vocabulary.tracker import CclMark
from reports.tracker.origin import origin_of
from reports.tracker.page import About, TrackerPage, TrackerResult, TrackerRow, TrackerUnreadable
from reports.tracker.sentences import following
from reports.tracker.sheets import OURS, PEOPLE, TRACKER
from reports.tracker.workbook import render

_ATTEMPTS = 5
_KEEPER = "Scheduling, or whoever keeps the workbook"


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export came to: the Refs that went out with it, and sentences about what was put back or found.

    `kept_aside` is the name that an unreadable workbook was given, if one was.
    """

    sent: tuple[str, ...]
    restored: tuple[str, ...]
    notices: tuple[str, ...]
    kept_aside: str = ""


@dataclass(frozen=True, slots=True)
class ReadBackReport:
    """How many marks were new, known or about changes never sent from here, and each cell that can't be read."""

    new: int
    known: int
    unknown: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The counts in words."""
        return f"{self.new:,} new, {self.known:,} known, {len(self.unknown) + len(self.unread):,} not understood"


@dataclass(frozen=True, slots=True)
class _Ready:
    """A workbook that is rendered and not yet in place: what stood there before, and which changes it brings."""

    existing: bytes | None
    numbers: tuple[int, ...]
    result: TrackerResult
    rows: tuple[TrackerRow, ...] = ()


def export(
    work: Work, path: Path, *, program: str, accept_losses: bool = False, put_aside: bool = False
) -> ExportReport:
    """Add what is new to the tracker at `path`, or make it; each change goes out once, whoever exports beside.

    `accept_losses` says that Scheduling agreed to lose what Excel can draw and we can't. `put_aside` gives an
    unreadable workbook another name and makes a new one. Refused: the workbook can't be added to. Unavailable: the
    folder is missing, somebody has it open, it can't be written; all changes then stay in the queue.
    """
    aside = ""
    for _ in range(_ATTEMPTS):
        if (other := open_elsewhere(path)) is not None:
            raise Unavailable(other.sentence(path.name))
        try:
            ready = _ready(work, path, program, accept_losses=accept_losses)
        except TrackerUnreadable as error:
            if not put_aside:
                raise Refused(str(error), who=_KEEPER) from error
            aside = keep_aside(path, work.read(_moment)).name
            continue
        try:
            work.write(partial(_put, path=path, ready=ready))
        except Overtaken:
            continue
        result = ready.result
        return ExportReport(tuple(map(ref_of, ready.numbers)), result.restored, result.notices, aside)
    raise Unavailable("Other desks are exporting the tracker at the same moment. Nothing is lost: try again shortly.")


def read_back(work: Work, path: Path) -> ReadBackReport:
    """Read what Scheduling marked in the workbook, or emptied again, and store what is new.

    Refused: no workbook, or not this one.
    """
    content = read_if_there(path)
    if content is None:
        raise Refused(f"There is no workbook “{path.name}” in this folder: export the tracker first.")
    read = read_marks(content, path.name)
    another = _made_elsewhere(content, path.name, work.read(about_here, program=""))
    if another:
        raise Refused(another, who=_KEEPER)
    marks = tuple(_mark(number, each) for each in read if (number := number_of(each.ref)) is not None and _fits(each))
    emptied = _numbers_in(content, path.name) - {number_of(each.ref) for each in read}
    marks += tuple(Mark(number, None) for number in sorted(emptied))
    compared: MarksCompared = work.read(compare_marks, marks=marks)
    if compared.changed:
        work.write(partial(record_marks, marks=marks))
    foreign = (each.ref for each in read if number_of(each.ref) is None)
    return ReadBackReport(
        len(compared.changed),
        len(compared.known),
        (*map(ref_of, compared.unknown), *foreign),
        tuple(f"Row {each.line}, {each.ref}: {each.unread}" for each in read if each.unread),
    )


def _moment(turn: Turn) -> datetime:
    return turn.moment


def _ready(work: Work, path: Path, program: str, *, accept_losses: bool) -> _Ready:
    """Gather and render, while other desks go on: nothing is held meanwhile."""
    existing = read_if_there(path)
    page: TrackerPage = work.read(
        tracker_page,
        file_name=path.name,
        program=program,
        numbers=_numbers_in(existing, path.name),
        standing=_people_in(existing, path.name),
    )
    another = _made_elsewhere(existing, path.name, page.about)
    if another:
        raise TrackerUnreadable(another)
    numbers = tuple(number for row in page.rows if not row.sent and (number := number_of(row.ref)) is not None)
    return _Ready(existing, numbers, render(page, existing, accept_losses=accept_losses), page.rows)


def _made_elsewhere(content: bytes | None, name: str, about: About) -> str:
    """Why this workbook is another office's, invented people's among real ones or the other way round; else nothing."""
    origin = origin_of(content) if content is not None else None
    return origin.refusal(name, about) if origin is not None else ""


def _put(turn: Turn, *, path: Path, ready: _Ready) -> Changes:
    """Note that the changes went out and put the file in place, in this order, in one transaction.

    Fails the file, nothing is noted. Fails the commit after it, the file has the rows and the next export knows them
    by their Refs: they are noted then, and stand there once.
    """
    cells = _written(ready)
    done = send(turn, numbers=ready.numbers, file_name=path.name, written=cells)
    if read_if_there(path) != ready.existing:
        raise Overtaken(f"“{path.name}” has just been changed by somebody else: try again.")
    turn.session.flush()
    keep_written(turn, {number: said for number, said in cells.items() if number not in ready.numbers})
    note_access(turn, did=Access.EXPORTED, what=f"the tracker as {path.name}", rows=len(ready.numbers))
    turn.session.flush()
    put_in_place(path, ready.result.content, replaces=ready.existing)
    return done


def _written(ready: _Ready) -> dict[int, str]:
    """What the cells that follow the person say from now on, by number: of rows that are new there, or say another.

    Of a row that an earlier release wrote nobody knows what it got; that is left so until the row is written anew.
    """
    added, cells = frozenset(ready.result.added), {}
    for row in ready.rows:
        now, number = following(row), number_of(row.ref)
        is_new = row.written is None and (row.ref in added or not row.sent)
        if number is not None and (is_new or (row.written is not None and row.written != now)):
            cells[number] = json.dumps(now, ensure_ascii=False)
    return cells


def _numbers_in(existing: bytes | None, name: str) -> frozenset[int]:
    """Which of our changes stand in the workbook already, under whatever name it once was written.

    What can't be read here is refused, with its sentence, when the workbook is to be added to.
    """
    if existing is None:
        return frozenset()
    try:
        sheet = read_sheet(existing, name, tab=TRACKER)
    except Refused:
        return frozenset()
    at = next((index for index, heading in enumerate(sheet.header) if heading == OURS[0].title), None)
    if at is None:
        return frozenset()
    refs = (number_of(text_of(row.cells[at])) for row in sheet.rows if at < len(row.cells))
    return frozenset(number for number in refs if number is not None)


def _people_in(existing: bytes | None, name: str) -> InWorkbook:
    """Who stands in the workbook's sheet People; nobody where it can't be read or has no such sheet."""
    try:
        return NOBODY if existing is None else standing_in(read_sheet(existing, name, tab=PEOPLE))
    except Refused:
        return NOBODY


def _fits(mark: SchedulingMark) -> bool:
    """Whether the answer itself could be read; a day that can't be is left out and said."""
    return not mark.unread or mark.ccl is not None


def _mark(number: int, mark: SchedulingMark) -> Mark:
    """A question that is written without an answer is a Query all the same."""
    ccl = CclMark.QUERY if mark.ccl is None and mark.query else mark.ccl
    return Mark(number, ccl, mark.by, mark.on, mark.query)
