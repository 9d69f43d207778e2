"""Words of a sheet that stand in no cell: notes and comments on cells, and text boxes. They are named, and not read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.exchange.files.cells import tidied
from app.exchange.files.sheet import Notice, Sheet
from app.exchange.files.workbook_parts import parts_beside

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOTES, _THREADS, _DRAWING = "comments", "threadedComment", "drawing"
_BOXES_QUOTED = 5


@dataclass(frozen=True, slots=True)
class SheetNotes:
    """What is written on cells, each with its cell ("U7"), and what stands in text boxes."""

    on_cells: tuple[tuple[str, str], ...] = ()
    boxes: tuple[str, ...] = ()


def notes_of(content: bytes, title: str) -> SheetNotes:
    """The notes, comments and text boxes of the worksheet of this title. Raises ValueError where they can't be read."""
    parts = parts_beside(content, title, {_NOTES, _THREADS, _DRAWING})
    threads = [each for kind, part in parts if kind == _THREADS for each in _threads(part)]
    answered = {cell for cell, _ in threads}
    notes = [each for kind, part in parts if kind == _NOTES for each in _notes(part) if each[0] not in answered]
    boxes = [text for kind, part in parts if kind == _DRAWING for text in _boxes(part)]
    return SheetNotes(tuple(each for each in (*notes, *threads) if each[1]), tuple(boxes))


def note_notices(sheet: Sheet, notes: SheetNotes) -> tuple[Notice, ...]:
    """Each note with the line of its row, so that it is looked at with that row; then all text boxes at once."""
    lines = {row.line for row in sheet.rows} if notes.on_cells else set()
    found = []
    for cell, text in notes.on_cells:
        line = int("".join(filter(str.isdecimal, cell)) or 0)
        sentence = f"The cell {cell} has a note, which isn't taken over: “{text}”."
        found.append(Notice(sentence, line if line in lines else None))
    if notes.boxes:
        count, quoted = len(notes.boxes), ", ".join(f"“{text}”" for text in notes.boxes[:_BOXES_QUOTED])
        more = f" and {count - _BOXES_QUOTED:,} more" if count > _BOXES_QUOTED else ""
        holds = "1 text box that isn't" if count == 1 else f"{count:,} text boxes that aren't"
        found.append(Notice(f"The sheet holds {holds} read: {quoted}{more}."))
    return tuple(found)


def _notes(part: "_Element") -> Iterator[tuple[str, str]]:
    """Excel begins a note with its writer's name; that is no part of what it says."""
    writers = [(each.text or "").strip() for each in part.iter("{*}author")]
    for note in part.iter("{*}comment"):
        text, by = _said(note.iter("{*}t")), note.get("authorId", "")
        writer = writers[int(by)] if by.isdecimal() and int(by) < len(writers) else ""
        yield str(note.get("ref", "")).upper(), text.removeprefix(f"{writer}:").strip() if writer else text


def _threads(part: "_Element") -> Iterator[tuple[str, str]]:
    for each in part.iter("{*}threadedComment"):
        yield str(each.get("ref", "")).upper(), _said(each.iter("{*}text"))


def _boxes(part: "_Element") -> Iterator[str]:
    for body in part.iter("{*}txBody"):
        text = _said(body.iter("{*}t"), between=" ")
        if text:
            yield text


def _said(pieces: "Iterable[_Element]", between: str = "") -> str:
    return " ".join(tidied(between.join(each.text or "" for each in pieces)).split())
