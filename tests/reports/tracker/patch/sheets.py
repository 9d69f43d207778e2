"""Small sheets as bytes, with our rows to put into them, and a reader of its own for what comes out."""

import re
from datetime import UTC, datetime

from lxml import etree

from reports.layout.cells import Heading, Kind
from reports.tracker.patch.told import Due, Given, TableGiven

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
REF, NAME, VISITS, WHEN = (
    Heading("Ref", Kind.TEXT, 9),
    Heading("Person", Kind.WRAPPED, 20),
    Heading("Visits", Kind.COUNT, 9),
    Heading("Effective", Kind.MOMENT, 19),
)
OURS = (REF, NAME, VISITS, WHEN)
MARK = Heading("CCL updated", Kind.TEXT, 10)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)  # 46346.5 in a sheet
LOOKS = {Kind.TEXT: 11, Kind.WRAPPED: 12, Kind.DAY: 13, Kind.MOMENT: 14, Kind.COUNT: 15, Kind.HOURS: 16}
DAYS = {13, 14, 5}
HEADINGS = ("Ref", "Person", "Visits", "Effective", "CCL updated")


def text(place, said, more=""):
    return f'<c r="{place}"{more} t="inlineStr"><is><t>{said}</t></is></c>'


def number(place, said, more=""):
    return f'<c r="{place}"{more}><v>{said}</v></c>'


def heads(row=1, titles=HEADINGS):
    return f'<row r="{row}">{"".join(text(f"{chr(65 + at)}{row}", each) for at, each in enumerate(titles))}</row>'


def ours(row, ref, name="Ann", visits=14, when=46346.5, more=""):
    cells = (
        text(f"A{row}", ref),
        text(f"B{row}", name),
        number(f"C{row}", visits),
        number(f"D{row}", when, ' s="14"'),
    )
    return f'<row r="{row}">{"".join(cells)}{more}</row>'


def sheet(*rows, head="", tail="", declared="UTF-8"):
    return (
        f'<?xml version="1.0" encoding="{declared}" standalone="yes"?>\n<worksheet xmlns="{MAIN}">{head}'
        f"<sheetData>{''.join(rows)}</sheetData>{tail}</worksheet>"
    ).encode()


def given(xml, *, step=1000, strings=(), table=None, **more):
    """The sheet as the package gives it, in pieces of so many bytes."""
    held = {
        "name": "Tracker", "is_1904": False, "look": LOOKS.__getitem__, "shows_day": DAYS.__contains__,
        "other_tables": (), "other_ranges": (),
    }  # fmt: skip
    return Given(
        pieces=lambda: (xml[at : at + step] for at in range(0, len(xml), step)),
        strings=lambda: tuple(strings),
        table=TableGiven(*table[:4], table[4] if len(table) > 4 else {}) if table else None,
        **(held | more),
    )


def due(*rows, **more):
    """Rows of ours, each a tuple of `OURS`."""
    held = {"name": "Tracker", "headings": OURS, "key": "Ref", "needed": (MARK,), "born": {}, "others": lambda _: None}
    return Due(rows={row[0]: row for row in rows}, **(held | more))


def row(ref, name="Ann", visits=14, when=NOON):
    return (ref, name, visits, when)


def written(patched):
    return b"".join(patched.pieces())


def tree(xml):
    return etree.fromstring(xml)


def cells(xml, strings=()):
    """By its name what each cell says: kind, style, formula, value; rows and cells must ascend, each once."""
    found, last_row = {}, 0
    for line in tree(xml).iter(f"{{{MAIN}}}row"):
        at = int(line.get("r", last_row + 1))
        assert at > last_row
        last_row, last = at, 0
        for cell in line.iter(f"{{{MAIN}}}c"):
            letters = re.sub(r"\d", "", cell.get("r", ""))
            column = sum((ord(each) - 64) * 26**power for power, each in enumerate(reversed(letters))) or last + 1
            assert column > last
            last = column
            formula = cell.find(f"{{{MAIN}}}f")
            found[f"{chr(64 + column)}{at}"] = (
                cell.get("s"),
                None if formula is None else (formula.text, *sorted(formula.attrib.items())),
                said(cell, strings),
            )
    return found


def said(cell, strings):
    value, inline = cell.find(f"{{{MAIN}}}v"), cell.find(f"{{{MAIN}}}is")
    if inline is not None:
        return decoded("".join(each.text or "" for each in inline.iter(f"{{{MAIN}}}t")))
    if value is None or value.text is None:
        return None
    match cell.get("t", "n"):
        case "s":
            return strings[int(value.text)]
        case "n":
            return float(value.text)
        case _:
            return value.text


def decoded(raw):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda each: chr(int(each[1], 16)), raw)


def values(xml, strings=()):
    return {name: each[2] for name, each in cells(xml, strings).items() if each[2] is not None}
