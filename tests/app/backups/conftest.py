"""A small office with some people, a folder for its backups, and one backup of it."""

from pathlib import Path

import pytest

from app.backups.making import back_up
from app.door.progress import Progress


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "safe place ü"
    made.mkdir()
    return made


@pytest.fixture
def backed_up(sqlite_office, folder):
    """A function that makes one now."""
    for _ in range(3):
        sqlite_office.a_person()

    def make(progress: Progress | None = None):
        return back_up(sqlite_office.database, folder, sqlite_office.clock.now(), progress or Progress())

    return make


_ONE: dict[str, bytes] = {}  # made once: what is done to it is done to copies


@pytest.fixture
def one(backed_up, folder) -> Path:
    """A finished backup, with its manifest."""
    if not _ONE:
        backed_up()
        _ONE.update({each.name: each.read_bytes() for each in folder.iterdir()})
    for name, content in _ONE.items():
        (folder / name).write_bytes(content)
    return next(folder.glob("*.sqlite"))
