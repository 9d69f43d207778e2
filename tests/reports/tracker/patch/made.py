"""Workbooks and a stand-in for the half that knows rows: the package's half is tested by itself with it."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import partial

from openpyxl import Workbook

from reports.layout.cells import Heading, Kind
from reports.tracker.patch.told import Due, Patched


def members(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def changed(content, name, before, after):
    """The workbook with one text in one member replaced."""
    parts = members(content)
    assert before.encode() in parts[name], (before, parts[name])
    parts[name] = parts[name].replace(before.encode(), after.encode())
    return zipped(parts)


def saved(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def a_due(name="Tracker", *rows):
    return Due(
        name=name,
        headings=(Heading("Ref", Kind.TEXT, 9), Heading("What", Kind.WRAPPED, 20), Heading("On", Kind.DAY, 12)),
        key="Ref",
        rows={row[0]: row for row in rows},
        born={},
        others=lambda _: None,
    )


def stand_in(given, due, *, last=None, gone=(), reach=None):
    """Writes a row with each kind of cell at the end of the sheet, and nothing else."""
    cells = "".join(f'<c r="{chr(65 + at)}99" s="{given.look(kind)}"><v>1</v></c>' for at, kind in enumerate(Kind))
    row = f'<row r="99">{cells}</row>'.encode()

    def pieces() -> Iterator[bytes]:
        whole = b"".join(given.pieces())
        yield re.sub(rb"<sheetData\s*/>", b"<sheetData></sheetData>", whole).replace(
            b"</sheetData>", row + b"</sheetData>"
        )

    return Patched(
        pieces=pieces,
        is_changed=True,
        last=last if due.name == "Tracker" else None,
        filter_range=reach if due.name == "Tracker" else None,
        formulas_gone=frozenset(gone if due.name == "Tracker" else ()),
        added=(),
        put_back=(),
        twice={},
        unknown={},
    )


def standing_in(**told):
    return partial(stand_in, **told)
