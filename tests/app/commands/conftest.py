"""An office made once, and a copy of it to change; the command line as somebody calls it."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from app import cli
from tests.databases import copied_file

FILES = Path(__file__).parents[3] / "resources" / "demonstration"
AS_AT = ("--as-at", "2026-11-20T09:00")


@pytest.fixture(scope="session")
def created(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration office as it was made, for copying."""
    file = tmp_path_factory.mktemp("created") / "homeward.sqlite"
    words = ["database", "create", str(file), "--office", str(FILES / "office.json"), *AS_AT]
    assert CliRunner().invoke(cli.homeward, words, catch_exceptions=False).exit_code == 0
    return file


@pytest.fixture(scope="module")
def loaded(created: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration office, on a test database."""
    return copied_file(created, tmp_path_factory.mktemp("an office with blanks & ü") / "homeward.sqlite")


@pytest.fixture
def database(loaded: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return copied_file(loaded, tmp_path / "homeward.sqlite")


@pytest.fixture
def said_by_main(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """A function that runs the whole command with words: its exit code, and what stands on the error stream."""

    def said(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["homeward", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return int(ended.value.code or 0), capsys.readouterr().err

    return said
