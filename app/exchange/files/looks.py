"""What the look of a cell says and its value doesn't: zeros and letters before a number, and a line through a text.

Offices write `000123` or `M000123` as a number that is only shown so: without its format it is another number.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_PIECES = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|([0#?]+)|([ \-/():+])|(.)', re.DOTALL)
_WHOLE = re.compile(r"\d+(?:\.0+)?")
_FEWEST_ZEROS = 2
_DIVIDE = str.maketrans("", "", " -")

Format = tuple[str, ...]
"""A number's format in pieces: digits (`000`), and between them what is written as it stands, marked by a `"`."""


@dataclass(frozen=True, slots=True)
class Looks:
    """By the number of a cell's style: how its whole numbers are shown, and which styles strike their text through."""

    formats: Mapping[str, Format] = field(default_factory=dict)
    struck: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.formats or self.struck)


def looks_of(styles: bytes) -> Looks:
    """Of a workbook's styles those that say something; ValueError where they can't be read."""
    if b"strike" not in styles and b"formatCode" not in styles:
        return Looks()
    from lxml import etree  # noqa: PLC0415  used by imports only

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(styles, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("the styles can't be read") from error
    codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iterfind("{*}numFmts/{*}numFmt")}
    kept = {key: made for key, code in codes.items() if (made := format_of(code))}
    fonts = root.iterfind("{*}fonts/{*}font")
    lined = {str(at) for at, font in enumerate(fonts) if _is_struck(font.find("{*}strike"))}
    cells = [(str(at), each) for at, each in enumerate(root.iterfind("{*}cellXfs/{*}xf"))]
    return Looks(
        {at: kept[each.get("numFmtId", "")] for at, each in cells if each.get("numFmtId", "") in kept},
        frozenset(at for at, each in cells if each.get("fontId", "") in lined),
    )


def format_of(code: str) -> Format:
    """A format that shows a whole number with zeros or letters before it; empty for every other one.

    Dates, decimals, percents and units after a number (`0 "days"`) are none: the value itself says enough.
    """
    pieces: list[str] = []
    for quoted, escaped, digits, plain, other in _PIECES.findall(code.partition(";")[0]):
        if other:
            return ()
        if digits:
            pieces.append(digits)
        elif quoted or escaped or plain:
            pieces.append(f'"{quoted or escaped or plain}')
    begins = next((at for at, piece in enumerate(pieces) if piece[0] != '"'), None)
    if begins is None or "[<" in code or "[>" in code or "[=" in code:
        return ()
    zeros = sum(piece.count("0") for piece in pieces if piece[0] != '"')
    has_letters = any(sign.isalnum() for piece in pieces[:begins] for sign in piece)
    return tuple(pieces) if zeros >= _FEWEST_ZEROS or has_letters else ()


def shown_as(number: str, pieces: Format) -> str:
    """A whole number as its format shows it; empty where that says no more than the number, and for any other."""
    if not _WHOLE.fullmatch(number):
        return ""
    digits = str(int(number.partition(".")[0]))
    left = digits.zfill(sum(piece.count("0") for piece in pieces if piece[0] != '"'))
    said: list[str] = []
    first = next(at for at, piece in enumerate(pieces) if piece[0] != '"')
    for at, piece in reversed(list(enumerate(pieces))):
        if piece[0] == '"':
            said.append(piece[1:])
            continue
        keep = 0 if at == first else max(0, len(left) - len(piece))
        said.append(left[keep:])
        left = left[:keep]
    text = "".join(reversed(said)).strip()
    return "" if text.translate(_DIVIDE) == digits else text


def _is_struck(mark: object) -> bool:
    get = getattr(mark, "get", None)
    return get is not None and get("val", "1") not in {"0", "false", "off"}
