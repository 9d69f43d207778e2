"""Bookmarks as an outline of two levels, each leading to its own page and height, never to a name that two share."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reports.layout.tagging import Bookmark


@dataclass(slots=True)
class Entry:
    """One line of the outline: its title, where it leads, and the lines under it."""

    title: str
    leads_to: Any
    under: list["Entry"] = field(default_factory=list)


def write_bookmarks(pdf: pikepdf.Pdf, bookmarks: Sequence[Bookmark]) -> None:
    """The outline; a single top line would only repeat the paper's title, so its parts stand alone."""
    pages = [page.obj for page in pdf.pages]
    only_one_top = sum(mark.level == 0 for mark in bookmarks) <= 1
    entries: list[Entry] = []
    for mark in bookmarks:
        if mark.level == 0 and only_one_top:
            continue
        entry = Entry(mark.title, Array([pages[mark.page], Name.XYZ, 0, round(mark.height), 0]))
        (entries[-1].under if mark.level and entries and not only_one_top else entries).append(entry)
    write_outline(pdf, entries)


def write_outline(pdf: pikepdf.Pdf, entries: Sequence[Entry]) -> None:
    """The outline from its lines; without any the file has none."""
    if not entries:
        return
    outline: Any = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    outline.Count = _write_under(pdf, outline, entries)
    pdf.Root.Outlines = outline
    pdf.Root.PageMode = Name.UseOutlines


def _write_under(pdf: pikepdf.Pdf, parent: Any, entries: Sequence[Entry]) -> int:
    """Write the lines under a parent, closed; gives how many are seen."""
    made: list[Any] = [
        pdf.make_indirect(Dictionary(Title=String(entry.title), Parent=parent, Dest=entry.leads_to))
        for entry in entries
    ]  # fmt: skip
    for before, after in pairwise(made):
        before.Next, after.Prev = after, before
    for each, entry in zip(made, entries, strict=True):
        if entry.under:
            each.Count = -_write_under(pdf, each, entry.under)
    parent.First, parent.Last = made[0], made[-1]
    return len(made)
