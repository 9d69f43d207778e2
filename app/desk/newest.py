"""Whether a newer Homeward is there: a notice in a file that an administrator named. It tells, and installs nothing.

Nothing is looked for unless a place was named, on this machine for everybody or by whoever sits here. A place is a
folder or a file, for instance on a share; an address of the network is none, and nothing is ever fetched.
"""

import os
import tomllib
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from time import monotonic

from app.desk import places
from app.desk.files import put_in_place, read_at_most
from app.desk.parts import own_version
from app.door.errors import Refused, Unavailable

NOTICE = "homeward-newest.toml"
_MOST_BYTES, _MOST_SIGNS, _MOST_NUMBERS = 4_096, 300, 4
_PATIENCE = 3  # seconds for a share that was just woken; whoever asks for a check-up waits for it
_one_at_a_time = Lock()
_under_way: dict[str, tuple[float, "Future[Newest]"]] = {}  # by place: until when it is waited for, and the answer


@dataclass(frozen=True, slots=True)
class Newest:
    """What a notice says: a version, where it is to be had, what is new; the two last may be empty."""

    version: str
    where: str
    news: str


@dataclass(frozen=True, slots=True)
class LookedFor:
    """Where newer versions are looked for, and whether whoever sits here named it, or an administrator for all."""

    place: str
    is_own: bool


def as_notice(newest: Newest) -> str:
    """The text of a notice."""
    told = (("version", newest.version), ("where", newest.where), ("news", newest.news))
    return "".join(f"{name} = {_quoted(text)}\n" for name, text in told)


def looked_for_in() -> LookedFor | None:
    """The place that was named, by whoever sits here, else for everybody on this machine; none where none was."""
    for file, is_own in ((places.newest_file(), True), (places.newest_file_of_machine(), False)):
        with suppress(UnicodeDecodeError, Refused, Unavailable):
            line = read_at_most(file, _MOST_BYTES).decode("utf-8-sig").strip()  # Notepad writes the mark before it
            if line:
                return LookedFor(line, is_own)
    return None


def look_for_it_in(place: str) -> None:
    """From now on newer versions are looked for there, for whoever sits here; with nothing it isn't any more.

    Refused: an address of the network.
    """
    _refuse_other(place)
    file = places.newest_file()
    if place:
        put_in_place(file, f"{place}\n".encode())
    else:
        with suppress(FileNotFoundError):
            file.unlink()


def newer() -> str:
    """What is to be told: a newer version, or why it can't be known; nothing where none was looked for or is there.

    It reads a share, so call it on a worker, which waits a few seconds at most.
    """
    looked_for = looked_for_in()
    if looked_for is None:
        return ""
    try:
        _refuse_other(looked_for.place)
        newest = _within_limits(looked_for.place)
    except (Refused, Unavailable) as trouble:
        return f"Whether there is a newer Homeward can't be told: {trouble}"
    if numbers_of(newest.version) <= numbers_of(own_version()):
        return ""
    where = f" It is to be had here: {newest.where}." if newest.where else ""
    news = f" What is new: {newest.news}" if newest.news else ""
    return f"Homeward {newest.version} is there; this is {own_version()}.{where}{news} Nothing installs it by itself."


def notice_in(place: Path) -> Newest:
    """The notice that a file holds, or the one in a folder. Unavailable: it isn't there, or isn't a notice."""
    file = place / NOTICE if os.path.isdir(place) else place  # noqa: PTH112  a Path's own fails where a share is away
    content = read_at_most(file, _MOST_BYTES + 1)
    try:
        told = tomllib.loads(content.decode("utf-8-sig")) if len(content) <= _MOST_BYTES else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        told = {}
    version = told.get("version")
    if not isinstance(version, str) or not numbers_of(version):
        raise Unavailable(f"“{file.name}” isn't a notice of a version: ask whoever put it there.")
    return Newest(version, _plain(told.get("where")), _plain(told.get("news")))


def _within_limits(place: str) -> Newest:
    """What the notice at a place says. Unavailable: the same, and that its share doesn't answer.

    Whoever opens a file on a share that hangs may be kept for ever. So a thread does that which nobody waits for at the
    end; and there is one of them for a place, however often it is asked for.
    """
    with _one_at_a_time:
        if place not in _under_way:
            _under_way[place] = monotonic() + _PATIENCE, Future()
            Thread(target=_read, args=(place, _under_way[place][1]), name="newest version", daemon=True).start()
        until, answer = _under_way[place]
    try:
        return answer.result(timeout=max(0.0, until - monotonic()))
    except TimeoutError as error:
        raise Unavailable(f"“{place}” doesn't answer: is the shared drive connected?") from error


def _read(place: str, answer: "Future[Newest]") -> None:
    try:
        found, trouble = notice_in(Path(place)), None
    except BaseException as error:  # noqa: BLE001  whoever waits for the answer is told
        found, trouble = None, error
    with _one_at_a_time:
        del _under_way[place]  # who asks from now on, asks anew
    if found is not None:
        answer.set_result(found)
    else:
        answer.set_exception(trouble)


def numbers_of(version: str) -> tuple[int, ...]:
    """The numbers of a version, by which two are compared; nothing where it isn't one."""
    parts = version.split(".")
    if len(parts) > _MOST_NUMBERS or not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):  # noqa: PLR2004
        return ()
    numbers = [int(part) for part in parts]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers) or (0,)


def _refuse_other(place: str) -> None:
    if not place.isprintable():
        raise Refused("Name one folder or file in one line: what is named for newer versions has signs that none has.")
    if "://" in place:
        raise Refused("Name a folder or a file, for instance on a share: Homeward fetches nothing from an address.")


def _plain(told: object) -> str:
    """Text of somebody else's as one line; nothing where it is none."""
    text = told if isinstance(told, str) else ""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:_MOST_SIGNS]


def _quoted(text: str) -> str:
    plain = _plain(text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
