"""The process that reads files from outside: `python -m app.exchange.files.child`.

It is sent one file after another by its standard input, answers by its standard output, and ends when the program that
started it has gone. Nothing of the database and nothing of the window is imported here.
"""

import gc
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import IO

from msgspec import MsgspecError

from app.door.errors import Refused
from app.exchange.files.limits import confine
from app.exchange.files.parse import parsed
from app.exchange.files.sent import Answer, Wanted, What, packed, packet_from, refusal_sent, send, sheet_sent, wanted_of
from app.exchange.files.workbook import get_ready

_NO_ROOM = 3  # what it ends with where not even a file's bytes, or its answer, find room


def main() -> None:
    """Answer until nothing more comes. The last word of the command is how many bytes reading may take."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever stops the program is answered there
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a reader prints is no answer
    gc.disable()  # a table has no circles, and is looked through for them many times while it grows
    get_ready()
    gc.freeze()
    is_confined = confine(int(sys.argv[-1]))
    try:
        while (wanted := _wanted(asked)) is not None:
            send(answers, _answer(wanted, is_confined=is_confined))
            gc.collect()  # what an error held, once nobody waits
    except MemoryError:
        os._exit(_NO_ROOM)  # not as an interpreter that couldn't begin


def _wanted(asked: IO[bytes]) -> Wanted | Answer | None:
    """The next file; the packet that it came in is let go, for it is as long as the file."""
    packet = packet_from(asked)
    try:
        return None if packet is None else wanted_of(packet)
    except MsgspecError as error:
        return Answer(broke=_where(error))


def _answer(wanted: Wanted | Answer, *, is_confined: bool) -> bytes:
    if isinstance(wanted, Answer):
        return packed(wanted)
    try:
        return packed(replace(_made(wanted), is_confined=is_confined))
    except BaseException as error:  # noqa: BLE001  a reader's panic, too; the program says it in a sentence
        return packed(Answer(broke=_where(error)))


def _made(wanted: Wanted) -> Answer:
    try:
        return _sheet(wanted) if wanted.what is What.SHEET else _scan(wanted)
    except Refused as refused:
        return refusal_sent(refused)


def _sheet(wanted: Wanted) -> Answer:
    return sheet_sent(parsed(wanted.content, wanted.name, wanted.tab, wanted.fields))


def _scan(wanted: Wanted) -> Answer:
    from app.exchange.agreement.scan_check import checked_scan, picture_pages  # noqa: PLC0415  lists need none of it

    if wanted.what is What.SCAN:
        return Answer(media_type=checked_scan(wanted.content, wanted.name))
    return Answer(pages=picture_pages(wanted.content))


def _where(error: BaseException) -> str:
    """The kind of error and the place, never its words: they may hold what stands in the file."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{where}"


if __name__ == "__main__":
    main()
