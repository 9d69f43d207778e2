"""The scheduling tracker out and back in: each change goes out once, and no mark of Scheduling's is lost."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from app.desk.files import keep_aside, open_elsewhere, put_in_place, read_if_there
from app.door.changes import Changes
from app.door.errors import Refused, Unavailable
from app.door.turn import Turn
from app.door.work import Work
from app.exchange.files.cells import text_of
from app.exchange.tracker.another import NOTIFIED, Rows, about_another, refuse_others
from app.exchange.tracker.kept_before import keep_before, prune
from app.exchange.tracker.look_back import LookedKind, ReadBackLook, looked
from app.exchange.tracker.marks import MarkedRows, read_rows
from app.exchange.tracker.opened import TrackerFile
from app.exchange.tracker.page import about_here, tracker_page
from app.exchange.tracker.stamp import Stamp, stamp_of
from app.exchange.tracker.who_left import NOBODY, InWorkbook, standing_in
from app.queries.tracker.marked import SentChange, exports_known, sent_changes
from app.queries.tracker.state import NOTED_AS, number_of, ref_of
from app.services.history.noting import note_access
from app.services.tracker.send_and_read_back import Overtaken, record_marks, send
from app.services.tracker.written import keep_written
from models.keys import new_id
from models.rules.tracker.copies import Copy, is_overtaken, next_count, overtaken_sentence
from models.vocabulary.access import Access
from reports.tracker.page import About, TrackerPage, TrackerResult, TrackerRow, TrackerUnreadable
from reports.tracker.people import KEY
from reports.tracker.sentences import following
from reports.tracker.sheets import OURS, PEOPLE, TRACKER
from reports.tracker.workbook import render

_ATTEMPTS = 5
_KEEPER = "Scheduling, or whoever keeps the workbook"


class CantBeAddedTo(Refused):
    """The workbook that is there can't be added to as it is: kept aside, it makes room for a new one."""


class _MadeElsewhere(TrackerUnreadable):
    """It is another database's workbook: moving that away mends nothing, another one has to be chosen."""


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
    """How many marks were new, known or about changes never sent from here, and each cell that can't be read.

    `said` are sentences about rows that disagree, and about marks that aren't in this copy and stay.
    """

    new: int
    known: int
    unknown: tuple[str, ...]
    unread: tuple[str, ...]
    said: tuple[str, ...] = ()

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
    stamp: Stamp
    rows: tuple[TrackerRow, ...] = ()
    notices: tuple[str, ...] = ()


def export(work: Work, path: Path, *, program: str, put_aside: bool = False, makes_it: bool = True) -> ExportReport:
    """Add what is new to the tracker at `path`, or make it; each change goes out once, whoever exports beside.

    `put_aside` gives an unreadable workbook another name and makes a new one; without `makes_it` none is made where
    none is. Refused: the workbook can't be added to. Unavailable: the folder is missing, somebody has it open, it can't
    be written, or the workbook before can't be kept beside it; all changes then stay in the queue.
    """
    aside = ""
    for _ in range(_ATTEMPTS):
        if (other := open_elsewhere(path)) is not None:
            raise Unavailable(other.sentence(path.name))
        try:
            ready = _ready(work, path, program)
        except TrackerUnreadable as error:
            if not put_aside:
                refusal = Refused if isinstance(error, _MadeElsewhere) else CantBeAddedTo
                raise refusal(str(error), who=_KEEPER) from error
            aside = keep_aside(path, work.read(_moment)).name
            continue
        if ready.existing is None and not makes_it:
            raise Unavailable(f"“{path.name}” isn't there any more: was it moved or given another name?")
        try:
            work.write(partial(_put, path=path, ready=ready))
        except Overtaken:
            continue
        prune(path)
        result = ready.result
        notices = (*ready.notices, *result.notices)
        return ExportReport(tuple(map(ref_of, ready.numbers)), result.restored, notices, aside)
    raise Unavailable("Other desks are exporting the tracker at the same moment. Nothing is lost: try again shortly.")


def look_back(work: Work, path: Path) -> ReadBackLook:
    """What reading back would store, mark by mark, and what it wouldn't; nothing is stored.

    Refused: no workbook, another office's, a renamed sheet or column.
    """
    content = read_if_there(path)
    if content is None:
        raise Refused(f"There is no workbook “{path.name}” in this folder: export the tracker first.")
    file = TrackerFile(content, path.name)
    rows, stamp = read_rows(file), stamp_of(file)
    elsewhere = _made_elsewhere(stamp, path.name, work.read(about_here, program=""))
    if elsewhere:
        raise Refused(elsewhere, who=_KEEPER)
    known, sent = work.read(partial(_known, stamp=stamp))
    another = about_another(file, _by_line(rows), {each.number: each.told for each in sent})
    look = looked(path.name, rows, sent, Copy(stamp.book, stamp.exports, known), another)
    return replace(look, seen=sha256(content + repr((look.to_store, look.marks)).encode()).hexdigest())


