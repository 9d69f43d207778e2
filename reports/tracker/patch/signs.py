"""Text on its way into a sheet's XML and out of it: XML's own escapes, and those of spreadsheets (`_x000D_`)."""

import re

_ENTITY = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_CODED = re.compile("_x([0-9A-Fa-f]{4})_")
_LOOKS_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SURROGATES = re.compile("[\ud800-\udfff]")
_ODD = re.compile(r"[&<>\r]|_x|^\s|\s$|\s\s|\n")
_READING = re.compile(
    rb"<(?:[\w.-]+:)?(?:rPh\b.*?</(?:[\w.-]+:)?rPh\s*>|t((?:\s[^<>]*)?)(?:(?<=/)>|>([^<]*)<))", re.DOTALL
)
_HIGHEST = 0x10FFFF
MOST_DIGITS = 10  # no count, index or row of a workbook has more


def count_of(said: bytes | str | None) -> int | None:
    """A count, an index or an id as XML says it; none where it is none: no digits, too many, or another script's."""
    plain = (said or "").strip()
    return int(plain) if len(plain) <= MOST_DIGITS and plain.isascii() and plain.isdigit() else None


def unescaped(raw: bytes) -> str:
    """What the bytes between two tags say, line ends as XML has them; spreadsheets' own escapes stay."""
    text = raw.decode("utf-8", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ENTITY.sub(_sign, text) if "&" in text else text


def text_of(raw: bytes) -> str:
    """What a person reads, of the bytes between two tags."""
    text = unescaped(raw)
    return decoded(text) if "_x" in text else text


def rich_text_of(raw: bytes) -> str:
    """What a person reads in an `<is>` or `<si>`: its runs joined as they are, without hints on how to read them."""
    said = []
    for attributes, text in _READING.findall(raw):
        part = text_of(text)
        said.append(part if b"preserve" in attributes else part.strip(" \t\n"))
    return "".join(said)


def escaped(text: str) -> str:
    """Text for between two tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def inline(text: str) -> str:
    """An `<is>` that says the text and nothing else: never a formula, blanks kept, no sign taken for an escape."""
    if _ODD.search(text) is None:
        return f"<is><t>{text}</t></is>"
    coded = escaped(_LOOKS_CODED.sub("_x005F_", text)).replace("\r", "_x000D_")
    return f'<is><t xml:space="preserve">{coded}</t></is>'


def _sign(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return _NAMED[name]
    number = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(number) if number <= _HIGHEST else "\ufffd"


def decoded(text: str) -> str:
    """A text in which spreadsheets' own escapes (`_x000a_`) are the signs that they stand for."""
    text = _CODED.sub(lambda found: chr(int(found[1], 16)), text)
    if _SURROGATES.search(text):  # one sign beyond the first 65,536 is coded as two
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
