"""A workbook of Scheduling's with what our sheets should say put into it; whatever isn't ours keeps its bytes."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from xml.parsers.expat import ExpatError

from reports.layout.sheet_extent import whole_tags
from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch import chain
from reports.tracker.patch.book import NewSheets, forget, lengthen_filter, work_out_on_opening
from reports.tracker.patch.elements import Part, Proof
from reports.tracker.patch.members import DAMAGED, Members, Packed, check, pack
from reports.tracker.patch.new_sheet import empty_sheet
from reports.tracker.patch.parts import Parts, SheetPart
from reports.tracker.patch.strings import shared_texts
from reports.tracker.patch.styles import NO_STYLES, Looks
from reports.tracker.patch.tables import TableFound, lengthen, pivots_of, tables_of
from reports.tracker.patch.told import Due, Given, Patched

PatchSheet = Callable[[Given, Due], Patched]

_TOTALS = "The table in the tracker has a totals row: switch it off, then export again."
_SAID_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_START = 1_024
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s>]")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class PatchedWorkbook:
    """The workbook's bytes and what became of each of our sheets, by its name.

    `has_formulas` says that some sheet holds a formula, which may read what has changed.
    """

    content: bytes
    sheets: Mapping[str, Patched]
    has_formulas: bool
    made: tuple[str, ...] = ()


def patch_workbook(
    existing: bytes, dues: Sequence[Due], patch_sheet: PatchSheet, hidden: frozenset[str] = frozenset()
) -> PatchedWorkbook:
    """The workbook with these sheets as they should be; the first has to be there, the others are made.

    The guard has let it pass. Columns of a new sheet whose heading is in `hidden` aren't shown. Refuses
    (`TrackerUnreadable`) what can't be patched safely, as what it is; nothing has been touched then.
    """
    try:
        return _Patching(Members(existing), patch_sheet, hidden).patched(dues)
    except _BROKEN as error:
        raise TrackerUnreadable(DAMAGED) from error


class _Patching:
    """One patch of one workbook: the parts that were opened, and those that are packed anew."""

    def __init__(self, members: Members, patch_sheet: PatchSheet, hidden: frozenset[str]) -> None:
        self._members, self._patch_sheet, self._hidden = members, patch_sheet, hidden
        self._parts = Parts(members)
        self._styles = self._parts.of_kind("styles")
        if self._styles is None:
            raise TrackerUnreadable(NO_STYLES)
        self._looks = Looks(Part(members.read(self._styles)))
        self._new = NewSheets(self._parts)
        self._packed: dict[str, Packed] = {}
        self._gone: dict[int, frozenset[str]] = {}

    def patched(self, dues: Sequence[Due]) -> PatchedWorkbook:
        """Each sheet, then the small parts, for those say what the sheets needed."""
        by_name = {each.name.casefold(): each for each in self._parts.sheets}
        if dues[0].name.casefold() not in by_name:
            raise TrackerUnreadable(f"The workbook has no sheet “{dues[0].name}”: give the sheet its name back.")
        told = {each.name: self._sheet(each, by_name.get(each.name.casefold())) for each in dues}
        dropped = self._small_parts()
        content = self._members.with_changes(self._packed, dropped)
        check(content, self._packed)
        made = tuple(each.name for each in dues if each.name.casefold() not in by_name)
        return PatchedWorkbook(content, told, self._has_formulas(), made)

    def _has_formulas(self) -> bool:
        """Whether any sheet holds a formula."""
        sheets = (each.member for each in self._parts.sheets if each.is_rows and each.member)
        return any(_FORMULA.search(piece) for member in sheets for piece in whole_tags(self._members.pieces(member)))

    def _sheet(self, due: Due, sheet: SheetPart | None) -> Patched:
        if sheet is None:
            content = empty_sheet(due.headings, self._looks.heading(), self._hidden)
            pieces: Callable[[], Iterator[bytes]] = partial(_whole, content)
            patched = self._patch_sheet(self._given(due.name, pieces, None, (), ()), due)
            self._pack(self._new.add(due.name), pieces, patched)
            return patched
        if not sheet.member:
            raise TrackerUnreadable(DAMAGED)
        if not sheet.is_rows:
            raise TrackerUnreadable(f"“{sheet.name}” is no sheet of rows and columns: give it another name.")
        tables = tables_of(self._parts, sheet)
        ours = next((each for each in tables if {due.key, due.headings[0].title} & set(each.headings)), None)
        if ours is not None and ours.has_totals:
            raise TrackerUnreadable(_TOTALS)
        pieces = partial(self._members.pieces, self._usual(sheet.member))
        others = tuple(each for each in tables if each is not ours)
        patched = self._patch_sheet(self._given(sheet.name, pieces, ours, others, pivots_of(self._parts, sheet)), due)
        if patched.is_changed:
            self._pack(sheet.member, pieces, patched)
        self._around(sheet, ours, patched)
        return patched

    def _given(
        self,
        name: str,
        pieces: Callable[[], Iterator[bytes]],
        ours: TableFound | None,
        others: Sequence[TableFound],
        ranges: tuple[str, ...],
    ) -> Given:
        return Given(
            name=name,
            pieces=pieces,
            strings=lambda: self._strings,
            is_1904=self._parts.is_1904,
            look=self._looks.look,
            shows_day=self._looks.shows_day,
            table=ours.given if ours is not None else None,
            other_tables=tuple(each.given for each in others),
            other_ranges=ranges,
        )

    @cached_property
    def _strings(self) -> tuple[str, ...]:
        member = self._parts.of_kind("sharedStrings")
        return shared_texts(self._members.pieces(self._usual(member))) if member is not None else ()

    def _usual(self, member: str) -> str:
        """The member, if it is written in the letters in which every program writes them; the guard takes more."""
        said = _SAID_ENCODING.search(next(self._members.pieces(member), b"")[:_START])
        if said is not None and said[1].lower() not in {b"utf-8", b"utf8", b"us-ascii", b"ascii"}:
            written = said[1].decode("ascii", "replace")
            raise TrackerUnreadable(
                f"The tracker is written in letters ({written}) that Excel doesn't use: open it in Excel, save it, "
                "then export again."
            )
        return member

    def _pack(self, member: str, before: Callable[[], Iterator[bytes]], patched: Patched) -> None:
        """Deflate the sheet as its pieces are made, and prove that it is XML."""
        proof = Proof()
        try:
            self._packed[member] = pack(patched.pieces(), proof.feed)
            proof.end()
        except ExpatError as error:
            _prove(before())
            raise AssertionError(f"The patch made a sheet that is no XML: {error}") from error

    def _around(self, sheet: SheetPart, table: TableFound | None, patched: Patched) -> None:
        """What the rest of the package says of the sheet."""
        if table is not None and patched.last is not None:
            lengthen(table, patched.last)
            self._change(table.member, table.part)
        if patched.filter_range is not None:
            lengthen_filter(self._parts, sheet, patched.filter_range)
        if patched.formulas_gone:
            self._gone[sheet.number] = patched.formulas_gone

    def _small_parts(self) -> tuple[str, ...]:
        """Splice what waits in each, and say which members leave."""
        name = self._parts.relations_member(self._parts.workbook)
        if name is None or self._styles is None:
            raise TrackerUnreadable(DAMAGED)
        relations = Part(self._members.read(name))
        self._new.finish(relations)
        work_out_on_opening(self._parts.book)
        dropped = self._chain(relations)
        self._looks.finish()
        self._change(self._styles, self._looks.part)
        self._change(self._parts.workbook, self._parts.book)
        self._change(name, relations)
        self._change(self._parts.types_name, self._parts.types)
        return dropped

    def _chain(self, relations: Part) -> tuple[str, ...]:
        member = self._parts.of_kind("calcChain")
        if member is None or not self._gone:
            return ()
        part = Part(self._members.read(member))
        if chain.without(part, self._gone):
            self._change(member, part)
            return ()
        forget(self._parts, member, relations)
        return (member,)

    def _change(self, member: str, part: Part) -> None:
        if part.is_changed:
            self._packed[member] = pack([part.spliced()])


def _whole(content: bytes) -> Iterator[bytes]:
    yield content


def _prove(pieces: Iterator[bytes]) -> None:
    """Refuse a sheet that was no XML before anybody patched it."""
    proof = Proof()
    try:
        for piece in pieces:
            proof.feed(piece)
        proof.end()
    except ExpatError as error:
        raise TrackerUnreadable(DAMAGED) from error
