"""UUIDv7 keys, made at the desk when a form opens, in the order of time (RFC 9562).

Neither Python 3.11 nor PostgreSQL 15 has them. Within a process each key is greater than the one before.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID


def _now_ms() -> int:
    return time.time_ns() // 1_000_000  # noqa: TID251  it orders keys; no rule and no person reads it


def _random_bits(number: int) -> int:
    """As `secrets.randbits`, which would bring OpenSSL along before the first paint."""
    return int.from_bytes(os.urandom(8)) & (1 << number) - 1


class _Maker:
    """Makes keys, each greater than the one before; `bits` gives so many random ones, at most 64."""

    def __init__(self, milliseconds: Callable[[], int], bits: Callable[[int], int]) -> None:
        self._milliseconds, self._bits = milliseconds, bits
        self._lock = threading.Lock()
        self._last = 0

    def made(self) -> UUID:
        with self._lock:
            stamp = self._milliseconds() & (1 << 48) - 1
            number = stamp << 80 | 0x7 << 76 | self._bits(12) << 64 | 0b10 << 62 | self._bits(62)
            if number <= self._last:
                number = _next_after(self._last)
            self._last = number
        return UUID(int=number)


class _OfThread(threading.local):
    """What this thread's keys come from, where it isn't what all others share."""

    keys: "Keys | None" = None
    maker: _Maker | None = None


_shared = _Maker(_now_ms, _random_bits)
_wanted = _OfThread()


class Keys:
    """The keys that one press of a button makes: a press that is done again gets the same ones, in the same order."""

    def __init__(self) -> None:
        self._made: list[UUID] = []
        self._given = 0

    @contextmanager
    def used(self) -> Iterator[None]:
        """Let `new_id` on this thread give these keys, from the first on; what is missing is made and kept."""
        self._given = 0
        _wanted.keys = self
        try:
            yield
        finally:
            _wanted.keys = None

    def next(self) -> UUID:
        """The next key."""
        if self._given == len(self._made):
            self._made.append(_made_id())
        self._given += 1
        return self._made[self._given - 1]


def new_id() -> UUID:
    """A key greater than every key this process made before; the same one where a press is done again."""
    return _made_id() if _wanted.keys is None else _wanted.keys.next()


def _made_id() -> UUID:
    return (_wanted.maker or _shared).made()


def _next_after(number: int) -> int:
    """One more in the random part, leaving version and variant as they are."""
    low = (number & (1 << 62) - 1) + 1
    high = number >> 80 << 12 | number >> 64 & 0xFFF
    if low >> 62:
        low, high = 0, high + 1
    return high >> 12 << 80 | 0x7 << 76 | (high & 0xFFF) << 64 | 0b10 << 62 | low


@contextmanager
def repeatable(seed: int, milliseconds: Callable[[], int]) -> Iterator[None]:
    """Make the same keys each time on this thread, for the demonstration and for golden files; never for real records.

    Other threads go on with keys of their own: how many a window's questions draw meanwhile is never the same twice.
    """
    from random import Random  # noqa: PLC0415  no desk repeats its keys

    before = _wanted.maker
    _wanted.maker = _Maker(milliseconds, Random(seed).getrandbits)  # noqa: S311  not a secret
    try:
        yield
    finally:
        _wanted.maker = before
