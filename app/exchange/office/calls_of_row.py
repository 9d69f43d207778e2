"""The calls of a row: in one cell as people type them, or in a column for each call of the day."""

import re
from dataclasses import replace
from datetime import time

from app.exchange.calls_text import CallsRead, read_calls
from app.exchange.files.cells import shown, text_of
from app.exchange.office.person_line import CALL_FIELDS
from app.exchange.row_reader import RowReader
from models.rules.placeholders import is_placeholder
from models.rules.yes_and_no import yes_or_no
from models.values import MINUTES_AN_HOUR, call_at, fold

_CLOCK = re.compile(r"\d{1,2}[:.][0-5]\d|\b\d{1,2}\s*[ap]m\b")
_ONE = frozenset({"1", "one", "single"})
_TWO = frozenset({"2", "two", "x2", "double", "double up", "double handed"})


def calls_of(row: RowReader) -> CallsRead:
    """What the row says of its calls.

    Where anything of it can't be read, no call is taken over: a week with one call missing would look right.
    """
    parts = [row.text("calls"), *(_said_of(row, key) for key in CALL_FIELDS)]
    days = "daily" if row.text("days") == "7" else row.text("days")
    typed = ", ".join(part for part in parts if part)
    read = read_calls(f"{typed} {days}" if typed else "", may_take_turns=True)
    if read.unread:
        named = ", ".join(read.unread)[:200]
        row.notices.append(f"Of the calls “{typed[:120]}” this can't be read: {named}. They come in without calls.")
        return replace(read, visits=())
    if not typed:
        row.notices.append("No calls are said: they come in without calls.")
    elif read.days_assumed:
        row.notices.append("The calls name no days; taken as every day.")
    return _with_workers(row, read)


def _said_of(row: RowReader, key: str) -> str:
    """A call's own column as it would be typed in one cell: “morning 30”.

    Half an hour in a spreadsheet is 00:30: a time at which there is no such call is how long it lasts.
    """
    cell = row.cell(key)
    if isinstance(cell, time) and call_at(cell) is not CALL_FIELDS[key]:
        return f"{key} {cell.hour * MINUTES_AN_HOUR + cell.minute}"
    text = text_of(cell).strip()
    if is_placeholder(text) or yes_or_no(text) is False:
        return ""
    return text if _CLOCK.search(text.casefold()) else f"{key} {text}"


def _with_workers(row: RowReader, read: CallsRead) -> CallsRead:
    """Two workers at each call where the row says so for all of them."""
    text = fold(row.text("workers"))
    if text in _TWO or (text not in _ONE and yes_or_no(text)):
        return replace(read, visits=tuple(replace(visit, workers=2) for visit in read.visits))
    if text and text not in _ONE and yes_or_no(text) is None:
        row.notices.append(
            f"“{shown(row.cell('workers'))}” workers can't be read: taken as one where the calls don't say."
        )
    return read
