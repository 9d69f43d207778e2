"""Notices that could be as many as a file has lines: so many are shown one by one, the others by their number."""

from collections.abc import Iterable

from app.exchange.files.sheet import Notice

_MOST = 100


def at_most(notices: Iterable[Notice], same: str) -> tuple[Notice, ...]:
    """The first hundred, then one that says of how many more lines it is true: “… 20 more lines `same`”."""
    every = tuple(notices)
    more = every[_MOST:]
    if not more:
        return every
    lines = "1 more line" if len(more) == 1 else f"{len(more):,} more lines"
    said = f"The same in {lines}, the last being line {more[-1].line or 0:,}: they {same}."
    return (*every[:_MOST], Notice(said, more[0].line))
