"""PostgreSQL's own pg_dump and pg_restore: found, chosen by the server's release, and run.

A password goes to them through the environment of that one child, never as an argument, which every account of a
machine can read.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from sqlalchemy import make_url

from app.door.errors import Unavailable
from app.door.progress import Progress
from models.server_links import link_options

_RELEASE = re.compile(r"\(PostgreSQL\) (\d+)")
_LOOK_S = 0.2  # how often it is asked whether somebody wants to stop
_ANSWER_S = 20.0  # for a program that only says its release
_AS_OURS = {"connect_timeout", "gssencmode", "sslmode", "sslrootcert"}
_FULL = "No space left on device"

if sys.platform == "win32":
    _INSTALLED = ("C:/Program Files/PostgreSQL/*/bin",)
else:
    _INSTALLED = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")


@dataclass(frozen=True, slots=True)
class Programs:
    """A pg_dump and the pg_restore of the same release."""

    folder: Path
    release: int


def programs_for(release: int) -> Programs:
    """Those of the server's release, else the next newer ones: an older pg_dump refuses a newer server."""
    found = {each.release: each for each in _found()}
    fit = sorted(each for each in found if each >= release)
    if fit:
        return found[fit[0]]
    package = f"on Debian it is the package postgresql-client-{release}"
    who = "Whoever looks after this machine installs them"
    if found:
        raise Unavailable(
            f"pg_dump and pg_restore on this machine are of release {max(found)}, and the server is of release "
            f"{release}: they must not be older than it. {who}: {package}. Nothing was changed."
        )
    raise Unavailable(
        f"PostgreSQL's programs pg_dump and pg_restore aren't on this machine. {who}, of release {release} or newer: "
        f"{package}. Nothing was changed."
    )


def run(programs: Programs, name: str, words: tuple[str, ...], url: str, progress: Progress) -> str:
    """Run one of them on the database at `url`; what it complained of, nothing where all went well. Stopped."""
    address, beside = _address(url)
    with TemporaryFile() as complaints:
        child = subprocess.Popen(  # noqa: S603  the program stands in a folder of the system's
            [str(_program(programs.folder, name)), "--no-password", f"--dbname={address}", *words],
            env={**os.environ, **beside, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
        )
        try:
            while child.poll() is None:
                progress.go_on()
                try:
                    child.wait(_LOOK_S)
                except subprocess.TimeoutExpired:
                    continue
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
        complaints.seek(0)
        said = complaints.read().decode("utf-8", "replace")
    return "" if child.returncode == 0 else _in_short(name, said)


def _address(url: str) -> tuple[str, dict[str, str]]:
    """A database's address as these programs take it, as encrypted as ours, and what only their environment is told."""
    told = dict(make_url(url).get_dialect()().create_connect_args(make_url(url))[1])
    password, options = told.pop("password", None), link_options(make_url(url))
    told |= {name: value for name, value in options.items() if name in _AS_OURS}
    beside = {} if password is None else {"PGPASSWORD": str(password)}
    if "require_auth" in options:
        beside["PGREQUIREAUTH"] = options["require_auth"]  # an older libpq doesn't know the word, and lets it be
    return " ".join(f"{name}={_in_quotes(str(value))}" for name, value in told.items()), beside


def _in_short(name: str, said: str) -> str:
    if _FULL in said:
        return "the disk is full: free space there, or choose another folder"
    lines = [line.strip() for line in said.splitlines() if "error:" in line] or said.splitlines()[:1]
    return f"{name} says “{lines[0].split('error:')[-1].strip() if lines else 'nothing'}”"


def _found() -> Iterator[Programs]:
    folders = [Path(each) for each in os.environ.get("PATH", "").split(os.pathsep) if each]
    for pattern in _INSTALLED:
        anchor = Path(pattern).anchor
        folders += Path(anchor).glob(pattern.removeprefix(anchor)) if Path(anchor).is_dir() else ()
    for folder in reversed(folders):  # of two of one release the first on the path
        release = _release(folder, "pg_dump")
        if release and release == _release(folder, "pg_restore"):
            yield Programs(folder, release)


def _release(folder: Path, name: str) -> int:
    """Which release a program is of; 0 where there is none that answers."""
    program = _program(folder, name)
    if program is None:
        return 0
    try:
        answer = subprocess.run(  # noqa: S603  see run
            [str(program), "--version"], capture_output=True, timeout=_ANSWER_S, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return 0
    told = _RELEASE.search(answer.stdout.decode("utf-8", "replace"))
    return int(told[1]) if told else 0


def _program(folder: Path, name: str) -> Path | None:
    found = shutil.which(name, path=str(folder))
    return Path(found) if found else None


def _in_quotes(value: str) -> str:
    r"""As libpq reads a value: 'a\'b'."""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
