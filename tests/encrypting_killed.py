"""A database's file is encrypted by a process that is killed on its way: does either the old file open, or the new one?

By hand, with counts: `python -m tests.encrypting_killed 30` (points, of the demonstration office). The suite plays a
few. A point is a call of the program's own on its way, or ten thousand steps of SQLite's.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

from app.backups import encrypting
from app.door.progress import Progress
from models import file_driver, file_keys, rewriting
from models.database import sqlite_url
from models.file_driver import FileDriver
from models.file_keys import lend_key, new_key
from models.file_signs import is_encrypted
from models.fingerprints import fingerprints
from models.looking import look

_ROOT = Path(__file__).parents[1]
_STEPS = 10_000
_WATCHED = {encrypting.__file__, rewriting.__file__, file_keys.__file__, file_driver.__file__}


def encrypt_until(file: Path, key: bytes, point: int) -> None:
    """In a process of its own: encrypt it with this key, and die at this point; at none says how many there are."""
    passed = 0

    def pass_one() -> int:
        nonlocal passed
        passed += 1
        if passed == point:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def watch(frame: FrameType, event: str, _told: Any) -> None:
        if event in {"call", "c_call"} and frame.f_code.co_filename in _WATCHED:
            pass_one()

    connect = FileDriver.connect

    def watched(self: FileDriver, *words: Any, **options: Any) -> Any:
        opened = connect(self, *words, **options)
        opened.set_progress_handler(pass_one, _STEPS)
        return opened

    FileDriver.connect = watched  # type: ignore[method-assign]
    encrypting.new_key = lambda: key
    sys.setprofile(watch)
    encrypting.encrypt(file, file.with_suffix(".pdf"), lambda _told: None, datetime.now(UTC), Progress())  # noqa: TID251
    sys.setprofile(None)
    sys.stdout.write(str(passed))


def killed_at(file: Path, key: bytes, point: int) -> "subprocess.CompletedProcess[str]":
    """What became of a process that was to die there."""
    words = [sys.executable, "-m", "tests.encrypting_killed", str(file), key.hex(), str(point)]
    return subprocess.run(words, cwd=_ROOT, capture_output=True, text=True, check=False)


def content(file: Path) -> Any:
    """What a file holds, table by table, whether it is encrypted or not."""
    return look(sqlite_url(file), lambda held: fingerprints(held, lambda: None))


def play(file: Path, share: "tuple[float, ...]") -> Counter[str]:
    """Kill it at these parts of its way, each time anew; how often which file stood there, and whether it was whole."""
    before, kept, key = content(file), file.read_bytes(), new_key()
    lend_key(key)
    whole = killed_at(file, key, 0)
    if whole.returncode:
        raise RuntimeError(whole.stderr)
    points, counted = int(whole.stdout), Counter[str]()
    for each in share:
        file.write_bytes(kept)
        died = killed_at(file, key, max(1, round(points * each)))
        if died.returncode != -signal.SIGKILL:
            raise RuntimeError(died.stderr)
        stands = "the encrypted one" if is_encrypted(file) else "the one before"
        counted[f"{stands}, {'whole' if content(file) == before else 'NOT WHOLE'}"] += 1
    return counted


def main(points: int) -> None:
    """Play with the demonstration office, and say what was counted."""
    beside = tempfile.mkdtemp()  # where a desk keeps its own things
    os.environ |= {f"XDG_{each}_HOME": beside for each in ("CONFIG", "DATA", "STATE", "CACHE")}
    from app.desk.first_office import demonstration_url  # noqa: PLC0415  the suite's own offices need it not

    file = Path(demonstration_url().removeprefix("sqlite:///"))
    for what, count in play(file, tuple((each + 1) / (points + 1) for each in range(points))).items():
        sys.stdout.write(f"{count} × {what}\n")
    shutil.rmtree(beside)


if __name__ == "__main__":
    if len(sys.argv) > 2:  # a child's words
        encrypt_until(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3]))
    else:
        main(int(sys.argv[1]))
