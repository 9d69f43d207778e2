"""What a patch changed in one of our sheets beside our own cells: nothing else may, and by the byte."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from tests.excel.package import Package, local
from tests.excel.pieces import MARKUP, Pieces, Place, cut
from tests.excel.places import cell_name
from tests.excel.values import Reader, Sheet

# Headings of ours, by sheet; a cell under one of them is ours to put back.
KEYS = {"tracker": "Ref", "capacity": "Patch", "people": "MOSAIC id", "about": "About this workbook"}
SCHEDULINGS = {"CCL updated", "By", "On", "Query"}
OUR_COLUMNS = {
    "tracker": {
        "Ref", "Notified", "Change", "Effective", "Person", "MOSAIC id", "Postcode", "Patch", "From team", "To team",
        "Visits a week", "Hours a week", "Double-up", "Calls", "Reason", "DSO", "Case note",
    },
    "capacity": {
        "Patch", "Call", "Key",
        *(f"{part}: {kind} hours" for part in ("In use", "Held", "Promised", "Ending in 7 days")
          for kind in ("contact", "worker")),
    },
    "people": {
        "Person", "MOSAIC id", "Postcode", "Patch", "Team", "DSO", "Service", "Started", "Day", "Visits a week",
        "Contact hours a week", "Worker hours a week", "Next deadline", "What for", "Key",
    },
    "about": {"About this workbook", "Value"},
}  # fmt: skip
_REACH = re.compile(rb"""(\s(?:ref|sqref)\s*=\s*["'])([^"']*)(["'])""")
_NAME = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
_GROWING = {
    b"dimension", b"autoFilter", b"sortState", b"sortCondition", b"dataValidation", b"conditionalFormatting",
}  # fmt: skip
_MAY_APPEAR = {b"dataValidation", b"dataValidations", b"formula1", b"cols", b"col"}
_SPANS = re.compile(rb"""\s+spans\s*=\s*["'][^"']*["']""")
_HEIGHT = re.compile(rb"""\s+(?:ht|customHeight|hidden|outlineLevel|collapsed)\s*=\s*["'][^"']*["']""")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f\b.*?(?:/>|</(?:[\w.-]+:)?f\s*>)", re.DOTALL)


def changed_sheet(old: Package, new: Package, part: str) -> Iterator[str]:
    """Each change in that sheet that isn't of a cell of ours, of a new row, or of how far something reaches."""
    name = next(each.name for each in old.sheets if each.part == part)
    was, now = cut(old.parts[part]), cut(new.parts[part])
    sheets = Reader(old).of_part(part), Reader(new).of_part(part)
    yield from (f"{part}: {each}" for each in _around(was, now))
    yield from (f"{part}: {each}" for each in _between(was, now))
    yield from (f"{part}: {each}" for each in _rows(was, now, _filled_rows(sheets[0], KEYS[name.casefold()])))
    yield from (f"{part}: {each}" for each in _cells(name.casefold(), was, now, *sheets))


def _around(was: Pieces, now: Pieces) -> Iterator[str]:
    """What stands before and after the rows: only reaches change, and lists of ours may come."""
    for before, after in ((was.before, now.before), (was.after, now.after)):
        old, new = MARKUP.findall(before), MARKUP.findall(after)
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            news = [each for each in new[c:d] if b - a == d - c or _name(each) not in _MAY_APPEAR]
            if tag == "insert":  # the words of a list that appears
                news = [each for each in news if each.startswith(b"<")]
            alike = zip(old[a:b], news, strict=True) if b - a == len(news) else [(b"".join(old[a:b]), b"".join(news))]
            yield from (f"{_shown(one)} is now {_shown(two)}." for one, two in alike if not _only_reaches(one, two))


def _name(markup: bytes) -> bytes:
    found = _NAME.match(markup.replace(b"</", b"<"))
    return found[1] if found else b""


def _only_reaches(old: bytes, new: bytes) -> bool:
    """One tag of those that grow, or the range that Excel's newer lists write between tags."""
    if not old.startswith(b"<"):
        return bool(re.fullmatch(rb"[$A-Z0-9: ]+", old) and re.fullmatch(rb"[$A-Z0-9: ]+", new))
    is_count = _name(old) in {b"dataValidations", b"cols"}
    bare = [re.sub(rb'\scount="\d+"', b"", each) if is_count else _REACH.sub(rb"\1\3", each) for each in (old, new)]
    return (is_count or _name(old) in _GROWING) and bare[0] == bare[1]


def _shown(markup: bytes) -> str:
    return markup[:160].decode("utf-8", "replace") or "nothing"


