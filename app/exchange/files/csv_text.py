"""Reads a text of records: each with the line on which it begins, or the whole refused where that would be a guess."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from app.door.errors import Refused
from app.exchange.columns import Field
from app.exchange.files.cells import Row, tidied
from app.exchange.files.delimiter import delimiter_of, delimiter_said
from app.exchange.files.encoding import decoded
from app.exchange.files.headings import table_of
from app.exchange.files.names import MOST_BYTES, called
from app.exchange.files.quotes import (
    broken_quote,
    refuse_after_a_blank,
    refuse_apostrophes,
    refuse_backslashes,
    refuse_swallowed,
    refuse_unopened,
)
from app.exchange.files.sheet import Sheet, WrittenAs
from app.exchange.files.uneven import (
    broken_by_a_line_break,
    refuse_cut,
    refuse_lone_returns,
    refuse_mixed,
    shorter_rows,
)
from app.exchange.files.unsaid import with_errors
from app.exchange.files.widths import width_of
from app.exchange.files.wrong_letters import may_have_wrong_letters, wrong_letters

# Only these end a line: a form feed or a line separator within a cell is a sign like any other.
_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n)|[^\r\n]+")
_LOOKED_AT = 200  # rows that show how a program writes its texts
_NO_LINE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # Python takes them for some


def read_text(content: bytes, name: str, fields: Sequence[Field] = ()) -> Sheet:
    """The table of a file of text, with what was seen in it and how it is written."""
    text = decoded(content, name)
    records = Records(text.text, name, fields)
    sheet = with_errors(records.checked(table_of(name, iter(records), fields)), text.text)
    return replace(
        sheet,
        notices=(*text.notices, *sheet.notices),
        written=WrittenAs(delimiter=records.delimiter, encoding=text.encoding),
    )


def pasted_records(text: str, name: str) -> "Records":
    """A text as a spreadsheet copies it, by tabs, or as it is typed."""
    if len(text) > MOST_BYTES:
        raise Refused(f"{called(name)} is too long: bring it as a file.")
    return Records(text, name, delimiter="\t" if "\t" in text else "")


class Records:
    """The records of a text, read strictly: a text in quotation marks may run over several lines, and ends its cell.

    Iterate once, find the headings, then let the table be `checked`.
    """

    def __init__(self, text: str, name: str, fields: Sequence[Field] = (), delimiter: str = "") -> None:
        self._name, self._text = name, tidied(text)
        self._lines = _lines_of(self._text)
        said = delimiter_said(self._lines, name)
        self._skipped = 1 if said else 0
        self.delimiter = said or delimiter or delimiter_of(self._lines, name, fields)
        self._spans: dict[int, tuple[int, list[str]]] = {}

    def __iter__(self) -> Iterator[Row]:
        refuse_backslashes(self._text, self._lines, self._name)
        skipped = self._skipped
        reader = csv.reader(islice(self._lines, skipped, None), delimiter=self.delimiter, strict=True)
        line = 1 + skipped
        seen: dict[str, str] = {}  # a text that stands there again is the same: a list has few different ones
        same = seen.setdefault
        try:
            for record in reader:
                last = reader.line_num + skipped
                if last != line:
                    self._spans[line] = last, record
                if any(record):
                    yield Row(line, tuple([same(cell, cell) for cell in record]))
                line = last + 1
        except csv.Error as error:
            if "limit" in str(error):
                raise Refused(
                    f"{called(self._name)} can't be read from line {line} on: a text there is far too long."
                ) from error
            last = min(reader.line_num + skipped, len(self._lines))
            raise broken_quote(self._lines, line, last, self.delimiter, self._name) from error

    def checked(self, sheet: Sheet, *, is_typed: bool = False) -> Sheet:
        """The table with the rows that don't fit and the notices; refused where the whole file can't be believed.

        A text that was typed ends where its writer ended it, and has rows as wide as they are needed.
        """
        width = width_of(sheet.header)
        counts = Counter([len(row.cells) for row in sheet.rows])
        usual = counts.most_common(1)[0][0] if counts else width
        if ' "' in self._text:
            refuse_after_a_blank(self._spans, self._lines, self.delimiter, self._name)
        if self._text.count("\r") > self._text.count("\r\n"):
            refuse_lone_returns(self._lines, self._spans, self._name)
        refuse_swallowed(self._spans, frozenset({width, usual}), self._lines, self.delimiter, self._name)
        refuse_apostrophes(sheet.header, [row.cells for row in sheet.rows[:_LOOKED_AT]], self._name)
        unfit = dict(sheet.unfit)
        notices = sheet.notices
        if counts.keys() - {width} or sheet.header_line > 1 + self._skipped:
            refuse_mixed(sheet, width, self._lines, self.delimiter)
        if counts and min(counts) < width and not is_typed:
            if not self._text.endswith(("\n", "\r")):
                refuse_cut(sheet.rows, width, self._name)
            refuse_unopened(sheet.rows, width, self._lines, self.delimiter, self._name)
            unfit = dict(broken_by_a_line_break(sheet.rows, width, self._spans)) | unfit
            notices += shorter_rows([row for row in sheet.rows if row.line not in unfit], width)
        if may_have_wrong_letters(self._text):
            notices += wrong_letters(sheet.header_line, sheet.header, sheet.rows)
        return replace(sheet, unfit=tuple(sorted(unfit.items())), notices=notices)


def _lines_of(text: str) -> list[str]:
    """The lines with their ends."""
    if any(sign in text for sign in _NO_LINE_ENDS):
        return _LINE.findall(text)
    return text.splitlines(keepends=True)
