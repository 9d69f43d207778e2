"""Where the cells of a record begin and end, for the sentence on a quotation mark: it is asked only of broken ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_QUOTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"')


@dataclass(frozen=True, slots=True)
class Fault:
    """The lines, from 0, in which a text opens and ends that can't be read; what follows there, if it ends at all."""

    opens: int
    ends: int
    follows: str | None


def fault_in(lines: Sequence[str], delimiter: str) -> Fault:
    """The first quoted text that is never closed, or goes on after its closing mark."""
    text = "".join(lines)
    for at, is_quoted, end in _cells(text, delimiter):
        is_open = end == len(text) and not _QUOTED.match(text, at)
        if is_quoted and (is_open or text[end : end + 1] not in {delimiter, "\n", "\r", ""}):
            rest = re.split(f"[{re.escape(delimiter)}\r\n]", text[end:], maxsplit=1)[0]
            return Fault(_lines_before(text, at), _lines_before(text, end), None if is_open else rest)
    return Fault(0, len(lines) - 1, None)


def unquoted(record: str, delimiter: str) -> list[str]:
    """The cells that don't stand in quotation marks, as they are written."""
    return [record[at:end] for at, is_quoted, end in _cells(record, delimiter) if not is_quoted]


def _cells(text: str, delimiter: str) -> list[tuple[int, bool, int]]:
    """Where each cell begins, whether it is quoted, and where it ends: as far as that can be told."""
    found, at = [], 0
    ends = re.compile(f"[{re.escape(delimiter)}\r\n]")
    while at < len(text):
        quoted = _QUOTED.match(text, at)
        if text[at] == '"':
            end = quoted.end() if quoted else len(text)
            found.append((at, True, end))
            next_end = ends.search(text, end)
        else:
            next_end = ends.search(text, at)
            found.append((at, False, next_end.start() if next_end else len(text)))
        at = next_end.end() if next_end else len(text)
    return found


def _lines_before(text: str, at: int) -> int:
    return len(re.findall(r"\r\n?|\n", text[:at]))
