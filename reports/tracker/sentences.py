"""What is said of a cell of ours that was put back: whether somebody changed it in the workbook, or we did here.

Scheduling's work isn't blamed for ours: a postcode that was corrected, a move or a new name changes what our cells
say, and the workbook still holds what it got at the export before.
"""

from collections.abc import Mapping
from datetime import date, datetime

from models.values import to_london
from models.vocabulary.tracker import TrackerChangeKind
from reports.layout.cells import Value
from reports.tracker.page import TrackerRow
from reports.tracker.patch.told import PutBack

FOLLOWING = ("Person", "MOSAIC id", "Postcode", "Patch")  # all other cells of a change are frozen when it is told
_SHOWN = 80  # signs of what somebody typed: enough to know it again
_WORDS_BEFORE = {("Change", "Same hours, rearranged"): TrackerChangeKind.REARRANGED.label}  # as it once was


def following(row: TrackerRow) -> Mapping[str, str]:
    """The cells of a change that follow the person, by heading, as a workbook gets them now."""
    return dict(zip(FOLLOWING, (row.person, row.mosaic_id, row.postcode, row.patch), strict=True))


def told_of(put_back: PutBack, row: TrackerRow) -> str:
    """One cell that was put back, as a sentence for the office: said, and put down to Scheduling only where it was.

    "T00012: Postcode now says “DE4 3AB” (changed here)." or "T00012: Postcode said “X” and says “Y” again." Where
    nobody knows any more what the workbook got, neither is said.
    """
    found, now = _text(put_back.found), _text(_said(put_back.value))
    where = f"{row.ref}: {put_back.heading}"
    before = _before(put_back, row, found)
    if before == found != now:
        return f"{where} now says “{now}” (changed here)." if now else f"{where} is empty now (changed here)."
    was = f"said “{found[:_SHOWN]}”" if found else "was empty"
    says = f"says “{now}”" if now else "is empty"
    if before is None:
        return f"{where} {was} and {says} now."
    if before != now:
        return f"{where} {was} and {says} now (changed here too)."
    return f"{where} {was} and {says} again."


def _before(put_back: PutBack, row: TrackerRow, found: str) -> str | None:
    """What our cell said when the workbook got it last; a cell that follows nobody says the same for ever."""
    if put_back.heading in FOLLOWING:
        return None if row.written is None else _text(row.written.get(put_back.heading, ""))
    if (put_back.heading, found) in _WORDS_BEFORE:
        return found
    return _text(_said(put_back.value))


def _text(said: str) -> str:
    """Excel keeps a line break within a cell as one sign, and nobody sees a blank at the end."""
    return said.replace("\r\n", "\n").strip()


def _said(value: Value) -> str:
    """A value as a person reads it in its cell."""
    if isinstance(value, datetime):
        local = to_london(value) if value.tzinfo is not None else value
        return f"{local:%d/%m/%Y %H:%M}" if (local.hour, local.minute) != (0, 0) else f"{local:%d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)
