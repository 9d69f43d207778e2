"""Writes nodes as structure elements, and the way back from marks and fields to them. Source: ISO 32000-1, 14.7."""

from collections import defaultdict
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from reports.layout.field_objects import Fields
from reports.layout.tagging import Node


class Tree:
    """The structure of one file, written from the nodes that were drawn."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._marked: dict[int, dict[int, Any]] = defaultdict(dict)
        self._widgets: list[Any] = []
        self._fields = Fields(pdf)

    def write(self, root: Node) -> None:
        """The whole tree, the fields on their pages, and the parent tree."""
        pdf = self._pdf
        top = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        top.K = Array([self._element(root, top)])
        numbers: Any = Array()
        for place, page in enumerate(self._pages):
            page.StructParents = place
            page.Tabs = Name.S
            marks = self._marked[place]
            numbers.extend([place, pdf.make_indirect(Array([marks[number] for number in sorted(marks)]))])
        for place, element in enumerate(self._widgets, start=len(self._pages)):
            numbers.extend([place, element])
        top.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
        top.ParentTreeNextKey = len(self._pages) + len(self._widgets)
        pdf.Root.StructTreeRoot = top
        self._fields.write()

    def _element(self, node: Node, parent: Any) -> Any:
        scope = f"/A<</O/Table/Scope/{node.scope}>>" if node.scope else ""
        bare = pikepdf.Object.parse(f"<</Type/StructElem/S/{node.role}{scope}>>".encode())
        element: Any = self._pdf.make_indirect(bare)
        element.P = parent
        kids = [*self._marks(node, element), *(self._widget(place, field, element) for place, field in node.fields)]
        kids += [self._element(kid, element) for kid in node.kids if kid.is_drawn]
        element.K = kids[0] if len(kids) == 1 else Array(kids)
        return element

    def _marks(self, node: Node, element: Any) -> list[Any]:
        """The element's marks: plain numbers on its first page, with their page where it runs over to another."""
        if not node.marks:
            return []
        first = node.marks[0][0]
        element.Pg = self._pages[first]
        for place, number in node.marks:
            self._marked[place][number] = element
        return [
            number
            if place == first
            else Dictionary(Type=Name.MCR, Pg=self._pages[place], MCID=number)
            for place, number in node.marks
        ]  # fmt: skip

    def _widget(self, place: int, field: Any, element: Any) -> Dictionary:
        page = self._pages[place]
        widget = self._fields.add(field, page)
        widget.StructParent = len(self._pages) + len(self._widgets)
        self._widgets.append(element)
        return Dictionary(Type=Name.OBJR, Obj=widget, Pg=page)
