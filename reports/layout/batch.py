"""Many papers as one PDF: a bookmark for each, with its own bookmarks under it; structure, fields and colours kept."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reports.layout.archive import Told
from reports.layout.bookmarks import Entry, write_outline
from reports.layout.field_font import NAME
from reports.layout.finishing import saved
from reports.layout.language import ENGLISH
from reports.layout.text import plain

_SIDES = 2  # of a sheet


def joined(
    papers: Iterable[tuple[str, bytes]], title: str, council: str, *, each_on_a_new_sheet: bool = False
) -> bytes:
    """One file of papers that `page.make` made, each with its title in the bookmarks, in the order given.

    Each is taken over as it comes, while others may still be drawn. Fields keep their names with the paper's number
    before them ("3.signer1_date"): filled in once each. The same papers give the same bytes; none at all is refused,
    for there is no file without a page. `each_on_a_new_sheet`: printed on both sides no paper begins on the back of
    another, because an empty page stands behind one whose pages are odd in number.
    """
    with pikepdf.new() as whole, ExitStack() as opened:
        joining = _Joining(whole, each_on_a_new_sheet)
        for name, content in papers:
            joining.add(name, opened.enter_context(pikepdf.open(BytesIO(content))))
        if not joining.papers:
            raise ValueError("There is nothing to put into one file.")
        joining.finish()
        return saved(whole, Told(plain(title), plain(council), plain(title), ENGLISH))


@dataclass(slots=True)
class _Joining:
    """What is collected from each paper: numbers in the parent tree go on where the last paper's ended."""

    whole: pikepdf.Pdf
    each_on_a_new_sheet: bool
    entries: list[Entry] = field(default_factory=list)
    documents: list[Any] = field(default_factory=list)
    numbers: list[Any] = field(default_factory=list)
    widgets: list[Any] = field(default_factory=list)
    font: Any = None
    papers: int = 0
    next_key: int = 0

    def add(self, name: str, paper: pikepdf.Pdf) -> None:
        """Take over a paper's pages, then what refers to them."""
        self.papers += 1
        if self.each_on_a_new_sheet and len(self.whole.pages) % _SIDES:
            self.whole.add_blank_page(page_size=_size_of(self.whole.pages[-1]))
        first = len(self.whole.pages)
        for sheet in paper.pages:
            self.whole.pages.append(sheet)
        pages = [page.obj for page in list(self.whole.pages)[first:]]
        tree: Any = self.whole.copy_foreign(paper.Root.StructTreeRoot)
        for page in pages:
            page.StructParents += self.next_key
            for widget in page.get("/Annots", ()):
                self._take_widget(widget)
        for place, kept in enumerate(tree.ParentTree.Nums):
            self.numbers.append(int(kept) + self.next_key if place % 2 == 0 else kept)
        self.documents += list(tree.K)
        self.next_key += int(tree.ParentTreeNextKey)
        if self.font is None and "/AcroForm" in paper.Root:
            self.font = self.whole.copy_foreign(paper.Root.AcroForm.DR.Font[str(NAME)])
        top = Array([pages[0], Name.XYZ, 0, round(float(pages[0].MediaBox[3])), 0])
        self.entries.append(Entry(plain(name), top, list(self._under(paper))))

    def finish(self) -> None:
        """One structure of all papers, one form, one outline."""
        root: Any = self.whole.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        for document in self.documents:
            document.P = root
        root.K = Array(self.documents)
        root.ParentTree = self.whole.make_indirect(Dictionary(Nums=Array(self.numbers)))
        root.ParentTreeNextKey = self.next_key
        self.whole.Root.StructTreeRoot = root
        if self.widgets:
            form = Dictionary(Fields=Array(self.widgets), DR=Dictionary(Font=Dictionary()))
            form.DR.Font[str(NAME)] = self.font
            self.whole.Root.AcroForm = self.whole.make_indirect(form)
        write_outline(self.whole, self.entries)

    def _take_widget(self, widget: Any) -> None:
        widget.T = String(f"{self.papers}.{widget.T}")
        widget.StructParent += self.next_key
        self.widgets.append(widget)

    def _under(self, paper: pikepdf.Pdf) -> Iterator[Entry]:
        """The paper's own top bookmarks; what stands under them stays out, or the list would be too long to use."""
        if "/Outlines" not in paper.Root:
            return
        line: Any = paper.Root.Outlines.First
        while line is not None:
            target = self.whole.copy_foreign(paper.make_indirect(line.Dest))
            yield Entry(str(line.Title), target)
            line = line.get("/Next")


def _size_of(sheet: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = map(float, sheet.mediabox)
    return right - left, top - bottom
