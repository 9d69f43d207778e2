"""What has to be true of a workbook's bytes before any parser sees them: a real xlsx, bounded, without macros or DTDs.

A parser given hostile bytes can fill the memory or follow entities, so each part is inflated here first, and counted.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

_MEGABYTE = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODD_REFERENCE = re.compile(rb"r='|\sr\s|\sr=\s")
_DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY")
_FAR_REFERENCE = re.compile(rb'r="(?:[A-Za-z]{2}|[A-Za-z]*\d{6})')
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]{0,9})(\d{1,9})")


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


def check_workbook(content: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[str, ...]:
    """The names of the workbook's parts; refuses what is not a bounded, plain xlsx."""
    _check_kind(content)
    if len(content) > limits.stored:
        raise NotAWorkbook(f"The file is larger than {limits.stored // _MEGABYTE} MB: split it into smaller files.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            _check_parts(parts, limits)
            _check_contents(package, parts, len(content), limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise NotAWorkbook("The workbook is damaged: ask for it again, or open it in Excel and save a copy.") from error
    return tuple(part.filename for part in parts)


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


def _check_parts(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    names = [part.filename for part in parts]
    if len(names) > limits.parts:
        raise NotAWorkbook("The workbook is made of too many parts to be opened safely.")
    if len(set(names)) < len(names):
        raise NotAWorkbook("The workbook holds the same part twice: it is damaged or was tampered with.")
    if any(part.flag_bits & 1 for part in parts):
        raise NotAWorkbook("The file is protected by a password: save a copy without one.")
    if "[Content_Types].xml" not in names:
        raise NotAWorkbook(
            "This is not an Excel workbook (.xlsx) but another kind of file: save it as .xlsx or as CSV."
        )
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise NotAWorkbook("The workbook holds macros: save it as a plain Excel workbook (.xlsx) without them.")
    if not any(name.lower() == "xl/workbook.xml" for name in names):
        raise NotAWorkbook("This is not a plain Excel workbook: open it in Excel and save it as .xlsx.")


def _check_contents(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo], stored: int, limits: Limits) -> None:
    """Count what really comes out, for the sizes that a package states about itself may be wrong."""
    unpacked = 0
    for part in parts:
        with package.open(part) as stream:
            inflated = stream.read(limits.unpacked - unpacked + 1)
        unpacked += len(inflated)
        if unpacked > limits.unpacked or (unpacked > limits.ratio_counts_from and unpacked > limits.ratio * stored):
            raise NotAWorkbook("The workbook unpacks to far more than it should: it can't be opened safely.")
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            _check_xml(inflated)
            if "/worksheets/" in part.filename:
                _check_extent(inflated, limits)


def _check_xml(inflated: bytes) -> None:
    if b"\0" in inflated[:8] or inflated.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotAWorkbook("The workbook is written in a way that Excel does not use: save a copy from Excel.")
    if any(each in inflated for each in _DEFINITIONS):
        raise NotAWorkbook(
            "The workbook holds a document type definition, which Excel never writes: refused for safety."
        )


def _check_extent(sheet: bytes, limits: Limits) -> None:
    """Refuse a sheet whose far corner would make a parser lay out millions of empty cells."""
    if not _ODD_REFERENCE.search(sheet) and not _FAR_REFERENCE.search(sheet):
        return
    references = _REFERENCE.findall(sheet)
    columns = max((_column_number(letters) for letters in {letters.upper() for letters, _ in references}), default=0)
    rows = max((int(digits) for digits in {digits for letters, digits in references if letters}), default=0)
    if rows * columns > limits.cells:
        raise NotAWorkbook(
            f"The sheet reaches to row {rows:,} and column {columns:,}: delete the empty rows and columns at its edge."
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
