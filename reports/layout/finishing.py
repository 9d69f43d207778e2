"""The finished file: what was drawn, with its structure, fields, bookmarks, and all that keeps it readable for years.

PDF/UA-1 (ISO 14289-1) for those who can't see the page, PDF/A-2a (ISO 19005-2) because an archive keeps signed papers
for eight years. The same in gives the same bytes out.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, String

from reports.layout.archive import Told, describe
from reports.layout.bookmarks import write_bookmarks
from reports.layout.structure import Tree
from reports.layout.tagging import Bookmark, Node

_FREE = b"<0000>"  # glyph 0 would claim to be U+0000, which no text may hold
_UNKNOWN = b"<FFFD>"


def finished(made: bytes, root: Node, bookmarks: Sequence[Bookmark], told: Told) -> bytes:
    """What was drawn as a file to keep: tagged, with its fields and bookmarks, described for an archive."""
    with pikepdf.open(BytesIO(made)) as pdf:
        Tree(pdf).write(root)
        write_bookmarks(pdf, bookmarks)
        _mend_fonts(pdf)
        return saved(pdf, told)


def saved(pdf: pikepdf.Pdf, told: Told) -> bytes:
    """The file's bytes, once it is described; its id follows from its contents."""
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String(told.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    describe(pdf, told)
    whole = BytesIO()
    pdf.save(
        whole,
        deterministic_id=True,
        min_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return whole.getvalue()


def _mend_fonts(pdf: pikepdf.Pdf) -> None:
    """Whatever fonts the pages name: no glyph may claim to be U+0000."""
    for font in _fonts(pdf):
        if "/ToUnicode" in font:
            table = font.ToUnicode.read_bytes()
            if _FREE in table:
                font.ToUnicode.write(table.replace(_FREE, _UNKNOWN, 1))


def _fonts(pdf: pikepdf.Pdf) -> list[Any]:
    found: dict[tuple[int, int], Any] = {}
    for page in pdf.pages:
        for font in page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary()).values():
            found[font.objgen] = font
    return list(found.values())
