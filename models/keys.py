"""UUIDv7 keys, made at the desk when a form opens, in the order of time (RFC 9562).

Neither Python 3.11 nor PostgreSQL 15 has them. Within a process each key is greater than the one before.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

_lock = threading.Lock()
_last = 0


def _now_ms() -> int:
    return time.time_ns() // 1_000_000  # noqa: TID251  it orders keys; no rule and no person reads it


def _random_bits(number: int) -> int:
    """As `secrets.randbits`, which would bring OpenSSL along before the first paint."""
    return int.from_bytes(os.urandom(8)) & (1 << number) - 1


_wanted = threading.local()
_milliseconds: Callable[[], int] = _now_ms
_bits: Callable[[int], int] = _random_bits  # at most 64


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
    keys: Keys | None = getattr(_wanted, "keys", None)
    return _made_id() if keys is None else keys.next()


def _made_id() -> UUID:
    global _last  # noqa: PLW0603  the one counter that makes keys of one millisecond ordered
    with _lock:
        stamp = _milliseconds() & (1 << 48) - 1
        number = stamp << 80 | 0x7 << 76 | _bits(12) << 64 | 0b10 << 62 | _bits(62)
        if number <= _last:
            number = _next_after(_last)
        _last = number
    return UUID(int=number)


def _next_after(number: int) -> int:
    """One more in the random part, leaving version and variant as they are."""
    low = (number & (1 << 62) - 1) + 1
    high = number >> 80 << 12 | number >> 64 & 0xFFF
    if low >> 62:
        low, high = 0, high + 1
    return high >> 12 << 80 | 0x7 << 76 | (high & 0xFFF) << 64 | 0b10 << 62 | low


@contextmanager
def repeatable(seed: int, milliseconds: Callable[[], int]) -> Iterator[None]:
    """Make the same keys each time, for the demonstration and for golden files; never for real records."""
    from random import Random  # noqa: PLC0415  no desk repeats its keys

    global _milliseconds, _bits, _last
    before = _milliseconds, _bits, _last
    _milliseconds, _bits, _last = milliseconds, Random(seed).getrandbits, 0  # noqa: S311  not a secret
    try:
        yield
    finally:
        _milliseconds, _bits, _last = before
