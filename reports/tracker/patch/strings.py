"""The texts that a workbook's sheets share, by their index, as a person reads them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from reports.layout.sheet_extent import whole_tags
from reports.tracker.patch.signs import escaped, rich_text_of, text_of

_BEGINS = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
_WHOLE = re.compile(rb"<(?:[\w.-]+:)?si(?:\s[^<>]*?)?(?:/>|>(.*?)</(?:[\w.-]+:)?si\s*>)", re.DOTALL)
# LibreOffice says of every text that its blanks are to be kept.
_PLAIN = re.compile(rb'\s*<(?:[\w.-]+:)?t( xml:space="preserve")?>([^<]*)</(?:[\w.-]+:)?t>\s*')
_OPENS, _CLOSES, _BETWEEN = b"<si>", b"</si>", b"</si><si>"
_ODD = b"<!"
_REMARK = re.compile(rb"<!--.*?-->", re.DOTALL)
_AS_IT_IS = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


class SharedTexts(Sequence[str]):
    """The texts by their index, each decoded when it is asked for: of a whole workbook few columns may be wanted."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._raw = _raw(pieces)
        self._known: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._raw)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return [_text(each) for each in self._raw[at]]
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = _text(self._raw[at])
        return known


def shared_texts(pieces: Iterable[bytes]) -> tuple[str, ...]:
    """Every text in its order; held while a patch is made, for a row may name any of them."""
    return tuple(map(_text, _raw(pieces)))


def _raw(pieces: Iterable[bytes]) -> list[bytes]:
    return [inside for whole in _wholes(whole_tags(pieces)) for inside in _cut(whole)]


def _wholes(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The part in pieces that each end where a text has ended; in one, where it holds what is no plain XML."""
    rest = b""
    for piece in pieces:
        if _ODD in piece:
            yield _as_usual(b"".join([rest, piece, *pieces]))
            return
        held = rest + piece
        cut = held.rfind(_OPENS)
        if cut < 0:
            cut = max((found.start() for found in _BEGINS.finditer(held)), default=0)
        yield held[:cut]
        rest = held[cut:]
    yield rest


def _as_usual(content: bytes) -> bytes:
    """Without remarks, and with signs escaped as they usually are."""
    return _AS_IT_IS.sub(lambda found: escaped(found[1].decode("utf-8", "replace")).encode(), _REMARK.sub(b"", content))


def _cut(whole: bytes) -> list[bytes]:
    """What is in each text's tag; as all programs but few write them they are cut apart by the closing tag alone."""
    if b"<si/" in whole or b":si" in whole or b"<si " in whole or b"</si " in whole or b"<!" in whole:
        return _WHOLE.findall(whole)
    start, end = whole.find(_OPENS), whole.rfind(_CLOSES)
    if start >= 0 and whole.count(_BETWEEN) == whole.count(_CLOSES) - 1 == whole.count(_OPENS) - 1:
        return whole[start + len(_OPENS) : end].split(_BETWEEN)
    return [each[each.find(_OPENS) + len(_OPENS) :] for each in whole.split(_CLOSES)[:-1]]


def _text(inside: bytes) -> str:
    plain = _PLAIN.fullmatch(inside)
    if plain is None:
        return rich_text_of(inside)
    keeps_blanks, text = plain.groups()
    is_bare = not keeps_blanks and (text[:1].isspace() or text[-1:].isspace())
    return text_of(text).strip(" \t\n") if is_bare else text_of(text)
