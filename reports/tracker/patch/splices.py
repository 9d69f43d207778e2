"""Where new bytes take the place of old ones in a part that is streamed; all that lies between stays as it is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

Pieces = Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Splice:
    """The bytes from `start` to before `end` of the old part give way to the new ones, given or made when wanted."""

    start: int
    end: int
    new: bytes | Pieces

    def pieces(self) -> Iterator[bytes]:
        """The new bytes."""
        if isinstance(self.new, bytes):
            yield self.new
        else:
            yield from self.new()


def spliced(old: Pieces, splices: Iterable[Splice]) -> Iterator[bytes]:
    """The old part with the splices, which come in order of their places and don't overlap."""
    waiting = iter(splices)
    following = next(waiting, None)
    start = kept = 0  # where the piece begins, and up to where old bytes were given or left out
    for piece in old():
        end = start + len(piece)
        while following is not None and following.start < end:
            yield piece[max(kept - start, 0) : following.start - start]
            yield from following.pieces()
            kept = following.end
            following = next(waiting, None)
        if kept < end:
            yield piece[max(kept - start, 0) :]
            kept = end
        start = end
    while following is not None:
        yield from following.pieces()
        following = next(waiting, None)
