"""A workbook's package as its bytes have it: parts, their kinds, their relations, the sheets by relation."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from lxml import etree

TYPES = "[Content_Types].xml"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def local(element: Any) -> str:
    """An element's name, whatever its prefix; nothing for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, name: str) -> list[Any]:
    return [each for each in element if local(each) == name]


def child(element: Any, name: str) -> Any:
    """The first child of that name, or None."""
    return next(iter(children(element, name)), None)


def within(element: Any, name: str) -> list[Any]:
    return [each for each in element.iter() if local(each) == name]


def relation_of(element: Any, name: str = "id") -> str:
    """What an element says of a relation ("rId3"), by either namespace of relationships."""
    return next((str(value) for key, value in element.attrib.items() if key.endswith(f"relationships}}{name}")), "")


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of a part: its kind by the last word of its type; `target` is a part's name, or an address."""

    id: str
    kind: str
    target: str
    is_external: bool


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet as the workbook lists it, and the part that holds it."""

    name: str
    number: str
    state: str
    part: str


class Package:
    """The parts of a workbook, inflated; names as they are stored."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        with zipfile.ZipFile(io.BytesIO(content)) as stored:
            self.members = stored.infolist()
            self.parts = {each.filename: stored.read(each) for each in self.members}
        self._trees: dict[str, Any] = {}
        self._relations: dict[str, list[Relation]] = {}

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {name.lower(): name for name in self.parts}

    def stored(self, name: str) -> str:
        """How the part is really called: names differ neither by capitals nor by which stroke stands in them."""
        plain = name.replace("\\", "/").lstrip("/")
        return self._folded.get(plain.lower(), plain)

    def is_xml(self, name: str) -> bool:
        return name.lower().endswith((".xml", ".rels", ".vml"))

    def tree(self, name: str) -> Any:
        """A part's root; None where the part is missing or is no XML."""
        if name not in self._trees:
            try:
                self._trees[name] = etree.fromstring(self.parts[self.stored(name)], PARSER)
            except (KeyError, etree.XMLSyntaxError):
                self._trees[name] = None
        return self._trees[name]

    def relations(self, part: str) -> list[Relation]:
        """The relations of a part ("" for the package's own)."""
        if part not in self._relations:
            folder, base = posixpath.split(part)
            root = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
            listed = [] if root is None else children(root, "Relationship")
            self._relations[part] = [self._relation(each, folder) for each in listed]
        return self._relations[part]

    def _relation(self, element: Any, folder: str) -> Relation:
        external = element.get("TargetMode", "").lower() == "external"
        target = element.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target).replace("\\", "/")))
            target = self.stored(target)
        kind = element.get("Type", "").rstrip("/").rpartition("/")[2]
        return Relation(element.get("Id", ""), kind, target, external)

    def led_to(self, part: str, kind: str) -> list[str]:
        return [each.target for each in self.relations(part) if each.kind.lower() == kind.lower()]

    @cached_property
    def book(self) -> str:
        """The name of the workbook's own part."""
        return next(iter(self.led_to("", "officeDocument")), "xl/workbook.xml")

    @cached_property
    def sheets(self) -> list[SheetPart]:
        """The sheets in their order; the part is empty where the relation leads nowhere."""
        by_id = {each.id: each.target for each in self.relations(self.book)}
        root = self.tree(self.book)
        listed = child(root, "sheets") if root is not None else None
        return [
            SheetPart(
                each.get("name", ""),
                each.get("sheetId", ""),
                each.get("state", "visible"),
                by_id.get(relation_of(each), ""),
            )
            for each in (children(listed, "sheet") if listed is not None else ())
        ]

    @cached_property
    def worksheets(self) -> list[SheetPart]:
        """The sheets that hold cells."""
        return [each for each in self.sheets if each.part and local_name(self.tree(each.part)) == "worksheet"]

    def part_of(self, sheet: str) -> str:
        return next(each.part for each in self.sheets if each.name == sheet)

    def of_book(self, kind: str) -> Any:
        """The root of the workbook's styles, sharedStrings …; None where it has none."""
        target = next(iter(self.led_to(self.book, kind)), None)
        return None if target is None else self.tree(target)

    def tables(self) -> Iterator[tuple[SheetPart, str, Any]]:
        """Each table with its sheet and its part, found by its relation."""
        for sheet in self.worksheets:
            for part in self.led_to(sheet.part, "table"):
                root = self.tree(part)
                if root is not None:
                    yield sheet, part, root


def local_name(root: Any) -> str:
    return "" if root is None else local(root)
