"""The texts that a workbook's sheets share, by their index, as a person reads them."""

import re
from collections.abc import Iterable

from reports.layout.sheet_extent import whole_tags
from reports.tracker.patch.signs import rich_text_of, text_of

_WHOLE = re.compile(rb"<(?:[\w.-]+:)?si\b(?:[^<>]*/>|[^<>]*>(.*?)</(?:[\w.-]+:)?si\s*>)", re.DOTALL)
_PLAIN = re.compile(rb"\s*<(?:[\w.-]+:)?t>([^<]*)</(?:[\w.-]+:)?t>\s*")
_ENDS = b"si>"


def shared_texts(pieces: Iterable[bytes]) -> tuple[str, ...]:
    """Every text in its order; held while a patch is made, for a row may name any of them."""
    texts: list[str] = []
    rest = b""
    for piece in whole_tags(pieces):
        held = rest + piece
        cut = held.rfind(_ENDS)
        if cut < 0:
            rest = held
            continue
        cut += len(_ENDS)
        texts.extend(map(_text, _WHOLE.findall(held[:cut])))
        rest = held[cut:]
    texts.extend(map(_text, _WHOLE.findall(rest)))
    return tuple(texts)


def _text(inside: bytes) -> str:
    plain = _PLAIN.fullmatch(inside)
    if plain is None:
        return rich_text_of(inside)
    text = plain[1]
    return text_of(text).strip(" \t\n") if text[:1].isspace() or text[-1:].isspace() else text_of(text)
