"""What each part of a workbook is: by the kind that the package gives it and by what leads to it, not by its name.

A part is read where a reader of workbooks would open it; every other part is left unread, and nothing is followed.
"""

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

TYPES = "[content_types].xml"
_LONGEST_MAP = 4 * 1024 * 1024  # bytes of a part that only says what the other parts are
_READ_TYPES = ("application/vnd.openxmlformats-", "application/vnd.ms-excel.")
_READ_PLACES = ("xl/worksheets/", "xl/workbook.xml", "xl/sharedstrings.xml", "xl/styles.xml")
_READ_ENDINGS = (".rels", ".vml")
# What hangs on a workbook and isn't opened to read its sheets: Power Query's own parts, pictures, files within it.
_LEADS_ELSEWHERE = frozenset(
    (
        *("customxml", "customxmlprops", "custompropertyeditors", "image", "hyperlink", "thumbnail", "printersettings"),
        *("oleobject", "package", "control", "activexcontrolbinary", "externallinkpath", "attachedtemplate", "font"),
    )
)
_MACROS = frozenset(("vbaproject", "xlmacrosheet", "xlintlmacrosheet"))
_MACRO_TYPES = re.compile(r"vbaproject|ms-excel\.(?:intl)?macrosheet")
_OTHER_BOOKS = re.compile(r"sheet\.binary")
# What of a workbook is left unread, as a notice says it, by the kind of the part.
_LEFT = (
    (re.compile(r"externallink"), "links to other workbooks"),
    (re.compile(r"connections|querytable"), "connections to other data"),
    (re.compile(r"oleobject|activex"), "objects of other programs"),
    (
        re.compile(r"officedocument\.package|(?:spreadsheetml\.sheet|document|presentation)$|application/msword"),
        "other files",
    ),
)


class NotAPackage(ValueError):  # noqa: N818  the workbook is damaged, whoever asks says so
    """The parts that say what the others are can't be read."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The kinds of a package's parts, by their names in small letters with plain strokes."""

    types: dict[str, str]
    led_to: dict[str, frozenset[str]]

    def is_read(self, name: str) -> bool:
        """Whether a reader of workbooks would open it, by whichever way it comes to it."""
        name = plain(name)
        if name == TYPES or name.startswith(_READ_PLACES) or name.endswith(_READ_ENDINGS):
            return True
        kind = self.types.get(name, "")
        if kind.startswith(_READ_TYPES) and kind.endswith("+xml"):
            return True
        return bool(self.led_to.get(name, frozenset()) - _LEADS_ELSEWHERE)

    @property
    def has_macros(self) -> bool:
        """Whether some part is a program, whatever it is called."""
        kinds = frozenset[str]().union(*self.led_to.values())
        return bool(kinds & _MACROS) or any(_MACRO_TYPES.search(each) for each in self.types.values())

    @property
    def is_binary(self) -> bool:
        """Whether it is a workbook of another kind, which keeps its sheets in no XML."""
        return any(_OTHER_BOOKS.search(each) for each in self.types.values())

    @property
    def left(self) -> tuple[str, ...]:
        """What it holds that is left unread and followed nowhere."""
        return tuple(said for kind, said in _LEFT if any(kind.search(each) for each in self.types.values()))


def plain(name: str) -> str:
    """A part's name as readers compare it: neither capitals nor backward strokes make another part."""
    return name.replace("\\", "/").lstrip("/").lower()


def parts_of(names: Iterable[str], opened: Callable[[str, int], bytes]) -> Parts:
    """The kinds of these parts; `opened` gives a part's bytes up to a number of them, looked at for definitions.

    NotAPackage: what should say it can't be read.
    """
    by_plain = {plain(name): name for name in names}
    maps = {name: _tree(opened(by_plain[name], _LONGEST_MAP + 1)) for name in by_plain if _says_of_others(name)}
    given = _given(maps[TYPES])
    endings = {ending: kind for ending, kind in given if not ending.startswith("/")}
    types = {name: endings[_ending(name)] for name in by_plain if _ending(name) in endings}
    types |= {plain(name): kind for name, kind in given if name.startswith("/") and plain(name) in by_plain}
    led_to: dict[str, set[str]] = {}
    for name, tree in maps.items():
        for target, kind in _relations(name, tree) if name != TYPES else ():
            led_to.setdefault(target, set()).add(kind)
    return Parts(types, {name: frozenset(kinds) for name, kinds in led_to.items()})


def _says_of_others(name: str) -> bool:
    return name == TYPES or name.endswith(".rels")


def _ending(name: str) -> str:
    return posixpath.basename(name).rpartition(".")[2]


def _tree(content: bytes) -> Any:
    if len(content) > _LONGEST_MAP:
        raise NotAPackage
    try:
        return fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise NotAPackage from error


def _given(tree: Any) -> list[tuple[str, str]]:
    """Each ending and each part's name ("/xl/workbook.xml") with the kind that it is given."""
    return [
        (str(each.get("PartName") or each.get("Extension") or "").lower(), str(each.get("ContentType") or "").lower())
        for each in tree
    ]


def _relations(name: str, tree: Any) -> list[tuple[str, str]]:
    """Each part that is led to from the part that these relations are of, and as what."""
    folder = posixpath.dirname(posixpath.dirname(name))
    found = []
    for each in tree:
        target = unquote(str(each.get("Target") or "")).replace("\\", "/")
        kind = str(each.get("Type") or "").rstrip("/").rpartition("/")[2].lower()
        if str(each.get("TargetMode") or "").lower() == "external" and kind not in _MACROS:
            continue
        found.append((plain(posixpath.normpath(posixpath.join("/", folder, target))), kind))
        found.append((plain(posixpath.normpath(posixpath.join("/xl", target.removeprefix("xl/")))), kind))
    return found
