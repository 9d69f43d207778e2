"""An option of the desk means before a command what it means after it: every command, found by walking the tree."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click
import pytest
from click.testing import CliRunner, Result

from app import cli
from app.commands import options
from app.commands.options import Commands
from models.database import sqlite_url

FILES = Path(__file__).parents[3] / "resources" / "demonstration"
TOLD = {
    "--database": ("elsewhere.sqlite", "nowhere.sqlite"),
    "--as-at": ("2026-11-20T09:00", "2026-11-20T10:00"),
    "--staff": ("Tom Hallam", "Priya Raman"),
    "--json": None,
}


def walk(group: click.Group, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command and every group, each with the words that lead to it."""
    context = click.Context(group, resilient_parsing=True)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*words, name), command
        if isinstance(command, click.Group):
            yield from walk(command, (*words, name))


TREE = dict(walk(cli.homeward))
LEAVES = {words: command for words, command in TREE.items() if not isinstance(command, click.Group)}


def options_of(command: click.Command) -> dict[str, click.Option]:
    return {name: each for each in command.params if isinstance(each, click.Option) for name in each.opts}


def pairs(*, shared: bool, taken: bool = True) -> list[Any]:
    """Each command with each option that is one of the desk's or isn't, and that it takes or doesn't."""
    every = {name for command in LEAVES.values() for name in options_of(command)} | set(TOLD)
    return [
        pytest.param(words, option, id=f"{' '.join(words)} {option}")
        for words, command in sorted(LEAVES.items())
        for option in sorted(every)
        if (option in TOLD) is shared and (option in options_of(command)) is taken
    ]


def said(option: str, which: int = 0) -> list[str]:
    values = TOLD[option]
    return [option] if values is None else [option, values[which]]


def needed(command: click.Command, but: str = "") -> list[str]:
    """What a command can't be called without."""
    words: list[str] = []
    for param in command.params:
        if param.required and but not in param.opts:
            value = param.type.choices[0] if isinstance(param.type, click.Choice) else str(FILES / "office.json")
            words += [value] if isinstance(param, click.Argument) else [param.opts[0], value]
    return words


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What reaches the command itself, none of which is run."""
    calls: list[dict[str, Any]] = []
    for command in LEAVES.values():
        monkeypatch.setattr(command, "callback", lambda **told: calls.append(told))
    return calls


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.homeward, [*words], catch_exceptions=False)


@pytest.mark.parametrize(("words", "option"), pairs(shared=True))
def test_an_option_means_the_same_before_and_after_a_command(heard, words, option):
    rest = needed(LEAVES[words], but=option)
    for place in range(len(words) + 1):
        told = [*words[:place], *said(option), *words[place:]]
        assert run(*told, *rest).exit_code == 0, told
    assert run(*words, *rest, *said(option)).exit_code == 0
    assert run(*said(option), *words, *rest, *said(option)).exit_code == 0
    assert run(*words, *rest).exit_code == 0
    *alike, without = heard
    assert all(each == alike[0] for each in alike)
    assert alike[0] != without


@pytest.mark.parametrize(("words", "option"), [each for each in pairs(shared=True) if each.values[1] != "--json"])
def test_an_option_told_twice_and_differently_is_refused(heard, words, option):
    rest = needed(LEAVES[words], but=option)
    for told in (
        [*said(option), *words, *rest, *said(option, 1)],
        [*words, *rest, *said(option), *said(option, 1)],
        [*said(option), *said(option, 1), *words, *rest],
    ):
        answer = run(*told)
        assert (answer.exit_code, option in answer.stderr, "Say it once" in answer.stderr) == (2, True, True), told
    assert heard == []


@pytest.mark.parametrize(("words", "option"), pairs(shared=True, taken=False))
def test_an_option_that_a_command_does_not_take_is_refused_never_passed_over(heard, words, option):
    rest = needed(LEAVES[words])
    for place in range(len(words) + 1):
        answer = run(*words[:place], *said(option), *words[place:], *rest)
        assert (answer.exit_code, option in answer.stderr) == (2, True)
    assert heard == []


@pytest.mark.parametrize(("words", "option"), pairs(shared=False))
def test_an_option_of_one_command_is_refused_before_it(heard, words, option):
    answer = run(option, *words, *needed(LEAVES[words], but=option))
    assert (answer.exit_code, option in answer.stderr) == (2, True)
    assert heard == []


def test_every_group_hands_on_what_it_is_told():
    assert all(isinstance(command, Commands) for command in TREE.values() if isinstance(command, click.Group))


def test_an_empty_word_before_a_command_names_no_database_and_never_this_desks_own(heard):
    run("--database", "", "queue")
    (told,) = heard
    assert told["url"] == ""


# --- The window ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["mysql://ann:canary@host/x", "nonsense://ann:canary@host/x", "://canary", "postgresql://ann:canary@host/x?port=y"],
)
def test_an_address_of_another_kind_of_database_is_refused_without_its_password(address):
    for words in (("--database", address, "queue"), ("--database", address), ("database", "create", address)):
        done = CliRunner().invoke(cli.homeward, [*words])
        assert (done.exit_code, "of no kind of database" in done.output) == (2, True), done.output
        assert "canary" not in done.output


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the window would be opened on."""
    calls: list[tuple[Any, ...]] = []
    monkeypatch.setattr("app.cli.open_window", lambda *told: calls.append(told) or 0)
    return calls


def test_the_window_is_asked_for_a_file_by_its_path(opened, tmp_path):
    for words in (["--database", str(tmp_path / "a b.sqlite")], []):
        run(*words)
    assert opened == [(sqlite_url(tmp_path / "a b.sqlite"),), (None,)]


def test_the_windows_clock_and_seat_are_set_on_a_test_database(opened, loaded):
    run("--database", str(loaded), "--as-at", "2026-11-21T09:00")
    run("--database", str(loaded), "--staff", "Tom Hallam")
    (at_moment, at_seat) = opened
    assert at_moment == (sqlite_url(loaded), datetime(2026, 11, 21, 9, tzinfo=UTC), None)
    assert at_seat[:2] == (sqlite_url(loaded), None)
    assert isinstance(at_seat[2], UUID)


# --- Passwords -------------------------------------------------------------------------------------------------


def test_a_password_in_the_address_of_a_server_elsewhere_is_refused_and_not_said_again():
    told = CliRunner().invoke(cli.homeward, ["queue", "--database", "postgresql://jean:s3cret@db.test/homeward"])
    assert told.exit_code == 2
    assert "Leave the password out of the address" in told.output
    assert "s3cret" not in told.output


def test_whoever_sits_at_a_terminal_is_asked_for_the_password(monkeypatch):
    monkeypatch.delenv("PGPASSWORD", raising=False)
    asked = []
    monkeypatch.setattr(options.sys, "stdin", Terminal())
    monkeypatch.setattr(
        options.click, "prompt", lambda text, **how: asked.append((text, how["hide_input"])) or "s3cret"
    )
    assert options.url_of("postgresql+psycopg://jean@db.test/homeward").startswith("postgresql+psycopg://jean:s3cret@")
    assert asked == [("Password of jean at db.test", True)]
    monkeypatch.setenv("PGPASSWORD", "s3cret")
    assert "s3cret" not in options.url_of("postgresql+psycopg://jean@db.test/homeward")


class Terminal:
    def isatty(self):
        return True
