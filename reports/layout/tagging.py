"""What a screen reader needs: each piece of the page named by its role, in reading order (tagged PDF).

The canvas marks the pieces while they are drawn; `tagged` writes the tree of them into the finished file.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

_FREE = b"<0000>"  # glyph 0 would claim to be U+0000, which no text may hold
_UNKNOWN = b"<FFFD>"


@dataclass(slots=True, eq=False)
class Node:
    """A piece of the paper's structure: its role, its parts, and where on which page it was drawn."""

    role: str
    scope: str = ""
    kids: list["Node"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    widgets: list[tuple[int, int]] = field(default_factory=list)

    def add(self, role: str, *, scope: str = "") -> "Node":
        """A new part at the end; a table's header says whether it heads a Column or a Row."""
        kid = Node(role, scope)
        self.kids.append(kid)
        return kid

    @property
    def is_drawn(self) -> bool:
        """Whether anything of it stands on a page."""
        return bool(self.marks or self.widgets) or any(kid.is_drawn for kid in self.kids)


class TaggedCanvas(Canvas):
    """A canvas that can say which piece it draws, or that it draws mere decoration."""

    def begin_piece(self, node: Node) -> None:
        """What follows is this piece."""
        marked: dict[int, int] = self.__dict__.setdefault("_marked", {})
        page = self.getPageNumber()
        number = marked.get(page, 0)
        marked[page] = number + 1
        node.marks.append((page - 1, number))
        self._write(f"/{node.role} <</MCID {number}>> BDC")

    def begin_decoration(self) -> None:
        """What follows is no content: lines, backgrounds, what repeats on each page."""
        self._write("/Artifact BMC")

    def end(self) -> None:
        """The piece or decoration ends."""
        self._write("EMC")

    def note_widget(self, node: Node) -> None:
        """The form field just placed belongs to this piece."""
        placed: dict[int, int] = self.__dict__.setdefault("_widgets", {})
        page = self.getPageNumber()
        node.widgets.append((page - 1, placed.get(page, 0)))
        placed[page] = placed.get(page, 0) + 1

    def _write(self, operator: str) -> None:
        code: list[str] = self.__dict__["_code"]
        code.append(operator)


def tagged(made: bytes, root: Node, title: str, author: str, language: str) -> bytes:
    """The file with its structure, title, author and language written in; the same in gives the same out."""
    with pikepdf.open(BytesIO(made)) as pdf:
        _Tree(pdf).write(root)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.Lang = String(language)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title
            metadata["dc:creator"] = [author]  # what isn't written here is dropped from the other properties, too
            metadata["dc:language"] = [language]
            metadata["{http://www.aiim.org/pdfua/ns/id/}part"] = "1"
        _mend_fonts(pdf)
        whole = BytesIO()
        pdf.save(whole, deterministic_id=True, min_version="1.7")
    return whole.getvalue()


class _Tree:
    """Writes nodes as structure elements, and the way back from each mark to its element."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._marked: dict[int, dict[int, Any]] = defaultdict(dict)
        self._widgets: list[Any] = []

    def write(self, root: Node) -> None:
        pdf = self._pdf
        top = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        top.K = self._element(root, top)
        numbers: Any = Array()
        for place, page in enumerate(pdf.pages):
            page.obj.StructParents = place
            page.obj.Tabs = Name.S
            marks = self._marked[place]
            numbers.extend([place, pdf.make_indirect(Array([marks[number] for number in sorted(marks)]))])
        for place, element in enumerate(self._widgets, start=len(pdf.pages)):
            numbers.extend([place, element])
        top.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
        top.ParentTreeNextKey = len(pdf.pages) + len(self._widgets)
        pdf.Root.StructTreeRoot = top

    def _element(self, node: Node, parent: Any) -> Any:
        element = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + node.role), P=parent))
        if node.scope:
            element.A = Dictionary(O=Name.Table, Scope=Name("/" + node.scope))
        kids = Array()
        for place, number in node.marks:
            kids.append(Dictionary(Type=Name.MCR, Pg=self._pdf.pages[place].obj, MCID=number))
            self._marked[place][number] = element
        for place, number in node.widgets:
            kids.append(self._widget(place, number, element))
        for kid in node.kids:
            if kid.is_drawn:
                kids.append(self._element(kid, element))
        element.K = kids
        return element

    def _widget(self, place: int, number: int, element: Any) -> Dictionary:
        page = self._pdf.pages[place].obj
        widgets = [note for note in page.Annots if note.Subtype == Name.Widget]
        widgets[number].StructParent = len(self._pdf.pages) + len(self._widgets)
        self._widgets.append(element)
        return Dictionary(Type=Name.OBJR, Obj=widgets[number], Pg=page)


def _mend_fonts(pdf: pikepdf.Pdf) -> None:
    for found in pdf.objects:
        if isinstance(found, Dictionary) and found.get("/Type") == Name.Font and "/ToUnicode" in found:
            table = found.ToUnicode.read_bytes()
            found.ToUnicode.write(table.replace(_FREE, _UNKNOWN, 1))
