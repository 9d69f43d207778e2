"""A small office on a server, a folder for its backups, and PostgreSQL's programs on the path."""

import os
from pathlib import Path

import pytest

from app.backups.server.making import back_up_server
from app.door.progress import Progress
from tests.throwaway_postgres import programs_folders


@pytest.fixture(autouse=True)
def _programs(monkeypatch):
    folder = next(programs_folders())
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "safe place ü"
    made.mkdir()
    return made


@pytest.fixture
def url(postgres_office) -> str:
    for _ in range(3):
        postgres_office.a_person()
    return postgres_office.database.url.render_as_string(hide_password=False)


@pytest.fixture
def backed_up(postgres_office, folder, url):
    """A function that makes one now."""

    def make(progress: Progress | None = None, **words):
        return back_up_server(url, folder, postgres_office.clock.now(), progress or Progress(), **words)

    return make


@pytest.fixture
def databases(postgres):
    """A function that says which databases the server has."""

    def there():
        with postgres.connect() as connection:
            return {name for (name,) in connection.execute("SELECT datname FROM pg_database").fetchall()}

    return there
