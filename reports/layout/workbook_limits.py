"""What has to be true of a workbook's bytes before any parser sees them: a real xlsx, bounded, without macros or DTDs.

A parser given hostile bytes can fill the memory or follow entities, so each part is inflated here first, and counted.
What isn't read isn't followed either: links to other workbooks, data connections, objects and files within it.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from reports.layout.sheet_extent import MARK, beyond_limit
from reports.layout.workbook_parts import TYPES, Parts, parts_of, plain

_MEGABYTE = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PIECE = _MEGABYTE
_LONGEST_START = 1_024
_FEW = 1_000_000  # texts for which any reader has room
_AGAIN = "Ask for it again, or open it in Excel and save a copy."
_DAMAGED = f"The workbook is damaged: {_AGAIN[0].lower()}{_AGAIN[1:]}"
_MACROS = "The workbook holds macros: save it as a plain Excel workbook (.xlsx) without them."
_NOT_PLAIN = "This is not a plain Excel workbook: open it in Excel and save it as .xlsx."
_DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY")
_LONGEST_DEFINITION = 16
_SAID_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_SAID_COUNT = re.compile(rb"\buniqueCount\s*=\s*[\"'](\d{5,20})")
_LIKE_ASCII = re.compile(rb"utf-?8|us-ascii|ascii|iso-8859-\d+|latin-?1|windows-125\d", re.IGNORECASE)
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


class NotAWorkbook(ValueError):  # noqa: N818  the text is a sentence for the person who chose the file
    """These bytes are not a workbook that can safely be opened; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a workbook may be: bytes as stored, bytes once inflated, their ratio, parts, and cells in a sheet."""

    stored: int = 50 * _MEGABYTE
    unpacked: int = 400 * _MEGABYTE
    ratio: int = 200
    ratio_counts_from: int = 10 * _MEGABYTE
    parts: int = 5_000
    cells: int = 12_000_000


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Checked:
    """A workbook that may be opened: its parts' names, and what it holds that is left unread ("links to …")."""

    names: tuple[str, ...]
    left: tuple[str, ...]


