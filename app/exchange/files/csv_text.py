"""Reads a text of records: its encoding, its delimiter, and each record with the line on which it begins."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from app.door.errors import Refused
from app.exchange.files.cells import Row, tidied
from app.exchange.files.names import MOST_BYTES, called

_MOST_LINES_IN_A_RECORD = 500
_DELIMITERS = ",;\t|"


def rows_of_text(text: str, name: str) -> tuple[Row, ...]:
    """The rows of a text as a spreadsheet copies it, by tabs, or as it is typed; empty ones are left out."""
    if len(text) > MOST_BYTES:
        raise Refused(f"{called(name)} is too long: bring it as a file.")
    return tuple(csv_rows(text, name, "\t" if "\t" in text else ""))


def decoded(content: bytes, name: str) -> str:
    """The text that the bytes are; refused where they are none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused(f"{called(name)} is not a text file that can be read: save it as Excel workbook or as CSV (UTF-8).")


def csv_rows(text: str, name: str, delimiter: str = "") -> Iterator[Row]:
    """Records with the physical line where each begins; a text in quotation marks may run over several lines."""
    reader = csv.reader(io.StringIO(tidied(text), newline=""), delimiter=delimiter or _delimiter(text))
    line = 1
    try:
        for record in reader:
            if reader.line_num - line >= _MOST_LINES_IN_A_RECORD:
                raise Refused(f"{called(name)}: the quotation mark that opens in line {line} is never closed.")
            if any(record):
                yield Row(line, tuple(record))
            line = reader.line_num + 1
    except csv.Error as error:
        raise Refused(f"{called(name)} can't be read from line {line} on: a text there is far too long.") from error


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab, whichever divides most of the first records into the same number of cells."""
    start = text[:20_000]

    def evenness(delimiter: str) -> int:
        widths = Counter(len(record) for record in csv.reader(io.StringIO(start, newline=""), delimiter=delimiter))
        return max((width * count for width, count in widths.items() if width > 1), default=0)

    try:
        return max(_DELIMITERS, key=evenness)
    except csv.Error:
        return ","
