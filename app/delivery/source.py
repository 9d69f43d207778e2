"""The source that a delivery is made of: where it lies, which version it is, and of which moment all its files are."""

import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.desk.files import read_if_there
from app.door.errors import Unavailable

PACKAGES = ("app", "ui", "models", "reports", "resources")  # the program's own; all else in the folder isn't delivered
LOCK = "resources/delivery/requirements-bundle.lock"
_EPOCH = "SOURCE_DATE_EPOCH"  # by which whoever builds anew says of which moment the files are to be
_EARLIEST = 315_532_800  # 1 January 1980, before which a ZIP knows no moment
_LAST_LINES = 8


@dataclass(frozen=True, slots=True)
class Source:
    """A checkout. `moment` is in seconds since 1970: each file that is delivered says that it is of then."""

    root: Path
    version: str
    moment: int

    @property
    def day(self) -> datetime:
        """The moment as a date, UTC."""
        return datetime.fromtimestamp(self.moment, UTC)


def the_source() -> Source:
    """This program's own. Unavailable where it was installed without one."""
    root = Path(__file__).resolve().parents[2]
    project = root / "pyproject.toml"
    if not project.is_file() or not (root / LOCK).is_file():
        raise Unavailable(
            "Packages are made where Homeward's source is, and this Homeward was installed without it. "
            "Use a copy of its repository."
        )
    told = tomllib.loads((read_if_there(project) or b"").decode("utf-8"))["project"]
    return Source(root, told["version"], _moment(root, project))


def _moment(root: Path, project: Path) -> int:
    """As it is told from outside; else of the last commit; else of the project's file."""
    told = os.environ.get(_EPOCH, "")
    if not told.isdigit():
        try:
            asked = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
            told = subprocess.run(asked, capture_output=True, check=True).stdout.decode().strip()  # noqa: S603  our own words
        except (OSError, subprocess.CalledProcessError):
            told = ""
    return max(int(told) if told.isdigit() else int(project.stat().st_mtime), _EARLIEST)


def run(words: list[str], trouble: str, *, folder: Path | None = None, moment: int | None = None) -> str:
    """Run a program that helps to build, and return what it said. Unavailable, with its last lines: it failed."""
    surroundings = {**os.environ, "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"}
    if moment is not None:
        surroundings[_EPOCH] = str(moment)
    try:
        done = subprocess.run(  # noqa: S603  a list of our own words, without a shell
            words, cwd=folder, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
    except OSError as error:
        raise Unavailable(f"{trouble} “{words[0]}” can't be started here: {error.strerror}.") from error
    said = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        raise Unavailable("\n".join([*said.splitlines()[-_LAST_LINES:], trouble]))
    return said


def of_one_moment(folder: Path, moment: int) -> None:
    """Every file and folder in it is of this moment from now on, and may be read by everybody."""
    for each in [*folder.rglob("*"), folder]:
        if not each.is_symlink():
            each.chmod(0o755 if each.is_dir() or each.stat().st_mode & 0o100 else 0o644)
            os.utime(each, (moment, moment))


def python() -> str:
    """The interpreter that builds, whose pip fetches the parts."""
    return sys.executable