def check_workbook(content: bytes, limits: Limits = DEFAULT_LIMITS) -> Checked:
    """What the workbook is made of; refuses what is not a bounded, plain xlsx."""
    _check_kind(content)
    if len(content) > limits.stored:
        raise NotAWorkbook(f"The file is larger than {limits.stored // _MEGABYTE} MB: split it into smaller files.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            found = package.infolist()
            _check_names(found, limits)
            parts = parts_of([each.filename for each in found], partial(_of_others, package))
            _check_parts(parts)
            _Unpacking(package, parts, len(content), limits).check(found)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise NotAWorkbook(_DAMAGED) from error
    except NotAWorkbook:
        raise
    except ValueError as error:  # no package, or one whose list leads to places before its own beginning
        raise NotAWorkbook(_DAMAGED) from error
    return Checked(tuple(each.filename for each in found), parts.left)


def _check_kind(content: bytes) -> None:
    start = content[:512].lstrip().lower()
    if not content:
        raise NotAWorkbook("The file is empty.")
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise NotAWorkbook("The workbook is protected by a password: save a copy without one.")
        raise NotAWorkbook("This is an old Excel workbook (.xls): open it in Excel and save it as .xlsx.")
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise NotAWorkbook("This is a web page or XML, whatever its name says: open it in Excel and save it as .xlsx.")
    if not content.startswith(b"PK"):
        raise NotAWorkbook("This is not an Excel workbook, whatever its name says: save it as .xlsx or as CSV.")


def _check_names(found: list[zipfile.ZipInfo], limits: Limits) -> None:
    names = [plain(each.filename) for each in found]
    if len(names) > limits.parts:
        raise NotAWorkbook("The workbook is made of too many parts to be opened safely.")
    if len(set(names)) < len(names):
        raise NotAWorkbook("The workbook holds the same part twice: it is damaged or was tampered with.")
    if any(each.flag_bits & 1 for each in found):
        raise NotAWorkbook("The file is protected by a password: save a copy without one.")
    if TYPES not in names or "mimetype" in names:
        raise NotAWorkbook(
            "This is not an Excel workbook (.xlsx) but another kind of file: save it as .xlsx or as CSV."
        )
    if any(name.endswith("vbaproject.bin") for name in names):
        raise NotAWorkbook(_MACROS)
    if "xl/workbook.xml" not in names or "xl/workbook.bin" in names:
        raise NotAWorkbook(_NOT_PLAIN)


def _check_parts(parts: Parts) -> None:
    """What the parts are by their kinds, whatever they are called."""
    if parts.has_macros:
        raise NotAWorkbook(_MACROS)
    if parts.is_binary:
        raise NotAWorkbook(_NOT_PLAIN)


def _of_others(package: zipfile.ZipFile, name: str, most: int) -> bytes:
    """What a part says of the others, once it is known to be XML without definitions."""
    with package.open(name) as stream:
        content = stream.read(most)
    _check_encoding(content)
    _check_definitions(content)
    return content


class _Unpacking:
    """Counts what really comes out, for the sizes that a package states about itself may be wrong."""

    def __init__(self, package: zipfile.ZipFile, parts: Parts, stored: int, limits: Limits) -> None:
        self._package, self._parts, self._stored, self._limits = package, parts, stored, limits
        self._unpacked = 0

    def check(self, found: list[zipfile.ZipInfo]) -> None:
        """Each part once, piece by piece; a sheet's text once more, for how far it reaches."""
        for each in found:
            if self._holds_cells(each):
                self._check_extent(each)

    def _holds_cells(self, part: zipfile.ZipInfo) -> bool:
        """Count the part, check it where a reader would open it, and say whether any reader could find a cell in it."""
        is_read, before, holds_cells = self._parts.is_read(part.filename), b"", False
        length = said = 0
        for piece in self._pieces(part):
            self._count(piece)
            if is_read and not length:
                _check_encoding(piece)
                said = max(map(int, _SAID_COUNT.findall(piece)), default=0)
            length += len(piece)
            seam = before[-_LONGEST_DEFINITION:] + piece[:_LONGEST_DEFINITION]
            for text in (seam, piece):
                holds_cells = holds_cells or MARK in text
                if is_read:
                    _check_definitions(text)
            before = piece
        if said > max(length, _FEW):  # a reader makes room for so many before it has seen one
            raise NotAWorkbook(f"The workbook says that it holds {said:,} of what it has no room for. {_AGAIN}")
        return holds_cells

    def _count(self, piece: bytes) -> None:
        limits = self._limits
        self._unpacked += len(piece)
        is_strange = self._unpacked > limits.ratio_counts_from and self._unpacked > limits.ratio * self._stored
        if self._unpacked > limits.unpacked or is_strange:
            raise NotAWorkbook("The workbook unpacks to far more than it should: it can't be opened safely.")

    def _pieces(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        with self._package.open(part) as stream:
            while piece := stream.read(_PIECE):
                yield piece

    def _check_extent(self, part: zipfile.ZipInfo) -> None:
        """Refuse a sheet whose far corner would make a parser lay out millions of empty cells."""
        beyond = beyond_limit(partial(self._pieces, part), self._limits.cells)
        if beyond is None:
            return
        if beyond.rows * beyond.columns > self._limits.cells:
            raise NotAWorkbook(
                f"The sheet reaches to row {beyond.rows:,} and column {beyond.columns:,}: delete the empty rows and "
                "columns at its edge."
            )
        raise NotAWorkbook(
            f"The sheet joins {beyond.spread:,} cells with others: undo the joined cells at its edge, or copy the "
            "list into a new workbook."
        )


def _check_encoding(start: bytes) -> None:
    """Refuse XML that is written in another way than letter by letter, in which a search finds nothing."""
    said = _SAID_ENCODING.search(start[:_LONGEST_START])
    is_odd = said is not None and not _LIKE_ASCII.fullmatch(said[1])
    is_wide = b"\0" in start[:8] and start.translate(None, b"\0\xff\xfe \t\r\n").startswith(b"<")
    if is_odd or is_wide or start.startswith(_MARKS):
        raise NotAWorkbook("The workbook is written in a way that Excel does not use: save a copy from Excel.")


def _check_definitions(text: bytes) -> None:
    if any(each in text for each in _DEFINITIONS):
        raise NotAWorkbook(
            "The workbook holds a document type definition, which Excel never writes: refused for safety."
        )
