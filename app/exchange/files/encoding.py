"""Which text a file's bytes are. What has to be guessed for a single line is said of that line."""

import re
from dataclasses import dataclass

from app.door.errors import Refused
from app.exchange.files.names import called
from app.exchange.files.sheet import Notice
from app.exchange.files.some import at_most

_UTF_8_MARK = b"\xef\xbb\xbf"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF_8_LETTER = re.compile(b"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MOSTLY = 0.2  # the share of bytes that are zero in a text of letters that take two bytes each
_AGAIN = "save it as an Excel workbook or as CSV (UTF-8)"
_CALLED = {"utf-8": "UTF-8", "cp1252": "Windows (1252)"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that it was written in by Python's name, and the lines whose encoding is another."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decoded(content: bytes, name: str) -> Decoded:
    """The text that the bytes are. Refused: bytes that are no text, and an encoding that nothing in the file tells."""
    if content.startswith(_UTF_16_MARKS):
        return Decoded(_utf_16(content, name), "utf-16")
    marked = content.startswith(_UTF_8_MARK)
    encoding = "utf-8-sig" if marked else "utf-8"
    if b"\0" in content:
        raise _zeros(content.removeprefix(_UTF_8_MARK), name)
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        body = content.removeprefix(_UTF_8_MARK)
        if error.reason == "unexpected end of data" and _UTF_8_LETTER.search(body):
            raise _cut(name) from error
    if marked or _UTF_8_LETTER.search(body):
        return _by_lines(body, name, encoding)
    return Decoded("".join(_windows(line, at, name) for at, line in _parts(body)), "cp1252")


def _utf_16(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise _cut(name) from error
    if "\0" in text:
        raise _no_text(name, text.count("\n", 0, text.index("\0")) + 1)
    return text


def _by_lines(body: bytes, name: str, encoding: str) -> Decoded:
    """Each line in UTF-8, or where it is none in Windows' own; which lines are in the rarer of both is said."""
    lines: list[str] = []
    seen: dict[str, list[int]] = {"utf-8": [], "cp1252": []}
    for at, line in enumerate(body.splitlines(keepends=True), start=1):
        if line.isascii():
            lines.append(line.decode("ascii"))
            continue
        try:
            lines.append(line.decode("utf-8"))
            seen["utf-8"].append(at)
        except UnicodeDecodeError:
            lines.append(_windows(line, at, name))
            seen["cp1252"].append(at)
    rest, rare = sorted(seen, key=lambda each: len(seen[each]), reverse=True)
    if not seen["utf-8"] and encoding == "utf-8":
        return Decoded("".join(lines), "cp1252")
    told = (
        Notice(
            f"This line is written in {_CALLED[rare]}, the rest in {_CALLED[rest]}: look whether "
            f"{_words(lines[at - 1])} is right.",
            at,
        )
        for at in seen[rare]
    )
    if encoding == "utf-8" and rest == "cp1252":
        encoding = "cp1252"
    return Decoded("".join(lines), encoding, at_most(told, "are written in another encoding than the rest"))


def _words(line: str) -> str:
    found = dict.fromkeys(word for word in re.findall(r"[^\W\d_]+", line) if not word.isascii())
    return ", ".join(f"“{word}”" for word in list(found)[:5]) or "it"


def _parts(body: bytes) -> list[tuple[int, bytes]]:
    """The whole at once where it can be decoded at once; else by lines, to name the one that can't."""
    try:
        body.decode("cp1252")
    except UnicodeDecodeError:
        return list(enumerate(body.splitlines(keepends=True), start=1))
    return [(1, body)]


def _windows(line: bytes, at: int, name: str) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _no_text(name, at) from error


def _zeros(body: bytes, name: str) -> Refused:
    """Zero bytes: every second one in UTF-16 that doesn't say so, else damage."""
    if body.count(b"\0") > _MOSTLY * len(body) and min(body[::2].count(b"\0"), body[1::2].count(b"\0")) == 0:
        return Refused(
            f"{called(name)} seems to be written in UTF-16, but the mark at its start that would say so is missing: "
            f"{_AGAIN}."
        )
    return _no_text(name, body.count(b"\n", 0, body.index(b"\0")) + 1)


def _no_text(name: str, line: int) -> Refused:
    return Refused(
        f"{called(name)} is not a text file that can be read: line {line:,} holds bytes that are no letters. "
        f"Look whether it is the right file, then {_AGAIN}."
    )


def _cut(name: str) -> Refused:
    return Refused(f"{called(name)} ends in the middle of a letter: the file is cut. Ask for it again.")
