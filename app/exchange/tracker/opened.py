"""A tracker's workbook opened for reading a few columns of a sheet: by its bytes, and by the other process where odd.

Marks need five columns of twenty-five. What Excel, LibreOffice and this program write is read here in pieces of whole
rows, once the guard has let it through; what is written in any other way, and a text or another kind of workbook, is
read as every file from outside is (`app.exchange.files.read`), whose refusals are said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.exchange.files.names import LIMITS
from app.exchange.files.read import read_sheet
from app.exchange.files.sheet import Sheet
from app.exchange.tracker.quick_columns import QuickColumns, quick_columns
from reports.layout.workbook_limits import NotAWorkbook, check_workbook
from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.members import Members
from reports.tracker.patch.parts import Parts
from reports.tracker.patch.strings import SharedTexts


@dataclass(frozen=True, slots=True)
class ColumnsRead:
    """A sheet, or these columns of it: `at` is where each of the sheet's columns stands in the file, from 0."""

    sheet: Sheet
    at: tuple[int, ...]


class TrackerFile:
    """The bytes of a tracker that is called `name`; its parts are found once, however many sheets are read."""

    def __init__(self, content: bytes, name: str) -> None:
        self.content, self.name = content, name

    def columns(self, tab: str, headings: Sequence[str], also: Sequence[str] = ()) -> ColumnsRead:
        """The columns with these headings of the sheet `tab`, or the whole sheet. Refused: what no reader reads.

        Those of `also` come with them where all of those are there.
        """
        for wanted in dict.fromkeys(((*headings, *also), tuple(headings))):
            quick = self._quick(tab, wanted)
            if quick is not None:
                header_line, rows, at = quick
                return ColumnsRead(Sheet(self.name, header_line, wanted, rows, title=tab), at)
        sheet = read_sheet(self.content, self.name, tab=tab)
        return ColumnsRead(sheet, tuple(range(len(sheet.header))))

    def _quick(self, tab: str, headings: tuple[str, ...]) -> QuickColumns | None:
        return quick_columns(self._parts, self._texts, tab, headings) if self._parts is not None else None

    @property
    def is_checked(self) -> bool:
        """Whether the guard has let these bytes pass, so that nobody who is given them needs to ask it again."""
        return self._parts is not None

    @cached_property
    def _texts(self) -> SharedTexts:
        """Cut apart once for all sheets: a workbook of another program's has most of its texts there."""
        strings = self._parts.of_kind("sharedStrings") if self._parts is not None else None
        return SharedTexts(self._parts.members.pieces(strings) if self._parts is not None and strings else ())

    @cached_property
    def _parts(self) -> Parts | None:
        """None: no workbook, or one in which only another reader finds its way."""
        try:
            check_workbook(self.content, LIMITS)
            return Parts(Members(self.content))
        except (NotAWorkbook, TrackerUnreadable):
            return None
