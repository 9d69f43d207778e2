"""What goes between the program and the process that reads: plain values, checked for their types as they arrive.

The program believes nothing of a process that has read a hostile file: no class is made by what comes but these.
"""

from dataclasses import dataclass, fields
from enum import Enum
from typing import IO, Any, get_type_hints

import msgspec

from app.door.errors import Refused
from app.exchange.columns import Field
from app.exchange.files.asked import FileAsks, Question
from app.exchange.files.columns_sent import Columns, columns_of, rows_of
from app.exchange.files.sheet import Sheet
from models.vocabulary.papers import MediaType

_HINTS = get_type_hints(Sheet)
_HEAD = msgspec.defstruct("Head", [(each.name, _HINTS[each.name]) for each in fields(Sheet) if each.name != "rows"])


_LENGTH = 8  # bytes before each packet that say how long it is


class NotBelieved(ValueError):  # noqa: N818  the process that reads is broken, whatever it says
    """What came is no answer."""


class What(Enum):
    """What is wanted of a file."""

    SHEET = "sheet"
    SCAN = "scan"
    PICTURE_PAGES = "picture's pages"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file's bytes, and what they are wanted for."""

    what: What
    content: bytes
    name: str
    tab: str | None = None
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was made of a file: a table, what a scan is, a picture's pages as a PDF, a refusal with the question that it
    asks, or where the reading broke.

    `is_confined` says whether the system holds the process that reads to its memory.
    """

    head: bytes = b""
    rows: Columns | None = None
    media_type: MediaType | None = None
    pages: bytes = b""
    refusal: str = ""
    who: str = ""
    question: Question | None = None
    broke: str = ""
    is_confined: bool = False


def sheet_sent(sheet: Sheet) -> Answer:
    """A table as an answer."""
    head = {each.name: getattr(sheet, each.name) for each in fields(sheet) if each.name != "rows"}
    return Answer(msgspec.msgpack.encode(head), columns_of(sheet.rows))


def refusal_sent(refused: Refused) -> Answer:
    """A refusal as an answer, with its question where it asks one."""
    return Answer(
        refusal=refused.sentence,
        who=refused.who,
        question=refused.question if isinstance(refused, FileAsks) else None,
    )


def sheet_of(answer: Answer) -> Sheet:
    """The table that was sent; raises what the file was refused with."""
    raise_if_refused(answer)
    if answer.rows is None:
        raise NotBelieved
    head: Any = _made(answer.head, _HEAD)
    return Sheet(**msgspec.structs.asdict(head), rows=_rows(answer.rows))


def media_type_of(answer: Answer) -> MediaType:
    """What a scan was found to be; raises what the file was refused with."""
    raise_if_refused(answer)
    if answer.media_type is None:
        raise NotBelieved
    return answer.media_type


def pages_of(answer: Answer) -> bytes:
    """A picture as a PDF."""
    if not answer.pages.startswith(b"%PDF-"):
        raise NotBelieved
    return answer.pages


def raise_if_refused(answer: Answer) -> None:
    """Refuse again what was refused there."""
    if answer.question is not None:
        asked = answer.question.sentence
        raise FileAsks(answer.question, command_line=answer.refusal.removeprefix(asked).strip())
    if answer.refusal:
        raise Refused(answer.refusal, who=answer.who)


def send(stream: IO[bytes], packet: bytes) -> None:
    """Send a packet, its length before it."""
    stream.write(len(packet).to_bytes(_LENGTH, "big"))
    stream.write(packet)
    stream.flush()


def packet_from(stream: IO[bytes], most: int | None = None) -> bytes | None:
    """The next packet, or nothing where the other side has gone or speaks of more than `most` bytes."""
    start = stream.read(_LENGTH)
    length = int.from_bytes(start, "big")
    if len(start) < _LENGTH or (most is not None and length > most):
        return None
    packet = stream.read(length)
    return packet if len(packet) == length else None


def packed(said: Wanted | Answer) -> bytes:
    """As bytes that go through a pipe."""
    return msgspec.msgpack.encode(said)


def wanted_of(packet: bytes) -> Wanted:
    """What is wanted, as the program packed it."""
    return msgspec.msgpack.decode(packet, type=Wanted)


def answer_of(packet: bytes) -> Answer:
    """What was answered. NotBelieved: bytes that are no answer, or the reading broke."""
    answer: Answer = _made(packet, Answer)
    if answer.broke:
        raise NotBelieved(answer.broke)
    return answer


def _made(packet: bytes, kind: type[Any]) -> Any:
    try:
        return msgspec.msgpack.decode(packet, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise NotBelieved from error


def _rows(sent: Columns) -> Any:
    try:
        return rows_of(sent)
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        raise NotBelieved from error
