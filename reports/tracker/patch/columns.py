"""Where our columns stand in a sheet: by their headings, wherever they were moved."""

from dataclasses import dataclass
from itertools import takewhile

from reports.layout.sheet_extent import column_number
from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.cells import Reading, read
from reports.tracker.patch.compared import plain_text
from reports.tracker.patch.told import Due, Given
from reports.tracker.patch.walk import Walk

_WITHIN = 20


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings' row and where each heading stands; `ours` are our columns in order (0: left out), the last
    `added` of them to be written into the headings' row first.
    """

    header: int
    places: dict[str, int]
    ours: tuple[int, ...]
    added: tuple[str, ...]

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last column that has a heading."""
        return min(self.places.values()), max(self.places.values())


def find_columns(given: Given, due: Due, reading: Reading) -> Columns:
    """Where the headings stand; refuses by name where one that must be there isn't."""
    found = _headings(given, due, reading)
    header, places = found or (1, {})
    added: list[str] = []
    missing = [each.title for each in due.headings if each.title not in places]
    if due.adds_columns and missing:
        _may_add(given, due, missing, is_found=found is not None)
        if given.table is None:
            added = missing
    elif missing or due.needed:
        missing += [each.title for each in due.needed if each.title not in places]
        if missing:
            raise _lacking(due.name, missing)
    right = max(places.values(), default=0)
    if added:  # a note beside a person stands in no column of ours, with a heading or without
        right = max(right, _widest(given))
    places = {**places, **{title: right + at for at, title in enumerate(added, start=1)}}
    ours = tuple(places.get(each.title, 0) for each in due.headings)
    return Columns(header, places, ours, tuple(added))


def _widest(given: Given) -> int:
    """The last column in which anything stands."""
    walk = Walk(given.name, given.pieces)
    rows = (read(walk.tags, row.cells) for row in walk.rows())
    filled = (
        column_number(name)
        for cells in rows
        for name, *held in zip(cells.columns, cells.formulas, cells.values, cells.inlines, strict=False)
        if any(each is not None for each in held)
    )
    return max(filled, default=0)


def _may_add(given: Given, due: Due, missing: list[str], *, is_found: bool) -> None:
    """A plain sheet takes a missing column; a table has none to spare, but its rows may be known without the key."""
    is_known_without = due.known_by is not None and due.key in missing
    is_only_key = missing == [due.key]
    lacks_key = due.key in missing and not is_known_without
    if not is_found or lacks_key or (given.table is not None and not is_only_key):
        raise _lacking(due.name, missing)


def _lacking(name: str, missing: list[str]) -> TrackerUnreadable:
    column = "column" if len(missing) == 1 else "columns"
    return TrackerUnreadable(
        f"In the sheet “{name}” the {column} {', '.join(f'“{title}”' for title in missing)} can't be found: renamed or "
        "deleted. Give each its name back, then export again; columns of your own may stay."
    )


def _headings(given: Given, due: Due, reading: Reading) -> tuple[int, dict[str, int]] | None:
    """The row of the headings: the table's, or the first that has the key, or where most of ours stand."""
    table = given.table
    walk = Walk(given.name, given.pieces)
    last = table.top if table else _WITHIN
    best: tuple[int, dict[str, int]] | None = None
    ours, most = {each.title for each in due.headings}, 1
    for row in takewhile(lambda row: row.number <= last, walk.rows()):
        if table and row.number < table.top:
            continue
        cells = read(walk.tags, row.cells)
        places: dict[str, int] = {}
        for at, name in enumerate(cells.columns):
            column, title = column_number(name), plain_text(reading.value(cells, at))
            if title and (table is None or table.left <= column <= table.right):
                places.setdefault(title, column)
        if table or (due.key in places and len(places) > 1):
            return row.number, places
        if (met := len(ours & set(places))) > most:
            best, most = (row.number, places), met
    return best