def _between(was: Pieces, now: Pieces) -> Iterator[str]:
    """Rows and cells stand in their old order, with the bytes between them, the new ones among them."""
    known = set(was.order)
    opened = {row for row, tag in was.rows.items() if tag.endswith(b"/>")}

    def order(pieces: Pieces) -> list[tuple[object, ...]]:
        return [each for each in pieces.order if each in known and not (each[0] == "end" and each[1] in opened)]

    if order(was) != order(now):
        first = next((old for old, new in zip(order(was), order(now), strict=False) if old != new), ("end", "of all"))
        yield f"what stands between rows and cells isn't what it was, from {first} on."
    news = [each[1] for each in now.order if each[0] == "between" and each not in known]
    yield from (f"{each!r} stands between rows and cells now." for each in news)


def _filled_rows(sheet: Sheet, key: str) -> set[int]:
    """Rows in which something stands under a heading."""
    headed = set(sheet.headings(key)[1].values())
    return {row for (column, row), cell in sheet.grid.cells.items() if cell.is_filled and column in headed}


def _rows(was: Pieces, now: Pieces, filled: set[int]) -> Iterator[str]:
    """Rows keep what they say of themselves; one that was empty may get the height of its new text, and be shown."""
    last = max(was.rows, default=0)
    for number, tag in was.rows.items():
        found = now.rows.get(number)
        if found is None:
            yield f"row {number} is gone."
        elif _bare(tag) != _bare(found) and (number in filled or _lowered(tag) != _lowered(found)):
            yield f"row {number} was {_shown(tag)} and is {_shown(found)}."
    for number in now.rows.keys() - was.rows.keys():
        if number < last and any(row > number for _, row in was.cells):
            yield f"row {number} is new among the others."


def _bare(tag: bytes) -> bytes:
    """A row's tag without how many columns it spans, and whether or not cells follow."""
    return re.sub(rb"\s*/?>$", b">", _SPANS.sub(b"", tag))


def _lowered(tag: bytes) -> bytes:
    """A row's tag without its height and whether it is shown."""
    return _HEIGHT.sub(b"", _bare(tag))


def _cells(name: str, was: Pieces, now: Pieces, old: Sheet, new: Sheet) -> Iterator[str]:
    top, columns = old.headings(KEYS[name])
    ours = {column for title, column in columns.items() if title in OUR_COLUMNS[name]}
    filled = max((row for (_, row), value in old.values.items() if value is not None), default=top)
    for place, content in was.cells.items():
        found = now.cells.get(place)
        if found == content or (found is not None and _handed_on(content, found)):
            continue
        column, row = place
        said = cell_name(column, row)
        if found is None:
            yield f"{said} is gone."
        elif row <= top or (row <= filled and column not in ours):
            yield f"{said} isn't ours and was {_shown(content)}, now {_shown(found)}."
        elif _style(content) != _style(found) and row <= filled and old.values.get(place) is not None:
            if name != "about" and not _is_restyled(old, new, place):
                yield f"{said} has another format: {_shown(content)}, now {_shown(found)}."
        elif not _is_other(old, new, place) and old.values.get(place) is not None:
            yield f"{said} says what it said and was written anew: {_shown(content)}, now {_shown(found)}."
    yield from _new_cells(now.cells.keys() - was.cells.keys(), new, columns, ours, top, filled)


def _new_cells(
    places: set[Place], new: Sheet, columns: dict[str, int], ours: set[int], top: int, filled: int
) -> Iterator[str]:
    for column, row in sorted(places):
        is_key_column = column > max(columns.values(), default=0)
        if row <= filled and column not in ours and not is_key_column and new.values.get((column, row)) is not None:
            yield f"{cell_name(column, row)} isn't ours and holds something now."
        if row < top:
            yield f"{cell_name(column, row)} stands over the headings."


def _style(cell: bytes) -> bytes:
    found = re.search(rb"""^<[^>]*?\ss\s*=\s*["'](\d+)["']""", cell)
    return found[1] if found else b"0"


def _is_restyled(old: Sheet, new: Sheet, place: Place) -> bool:
    """Whether a number came where a text stood, or the other way round: then its look may be ours again."""
    return type(old.values.get(place)) is not type(new.values.get(place)) or local(
        old.grid.cells[place].element
    ) != local(new.grid.cells[place].element)


def _is_other(old: Sheet, new: Sheet, place: Place) -> bool:
    """Whether the cell says something else now, or holds a value where a formula stood."""
    had, has = (each.grid.cells[place].formula is not None for each in (old, new))
    return old.values.get(place) != new.values.get(place) or had != has


def _handed_on(content: bytes, found: bytes) -> bool:
    """Whether only a shared formula was handed on to this cell: all else in it is as it was."""
    return bool(_FORMULA.search(content)) and _FORMULA.sub(b"", content) == _FORMULA.sub(b"", found)
