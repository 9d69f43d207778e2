"""The parts of a workbook, found by what leads to them: never by their folder, their number or their capitals."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from reports.layout.workbook_parts import plain
from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.elements import RELATIONS, Element, Part, said_true
from reports.tracker.patch.members import DAMAGED, Members
from reports.tracker.patch.signs import count_of

TYPES = "[Content_Types].xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_SEAL = "/digital-signature/origin"
_IS_STRICT = (
    "The tracker was saved as “Strict Open XML”, which can't be added to: save it as a plain Excel workbook (.xlsx)."
)
_IS_SEALED = (
    "The tracker is digitally signed, and a change by this program would break the seal: remove the signature in "
    "Excel (File, Info), then export again."
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What leads from one part to another: its id, its kind in full, the name of the member that it leads to."""

    id: str
    kind: str
    target: str

    @property
    def last(self) -> str:
        """The kind's last word: "worksheet", "table"."""
        return self.kind.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of the workbook: its name, its lasting number, its member ("": it leads nowhere).

    `is_rows` says that it has rows and columns.
    """

    name: str
    number: int
    member: str
    is_rows: bool


class Parts:
    """The members of a workbook and what each is.

    Refused here, before anything is touched: Strict, digitally signed, and what leads nowhere.
    """

    def __init__(self, members: Members) -> None:
        self.members = members
        self._by_plain = {plain(name): name for name in members.names}
        first = self.relations("")
        if any(each.kind.endswith(_SEAL) for each in first):
            raise TrackerUnreadable(_IS_SEALED)
        self.workbook = _one(each for each in first if each.last == "officeDocument")
        self.book = Part(members.read(self.workbook))
        is_strict = any(each.kind.startswith(_STRICT) for each in first) or self.book.root.space.startswith(_STRICT)
        if is_strict:
            raise TrackerUnreadable(_IS_STRICT)
        self.of_book = self.relations(self.workbook)

    @cached_property
    def types(self) -> Part:
        """What says which kind each part is."""
        return Part(self.members.read(self._by_plain[plain(TYPES)]))

    @cached_property
    def types_name(self) -> str:
        """The member that says so."""
        return self._by_plain[plain(TYPES)]

    @cached_property
    def sheets(self) -> tuple[SheetPart, ...]:
        """In the workbook's order."""
        listed = self.book.root.first("sheets")
        by_id = {each.id: each for each in self.of_book}
        return tuple(_sheet(each, by_id) for each in (listed.all("sheet") if listed is not None else ()))

    @cached_property
    def is_1904(self) -> bool:
        """Whether days are counted from 1904."""
        said = self.book.root.first("workbookPr")
        return said is not None and said_true(said.given.get("date1904"))

    def of_kind(self, kind: str) -> str | None:
        """The member that the workbook leads to as this, if any."""
        return next((each.target for each in self.of_book if each.last == kind and each.target), None)

    def relations(self, member: str) -> tuple[Relation, ...]:
        """What leads from a member to others, those outside the workbook left out; "" means the package itself."""
        name = self.relations_member(member)
        return tuple(self._relations(member, Part(self.members.read(name)))) if name is not None else ()

    def relations_member(self, member: str) -> str | None:
        """The member that holds them."""
        folder, base = posixpath.split(member)
        return self._by_plain.get(plain(posixpath.join(folder, "_rels", f"{base}.rels")))

    def is_taken(self, name: str) -> bool:
        """Whether some member has this name, however written."""
        return plain(name) in self._by_plain

    def _relations(self, member: str, part: Part) -> Iterator[Relation]:
        folder = posixpath.dirname(member)
        for each in part.root.children:
            if each.given.get("TargetMode", "").lower() == "external":
                continue
            target = each.given.get("Target", "").replace("\\", "/")
            names = (unquote(target), target)
            found = (self._by_plain.get(plain(posixpath.normpath(posixpath.join("/", folder, n)))) for n in names)
            yield Relation(each.given.get("Id", ""), each.given.get("Type", ""), next(filter(None, found), ""))


def _sheet(listed: Element, by_id: dict[str, Relation]) -> SheetPart:
    """A sheet that leads nowhere is nobody's business, unless it is one of ours."""
    relation = by_id.get(listed.given.get(f"{RELATIONS} id", ""))
    name, lasting = listed.given.get("name", ""), count_of(listed.given.get("sheetId")) or 0
    if relation is None:
        return SheetPart(name, lasting, "", is_rows=False)
    return SheetPart(name, lasting, relation.target, relation.last == "worksheet")


def _one(relations: Iterator[Relation]) -> str:
    found = next(relations, None)
    if found is None or not found.target:
        raise TrackerUnreadable(DAMAGED)
    return found.target
