"""Running pytest in a process that has loaded what isn't ours already: half of a short run is loading."""

import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

OURS = {"app", "models", "reports", "resources", "tests", "ui"}
LOADED = (
    "pytest",
    "hypothesis",
    "sqlalchemy.orm",
    "sqlalchemy.dialects.sqlite",
    "alembic.command",
    "psycopg",
    "msgspec",
)
HANGS = -1
_CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()  # Windows can't, and loads everything anew
_forks = multiprocessing.get_context("forkserver" if _CAN_FORK else "spawn")
if _CAN_FORK:
    _forks.set_forkserver_preload(list(LOADED))


def run_tests(folder: Path, words: Sequence[str], environment: dict[str, str], seconds: float) -> tuple[int, str]:
    """Run pytest in a tree; its exit code, or HANGS where it took too long, and what it said."""
    said = folder / "said.txt"
    said.unlink(missing_ok=True)
    child = _forks.Process(target=_run, args=(str(folder), list(words), environment, str(said)))
    child.start()
    child.join(seconds)
    if child.exitcode is None:
        child.kill()
        child.join()
        return HANGS, ""
    return child.exitcode, said.read_text(encoding="utf-8", errors="replace")


def _run(folder: str, words: list[str], environment: dict[str, str], said: str) -> None:
    """In the new process: forget the tree that this script stands in, and work in the other."""
    os.chdir(folder)
    os.environ.update(environment)
    sys.dont_write_bytecode = False
    root = str(Path(__file__).resolve().parents[2])
    sys.path[:] = [folder, *(each for each in sys.path if each and Path(each).resolve() != Path(root))]
    for name in [each for each in sys.modules if each.split(".")[0] in OURS]:
        del sys.modules[name]
    with Path(said).open("w", encoding="utf-8") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    sys.exit(pytest.main(words))
