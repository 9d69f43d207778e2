"""Which program this is, told by its files without reading one: another program has another stamp.

Asked before the first rows of a start are shown, so nothing is imported here that takes long, and no path is made.
"""

import os
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

_HERE = Path(__file__).parent
_NOT_READ = "migrations"  # no line was ever derived by them


def stamp_of(sources: tuple[Path, ...]) -> str:
    """One word for when the modules of `models` and of these files and folders were last written, and their lengths.

    It is told in a fraction of the time in which they are read. A bundle has no files: there the program's own tells.
    """
    told = sorted(each for place in (_HERE, *sources) for each in _modules(place)) or [_told(Path(sys.executable))]
    return f"{zlib.crc32(repr(told).encode()):08x}"


def _modules(place: Path) -> Iterator[tuple[str, int, int]]:
    if place.is_dir():
        yield from _modules_of(str(place))
    elif place.is_file():
        yield _told(place)


def _modules_of(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as found:
        for each in found:
            if each.name.endswith(".py"):
                yield _told(each)
            elif each.name != _NOT_READ and each.is_dir():
                yield from _modules_of(each.path)


def _told(file: "os.DirEntry[str] | Path") -> tuple[str, int, int]:
    stands = file.stat()
    return os.fspath(file), stands.st_mtime_ns, stands.st_size