def read_back(work: Work, path: Path, seen: str | None = None) -> ReadBackReport:
    """Store what Scheduling marked in the workbook, or emptied again: what `look_back` shows, and nothing else.

    `seen` is what a look called itself: refused where the workbook, or what is known of its marks, has changed since.
    """
    look = look_back(work, path)
    if seen is not None and seen != look.seen:
        raise Refused(f"“{path.name}” or what is known of it has changed since you looked: look again, then store.")
    if look.to_store or look.to_place:
        work.write(
            partial(
                record_marks,
                marks=look.to_store,
                book=look.copy.book,
                exports=look.copy.exports,
                placed=look.to_place,
            )
        )
    return ReadBackReport(
        len(look.to_store),
        len(look.of(LookedKind.KNOWN)),
        tuple(each.ref for each in look.of(LookedKind.UNKNOWN)),
        tuple(each.sentence for each in look.of(LookedKind.UNREAD)),
        (*(each.sentence for each in look.of(LookedKind.DOUBLED, LookedKind.ANOTHER)), *look.notices),
    )


def _known(turn: Turn, *, stamp: Stamp) -> tuple[int, tuple[SentChange, ...]]:
    """How often the workbook was exported, as far as is known here, and every change that went out."""
    return exports_known(turn, stamp.book), sent_changes(turn)


def _moment(turn: Turn) -> datetime:
    return turn.moment


def _ready(work: Work, path: Path, program: str) -> _Ready:
    """Gather and render, while other desks go on: nothing is held meanwhile."""
    existing = read_if_there(path)
    file = TrackerFile(existing, path.name) if existing is not None else None
    stand = _stand_in(file) if file is not None else {}
    page: TrackerPage = work.read(
        tracker_page,
        file_name=path.name,
        program=program,
        numbers=frozenset(number for number, _ in stand.values()),
        standing=_people_in(file) if file is not None else NOBODY,
    )
    stands = stamp_of(file) if file is not None else Stamp()
    another = _made_elsewhere(stands, path.name, page.about)
    if another:
        raise _MadeElsewhere(another)
    if file is not None:
        refuse_others(file, stand, page.rows)
    numbers = tuple(number for row in page.rows if not row.sent and (number := number_of(row.ref)) is not None)
    known = work.read(exports_known, book=stands.book)
    stamp = _next(stands, known)
    page = replace(page, about=replace(page.about, book=str(stamp.book), exports=stamp.exports))
    notices = (overtaken_sentence(path.name, known, stands.exports),) if is_overtaken(known, stands.exports) else ()
    result = render(page, existing, is_checked=file is not None and file.is_checked)
    return _Ready(existing, numbers, result, stamp, page.rows, notices)


def _next(stands: Stamp, known: int) -> Stamp:
    """The workbook's id and its count with this export; a new one, an older copy, or one without an id is given one."""
    if stands.book is None or is_overtaken(known, stands.exports):
        return Stamp(new_id(), 1)
    return Stamp(stands.book, next_count(known, stands.exports))


def _made_elsewhere(stamp: Stamp, name: str, about: About) -> str:
    """Why this workbook is another office's, invented people's among real ones or the other way round; else nothing."""
    return stamp.origin.refusal(name, about) if stamp.origin is not None else ""


def _put(turn: Turn, *, path: Path, ready: _Ready) -> Changes:
    """Note that the changes went out and put the file in place, in this order, in one transaction.

    Fails the file, nothing is noted. Fails the commit after it, the file has the rows and the next export knows them
    by their Refs: they are noted then, and stand there once.
    """
    cells = _written(ready)
    done = send(
        turn,
        numbers=ready.numbers,
        file_name=path.name,
        written=cells,
        book=ready.stamp.book,
        exports=ready.stamp.exports,
    )
    if read_if_there(path) != ready.existing:
        raise Overtaken(f"“{path.name}” has just been changed by somebody else: try again.")
    turn.session.flush()
    keep_written(turn, {number: said for number, said in cells.items() if number not in ready.numbers})
    note_access(turn, did=Access.EXPORTED, what=f"{NOTED_AS}{path.name}", rows=len(ready.numbers))
    turn.session.flush()
    turn.before_file()
    if ready.existing is not None:
        keep_before(path, ready.existing, turn.moment)
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


def _stand_in(file: TrackerFile) -> Rows:
    """Which of our changes stand in which rows of the workbook already, under whatever name it once was written.

    What can't be read here is refused, with its sentence, when the workbook is to be added to.
    """
    try:
        sheet = file.columns(TRACKER, (OURS[0].title,), also=(NOTIFIED,)).sheet
    except Refused:
        return {}
    at, told = (sheet.header.index(each) if each in sheet.header else None for each in (OURS[0].title, NOTIFIED))
    if at is None:
        return {}
    refs = ((row, number_of(text_of(row.cells[at]))) for row in sheet.rows if at < len(row.cells))
    return {
        row.line: (number, row.cells[told] if told is not None and told < len(row.cells) else None)
        for row, number in refs
        if number is not None
    }


def _by_line(rows: MarkedRows) -> Rows:
    """The rows with a Ref of ours, by line."""
    refs = (*((each.line, each.ref) for each in rows.marked), *rows.blank)
    numbers = ((line, number_of(ref)) for line, ref in refs)
    return {line: (number, rows.notified.get(line)) for line, number in numbers if number is not None}


def _people_in(file: TrackerFile) -> InWorkbook:
    """Who stands in the workbook's sheet People; nobody where it can't be read or has no such sheet."""
    try:
        return standing_in(file.columns(PEOPLE, (KEY.title, "MOSAIC id")).sheet)
    except Refused:
        return NOBODY
