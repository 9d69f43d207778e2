"""A small part of a workbook as XML whose bytes are known: found by a parser that says where, changed by splicing.

What isn't spliced keeps its bytes. Not for sheets, whose rows would be too many elements.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from lxml import etree

from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.members import DAMAGED

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"

_TAG = re.compile(rb"<[^\"'>]*(?:\"[^\"]*\"[^\"'>]*|'[^']*'[^\"'>]*)*>")
_ATTRIBUTE = re.compile(rb"\s([^\s=<>\"'/]+)\s*=\s*(\"[^\"]*\"|'[^']*')")


@dataclass(slots=True)
class Element:
    """An element and where it stands: `start` to `end`; its content from `inside` to `close`.

    `given` are its attributes, those with a namespace as "namespace name".
    """

    name: str
    space: str
    prefix: str
    given: dict[str, str]
    start: int
    inside: int
    is_empty: bool
    close: int = 0
    end: int = 0
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def all(self, name: str) -> list["Element"]:
        """Its children of that name in the namespace of its own."""
        return [each for each in self.children if each.name == name and each.space == self.space]

    def first(self, name: str) -> "Element | None":
        """Its first child of that name."""
        return next(iter(self.all(name)), None)

    def within(self) -> Iterator["Element"]:
        """Whatever is in it, however deep."""
        for each in self.children:
            yield each
            yield from each.within()


class Part:
    """The bytes of a part, its root, and the changes that wait to be spliced in."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.root = _parsed(content)
        self._splices: list[tuple[int, int, bytes]] = []

    @property
    def is_changed(self) -> bool:
        """Whether any change waits."""
        return bool(self._splices)

    def replace(self, start: int, end: int, by: str) -> None:
        """Let `by` stand where these bytes are; it is written so that any encoding of the part can hold it."""
        self._splices.append((start, end, by.encode("ascii", "xmlcharrefreplace")))

    def put_before(self, element: Element, text: str) -> None:
        """Insert text of XML right before an element."""
        self.replace(element.start, element.start, text)

    def put_after(self, element: Element, text: str) -> None:
        """Insert text of XML right after an element."""
        self.replace(element.end, element.end, text)

    def put_last(self, element: Element, text: str) -> None:
        """Insert text of XML as the last of what is in an element, which may be empty."""
        if not element.is_empty:
            self.replace(element.close, element.close, text)
            return
        name = self.content[element.start + 1 : element.inside].split(None, 1)[0].rstrip(b"/>").decode("ascii")
        slash = self.content.rindex(b"/", element.start, element.inside)
        self.replace(slash, element.inside, f">{text}</{name}>")

    def take_out(self, element: Element) -> None:
        """Let an element go."""
        self.replace(element.start, element.end, "")

    def put(self, element: Element, attribute: str, value: str) -> None:
        """Give an attribute without namespace this value, where it stands or at the end of the tag."""
        quoted = quoteattr(value)
        for found in _ATTRIBUTE.finditer(self.content, element.start, element.inside):
            if found[1] == attribute.encode("ascii"):
                if element.given.get(attribute) != value:
                    self.replace(found.start(2), found.end(2), quoted)
                return
        at = element.inside - (2 if self.content[element.inside - 2 : element.inside] == b"/>" else 1)
        self.replace(at, at, f" {attribute}={quoted}")

    def spliced(self) -> bytes:
        """The bytes with every change; proved to be XML still, by another parser than the one that said where."""
        parts, at = [], 0
        for start, end, by in sorted(self._splices, key=lambda each: each[:2]):  # at one place in order of asking
            parts += [self.content[at:start], by]
            at = max(at, end)
        content = b"".join([*parts, self.content[at:]])
        if not _is_xml(content):
            if not _is_xml(self.content):  # the other parser takes more: it wasn't we who spoilt it
                raise TrackerUnreadable(DAMAGED)
            raise AssertionError("The patch made a part that is no XML.")
        return content


class Proof:
    """Proves a large part well-formed while it goes by in pieces: no handler is called, so it costs next to nothing."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")

    def feed(self, piece: bytes) -> None:
        """The next piece; `expat.ExpatError` where it can't be XML."""
        self._parser.Parse(piece, False)

    def end(self) -> None:
        """There is no more."""
        self._parser.Parse(b"", True)


def tag(element: Element, name: str) -> str:
    """The name with the prefix that the element's own name has."""
    return f"{element.prefix}:{name}" if element.prefix else name


def said_true(value: str | None, *, unless_said: bool = False) -> bool:
    """A truth as XML says it: 1, true, on."""
    return unless_said if value is None else value.strip().lower() in {"1", "true", "on"}


def _is_xml(content: bytes) -> bool:
    try:
        etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return False
    return True


def _parsed(content: bytes) -> Element:
    reading = _Reading(content)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.namespace_prefixes = True
    parser.buffer_text = True
    parser.ordered_attributes = False
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, given: reading.begins(name, given, parser.CurrentByteIndex)
    parser.EndElementHandler = lambda _: reading.ends(parser.CurrentByteIndex)
    parser.CharacterDataHandler = reading.says
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, UnicodeError, LookupError, ValueError) as error:
        raise TrackerUnreadable(DAMAGED) from error
    return reading.root


def _refuse(*_: object) -> None:
    raise TrackerUnreadable(DAMAGED)


class _Reading:
    """Builds the elements from what the parser tells."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._open: list[Element] = []
        self.root: Element

    def begins(self, name: str, given: dict[str, str], at: int) -> None:
        found = _TAG.match(self._content, at)
        if found is None:
            raise TrackerUnreadable(DAMAGED)
        space, local, prefix = _named(name)
        plain = {" ".join(_named(each)[:2]).strip(): value for each, value in given.items()}
        element = Element(local, space, prefix, plain, at, found.end(), found[0].endswith(b"/>"))
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def ends(self, at: int) -> None:
        element = self._open.pop()
        if element.is_empty:
            element.close = element.end = element.inside
            return
        element.close, element.end = at, self._content.index(b">", at) + 1

    def says(self, text: str) -> None:
        if self._open:
            self._open[-1].text += text


def _named(name: str) -> tuple[str, str, str]:
    """Namespace, name and prefix of what the parser calls "namespace name prefix"."""
    parts = name.split(" ")
    if len(parts) == 1:
        return "", parts[0], ""
    return parts[0], parts[1], parts[2] if len(parts) > 2 else ""  # noqa: PLR2004  no prefix
