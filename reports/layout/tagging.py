"""What a screen reader needs: each piece of the page named by its role, in reading order (tagged PDF).

The canvas marks the pieces while they are drawn, notes fields and bookmarks where they stand, and keeps every page
until their number is known; `reports.layout.finishing` writes all of it into the file.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from reportlab.pdfgen.canvas import Canvas

Furniture = Callable[["TaggedCanvas", int, int], None]  # draws what stands around page n of m


@dataclass(frozen=True, slots=True)
class Field:
    """A place to fill in: its name in the file, what is said of it, where it stands in points, and how it is filled.

    `size` is the letters' size in points; a tick box has none.
    """

    name: str
    said: str
    box: tuple[float, float, float, float]
    size: float = 0
    lines: int = 1
    is_tick: bool = False


@dataclass(slots=True, eq=False)
class Node:
    """A piece of the paper's structure: its role, its parts, and where on which page it was drawn."""

    role: str
    scope: str = ""
    kids: list["Node"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    fields: list[tuple[int, Field]] = field(default_factory=list)

    def add(self, role: str, *, scope: str = "") -> "Node":
        """A new part at the end; a table's header says whether it heads a Column or a Row."""
        kid = Node(role, scope)
        self.kids.append(kid)
        return kid

    @property
    def is_drawn(self) -> bool:
        """Whether anything of it stands on a page."""
        return bool(self.marks or self.fields) or any(kid.is_drawn for kid in self.kids)


def level_headings(root: Node) -> None:
    """Let no heading skip a level, for a screen reader's list of them: a question right under the title is H2."""
    over: list[int] = []  # the levels that the heading now stands under, as the paper has them
    for node in _in_order(root):
        if node.role in {"H1", "H2", "H3", "H4"}:
            level = int(node.role[1])
            over = [*(each for each in over if each < level), level]
            node.role = f"H{len(over)}"


def _in_order(node: Node) -> Iterator[Node]:
    yield node
    for kid in node.kids:
        yield from _in_order(kid)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A title that leads to a height on a page (from 0); level 0 is a paper's or a team's, 1 a part's."""

    title: str
    level: int
    page: int
    height: float


class TaggedCanvas(Canvas):
    """A canvas that can say which piece it draws, or that it draws mere decoration.

    The story is told once: each page is kept as it is, and gets its furniture when it is known how many there are.
    """

    def __init__(self, *args: Any, **kwds: Any) -> None:
        super().__init__(*args, **kwds)
        self.bookmarks: list[Bookmark] = []
        self.furniture: Furniture | None = None
        self._marked: dict[int, int] = {}
        self._pages: list[dict[str, Any]] = []

    def begin_piece(self, node: Node) -> None:
        """What follows is this piece."""
        page = self.getPageNumber()
        number = self._marked.get(page, 0)
        self._marked[page] = number + 1
        node.marks.append((page - 1, number))
        self._write(f"/{node.role} <</MCID {number}>> BDC")

    def begin_decoration(self) -> None:
        """What follows is no content: lines, backgrounds, what repeats on each page."""
        self._write("/Artifact BMC")

    def end(self) -> None:
        """The piece or decoration ends."""
        self._write("EMC")

    def place(self, placed: Field, node: Node) -> None:
        """Put a field here; its box is told from where the canvas stands now."""
        left, bottom, right, top = placed.box
        x, y = self.absolutePosition(left, bottom)
        box = (x, y, x + right - left, y + top - bottom)
        here = replace(placed, box=box)
        node.add("Form").fields.append((self.getPageNumber() - 1, here))

    def note_bookmark(self, title: str, level: int, height: float) -> None:
        """A bookmark leads here, to so many points over where the canvas stands."""
        self.bookmarks.append(Bookmark(title, level, self.getPageNumber() - 1, self.absolutePosition(0, height)[1]))

    def showPage(self) -> None:  # noqa: N802  reportlab's own name
        """Keep the page as it is, and begin the next."""
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # missing in its stubs

    def save(self) -> None:
        """Give each page its furniture, now that their number is known, and write the file."""
        if self.__dict__["_code"]:
            self.showPage()
        for number, page in enumerate(self._pages, start=1):
            self.__dict__.update(page)
            if self.furniture is not None:
                self.furniture(self, number, len(self._pages))
            super().showPage()
        super().save()

    def _write(self, operator: str) -> None:
        code: list[str] = self.__dict__["_code"]
        code.append(operator)
