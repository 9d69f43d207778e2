"""What all parts of a run of the tests begin with, made once: to make it anew costs each of them 15 s of CPU.

`python -m tests.templates FOLDER` makes it in that folder, which `HOMEWARD_TEMPLATES` names to the parts. One that is
told of no folder, or finds it empty, makes its own.
"""

import os
import sys
from pathlib import Path

from models.database import sqlite_url
from tests.throwaway_postgres import ThrowawayPostgres

TOLD = "HOMEWARD_TEMPLATES"
FILE = "migrated.sqlite"
DATABASE = "migrated"


def templates() -> Path | None:
    """The folder of what this run has made for all its parts; none where there isn't all of it."""
    told = os.environ.get(TOLD)
    return Path(told) if told and (Path(told) / FILE).is_file() else None


def make_templates(folder: Path) -> None:
    """Put a file and a server's cluster there, each with a database that has every table and no row."""
    from models.migrations import upgrade  # noqa: PLC0415  tests of rules need no database

    file = folder / f"new-{FILE}"
    upgrade(sqlite_url(file))
    server = ThrowawayPostgres()
    try:
        upgrade(server.url(server.create(name=DATABASE)))
        server.keep(folder)
    finally:
        server.close()
    file.rename(folder / FILE)  # last: what is begun is no template


if __name__ == "__main__":
    make_templates(Path(sys.argv[1]))
