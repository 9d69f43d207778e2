"""The door of the sheet's half: what one of our sheets says now, spliced into the bytes of what it said before."""

from dataclasses import dataclass
from functools import partial

from reports.tracker.patch.appended import Appending, stands_below
from reports.tracker.patch.cells import Reading
from reports.tracker.patch.columns import Columns, find_columns
from reports.tracker.patch.compared import Compared
from reports.tracker.patch.formulas import Formulas
from reports.tracker.patch.grown import Growing
from reports.tracker.patch.head import reaching, widened
from reports.tracker.patch.mended import Mending
from reports.tracker.patch.places import Range, range_named
from reports.tracker.patch.splices import Splice, spliced
from reports.tracker.patch.through import Through
from reports.tracker.patch.told import Due, Given, Patched
from reports.tracker.patch.walk import Walk
from reports.tracker.patch.written import Writing


def patch(given: Given, due: Due) -> Patched:
    """Find our rows by their key, put our cells right, add what is new below; refuses by cell what is in the way.

    The sheet goes by twice, in pieces: once here to find what changes, and each time that its new pieces are asked for.
    """
    return _Patching(given, due).patched()


@dataclass(frozen=True, slots=True)
class _Extent:
    """The rows under our headings, their headings' row first: as they were, and down to where they reach now."""

    old: Range
    last: int
    new: Range | None


class _Patching:
    def __init__(self, given: Given, due: Due) -> None:
        self._given, self._due = given, due
        reading = Reading(given.strings())
        self._columns: Columns = find_columns(given, due, reading)
        self._walk = Walk(given.name, given.pieces)
        tags, compared = self._walk.tags, Compared(is_1904=given.is_1904)
        self._mending = Mending(tags, Writing(given, tags.named, compared))
        self._formulas = Formulas(given.name, tags)
        self._through = Through(given, due, self._columns, self._walk, reading, compared, self._mending, self._formulas)

    def patched(self) -> Patched:
        """Both passes' findings."""
        through = self._through
        through.go()
        data_end, last = self._walk.at, through.last
        appending = Appending(self._due, self._given.table, self._columns, self._mending, self._formulas, through)
        keys = appending.keys
        extent = self._extent(last, len(keys))
        growing = self._growing(extent)
        growing.read(self._walk.tail(), data_end)
        self._look_out(extent, growing.joined)
        if keys:
            appending.append(keys, data_end)
        splices = [*self._in_head(extent), *self._mending.splices, *growing.splices]
        splices.sort(key=lambda splice: (splice.start, splice.end))
        table = self._given.table
        return Patched(
            pieces=partial(spliced, self._given.pieces, splices),
            is_changed=bool(splices),
            last=extent.last if table and extent.last > table.bottom else None,
            filter_range=growing.filter_range,
            formulas_gone=frozenset(self._formulas.gone),
            added=keys,
            put_back=tuple(through.put_back),
            twice=through.twice,
            unknown=through.unknown,
        )

    def _extent(self, last: int, new: int) -> _Extent:
        table, columns = self._given.table, self._columns
        left, right = columns.span
        old = Range(left, columns.header, right, last)
        if table:
            old = Range(table.left, table.top, table.right, table.bottom)
        below = Range(old.left, last + 1, old.right, last + new) if new else None
        return _Extent(old, max(old.bottom, last + new), below)

    def _growing(self, extent: _Extent) -> Growing:
        places, added = self._columns.places, self._columns.added
        before = max((at for title, at in places.items() if title not in added), default=0)
        return Growing(
            old=extent.old,
            last=extent.last,
            old_right=before if added else extent.old.right,
            is_plain=self._given.table is None,
            lists={places[title]: formula for title, formula in self._due.choices.items() if title in places},
        )

    def _look_out(self, extent: _Extent, joined: list[Range]) -> None:
        """Refuse rows where other things stand: joined cells, another table, a formula's spill, a pivot table."""
        if extent.new is None:
            return
        tables = (Range(each.left, each.top, each.right, each.bottom) for each in self._given.other_tables)
        named = (range_named(name) for name in self._given.other_ranges)
        ways = [*joined, *tables, *self._formulas.spread, *(each for each in named if each)]
        met = [each for each in ways if each.meets(extent.new)]
        if met:
            raise stands_below(max(min(each.top for each in met), extent.new.top))

    def _in_head(self, extent: _Extent) -> list[Splice]:
        """What comes before the rows and changes with them."""
        columns, headings = self._columns, self._due.headings
        reached = [extent.old.right] if columns.added else []
        if extent.new:
            reached += filter(None, columns.ours)
        widths = {columns.places[each.title]: each.width for each in headings if each.title in columns.added}
        head, tags = self._walk.head, self._walk.tags
        return [*reaching(head, reached, extent.new.bottom if extent.new else 0), *widened(head, tags, widths)]
