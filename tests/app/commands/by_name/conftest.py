"""`do` and `ask` as somebody calls them, on a small office of either kind of database."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from click.testing import CliRunner

from app import cli

AT = ("--as-at", "2026-11-20T09:00")


@dataclass
class Answered:
    """The exit code, and the JSON on standard output."""

    code: int
    told: Any

    @property
    def sentences(self) -> str:
        return "\n".join(each["sentence"] for each in self.told["refused"])


@pytest.fixture
def call(office_url: str) -> Callable[..., Answered]:
    """A function that calls `do` or `ask` with a name and its arguments, as text or as an object."""

    def called(word: str, name: str, told: object = None, *more: str) -> Answered:
        words = [word, *name.split(), *(more or AT), *(() if "--database" in more else ("--database", office_url))]
        typed = None if told is None else told if isinstance(told, str | bytes) else json.dumps(told)
        if typed is not None and "--lines" not in name:
            words += ["--args", "-"]
        result = CliRunner().invoke(cli.homeward, words, input=typed, catch_exceptions=False)
        is_many = "--lines" in name
        told_back = [json.loads(line) for line in result.stdout.splitlines()] if is_many else json.loads(result.stdout)
        return Answered(result.exit_code, told_back)

    return called
