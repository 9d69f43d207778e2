"""Many papers in one go: gathered in the one read, drawn side by side in processes of their own, joined into one PDF.

A drawing is what is left to do when all is gathered: a function of `reports`, and plain values. Both go to another
process by name and by value, so the function stands at the top of its module and brings neither window nor database.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

_ENOUGH = 40  # as many papers as a process needs to be worth its start, roughly a second
_MOST = 8
_MEANWHILE = 8  # papers drawn here while the processes start
_AT_ONCE = 4  # papers sent to a process together


@dataclass(frozen=True, slots=True)
class Drawing:
    """A paper to be drawn: its title in the bookmarks, for instance `Drawing("Ann Lee", render, (paper, edition))`."""

    title: str
    draw: Callable[..., bytes]
    given: tuple[Any, ...]


def one_pdf(drawings: Sequence[Drawing], title: str, council: str) -> bytes:
    """All of them in one file in the order given, with a bookmark for each; a few are drawn here, many side by side.

    Refused with a `ValueError` where there is nothing to draw.
    """
    from reports.layout.batch import joined  # noqa: PLC0415  pikepdf isn't needed to say what is to be drawn

    titles = (each.title for each in drawings)
    return joined(zip(titles, _one_by_one(drawings), strict=True), title, council)


def _one_by_one(drawings: Sequence[Drawing]) -> Iterator[bytes]:
    """Each as soon as it and all before it are drawn, so that the first are joined while the last are drawn."""
    processes = min(os.cpu_count() or 1, len(drawings) // _ENOUGH, _MOST)
    if processes <= 1:
        yield from map(_draw, drawings)
        return
    spawn = multiprocessing.get_context("spawn")  # as Windows has it, and safe beside the window's threads
    with ProcessPoolExecutor(processes, mp_context=spawn) as pool:
        others = pool.map(_draw, drawings[_MEANWHILE:], chunksize=_AT_ONCE)
        yield from map(_draw, drawings[:_MEANWHILE])
        yield from others


def _draw(drawing: Drawing) -> bytes:
    return drawing.draw(*drawing.given)
