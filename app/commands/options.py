"""The options of the whole desk, and groups of commands that take them on either side of a command.

`--database`, `--as-at`, `--staff` and `--json` mean before a command what they mean after it: a group hands what it was
told on to the command, which reads it as its own. Whoever tells two different things is refused.
"""

import functools
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from app.desk import places
from app.desk.opened import file_of
from app.door.clock import Clock, DeskClock, FixedClock
from models.database import sqlite_url
from models.file_driver import has_cipher
from models.file_keys import KeyLacking, key_of
from models.file_signs import is_encrypted
from models.recovery_keys import NotAKey, from_groups
from models.server_links import is_this_machine
from models.values import NotAValue, from_london

Told = TypeVar("Told")
_KINDS = {"sqlite", "postgresql", "postgresql+psycopg"}
_AS_AT = "The moment, Europe/London; read-only but on a test database."


class Moment(click.ParamType[datetime]):
    """A moment as an office clock shows it: 2026-11-20T09:00."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read it as Europe/London."""
        try:
            return from_london(datetime.fromisoformat(value))
        except (NotAValue, ValueError, TypeError) as error:
            self.fail(f"{value} is not a moment such as 2026-11-20T09:00 ({error})", param, ctx)


@dataclass(frozen=True, slots=True)
class DeskAt:
    """Where a desk stands: not opened yet."""

    url: str
    as_at: datetime | None
    staff: str | None

    def clock(self) -> Clock:
        """The clock that `--as-at` asks for; else the desk's own, which goes by the day of a demonstration."""
        return DeskClock() if self.as_at is None else FixedClock(self.as_at)


def default_url() -> str:
    """The embedded database of this desk, in the user's own data folder."""
    return sqlite_url(places.database_file())


def url_of(told: str | None) -> str:
    """A database's address: none is this desk's own, a path is a SQLite file."""
    if told is None:
        return _with_key(default_url())
    if "://" not in told:
        return _with_key(sqlite_url(Path(told).absolute()))
    kind = told.split("://", 1)[0]
    if kind == "sqlite":
        return _with_key(told)
    try:
        if kind in _KINDS:
            url = make_url(told)
            url.get_dialect()().create_connect_args(url)  # as a connection will read it
            return _with_password(url)
    except (ArgumentError, ValueError):
        pass
    raise click.UsageError(  # it may hold a password, so it isn't said again
        "This address is of no kind of database that Homeward works with. It takes the path of a SQLite file, or "
        "postgresql+psycopg://LOGIN@SERVER:PORT/DATABASE."
    ) from None


def _with_password(url: URL) -> str:
    """The address of a server with the password that is asked for, where somebody is there to be asked."""
    if url.password and not is_this_machine(url):
        raise click.UsageError(
            "Leave the password out of the address: who lists this computer's programs reads it there. It is asked for."
        )
    if url.host and url.password is None and not os.environ.get("PGPASSWORD") and sys.stdin.isatty():
        asked = f"Password of {url.username} at {url.host}"
        url = url.set(password=click.prompt(asked, hide_input=True, err=True))
    return url.render_as_string(hide_password=False)


def is_somebody_there() -> bool:
    """Whether a question would be answered."""
    return sys.stdin.isatty()


def _with_key(address: str) -> str:
    """The address of a file; of an encrypted one whose key isn't known here that is asked, where somebody is there."""
    file = file_of(address)
    if file is not None and is_somebody_there():
        ask_key_of(file)
    return address


def ask_key_of(file: Path) -> None:
    """Of an encrypted file whose key isn't known here it is asked, and kept where a keyring takes it.

    Where nobody is there it is the first line of the standard input; without one the file's own refusal says what
    lacks. So does it where what opens it isn't installed: no key helps then.
    """
    if not is_encrypted(file) or not has_cipher():
        return
    try:
        key_of(file)
    except KeyLacking:
        asked = typed_key(file)
        from app.desk.unlocking import unlock  # noqa: PLC0415  seldom

        if asked:
            click.echo(unlock(file, asked), err=True)


def typed_key(file: Path) -> str:
    """A recovery key, shown while it is typed and asked again until it is one; else the input's first line, if any."""
    if is_somebody_there():
        asked = f"Recovery key of “{file.name}”, all groups in a line"
        return str(click.prompt(asked, err=True, value_proc=_whole_key))
    return sys.stdin.readline().strip()


def _whole_key(typed: str) -> str:
    try:
        from_groups(typed)
    except NotAKey as error:
        raise click.UsageError(str(error)) from error
    return typed


# --- After a command -------------------------------------------------------------------------------------------


def desk_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --database, --as-at and --staff; the command is handed `desk_at`, to be opened with `open_desk`."""

    @_told_once("--database", "url", metavar="URL", help="Which database; a path is a SQLite file.")
    @as_at_option(_AS_AT)
    @_told_once("--staff", metavar="NAME", help="Who sits here; whoever the login is, else the first DSO.")
    @functools.wraps(command)
    def with_desk(url: str | None, as_at: datetime | None, staff: str | None, **rest: Any) -> Any:
        return command(desk_at=DeskAt(url_of(url), as_at, staff), **rest)

    return with_desk


def as_at_option(text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option --as-at; `text` says what it means for this command."""
    return _told_once("--as-at", "as_at", type=Moment(), help=text)


def database_option(text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option --database by itself, handed on as `named`."""
    return _told_once("--database", "named", metavar="URL", help=text)


def json_option(text: str = "As JSON.") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option --json, handed on as `wants_json`."""
    return click.option("--json", "wants_json", is_flag=True, help=text)


def _told_once(*names: str, **words: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An option that may be told before the command, after it, or both, as long as it is told the same."""
    return click.option(*names, multiple=True, callback=_the_one, **words)


def _the_one(_context: click.Context, option: click.Parameter, told: tuple[Told, ...]) -> Told | None:
    return _once(option.opts[0], told)


def _once(option: str, told: tuple[Told, ...]) -> Told | None:
    different = list(dict.fromkeys(told))
    if len(different) > 1:
        both = " and ".join(each.isoformat() if isinstance(each, datetime) else str(each) for each in different)
        raise click.UsageError(f"{option} is told twice and differently: {both}. Say it once.")
    return different[0] if different else None


# --- Before a command ------------------------------------------------------------------------------------------


class Commands(click.Group):
    """A group whose options before a command are handed on to it, word for word."""

    def __init__(self, *names: Any, **words: Any) -> None:
        super().__init__(*names, **words)
        self.params += [
            click.Option(["--database"], multiple=True, metavar="URL", help="Which database; a path is a SQLite file."),
            click.Option(["--as-at"], multiple=True, metavar="MOMENT", help=_AS_AT),
            click.Option(["--staff"], multiple=True, metavar="NAME", help="Who sits here."),
            click.Option(["--json"], is_flag=True, help="As JSON, where the command can."),
        ]

    def invoke(self, ctx: click.Context) -> Any:
        """Keep what was told before the command apart: the group's own function needs none of it."""
        ctx.obj = Before(*(ctx.params.pop(name) for name in ("database", "as_at", "staff", "json")))
        return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; what was told before it stands before its own words."""
        name, command, rest = super().resolve_command(ctx, args)
        if command is None or not isinstance(ctx.obj, Before):
            return name, command, rest
        takes = {each for param in command.params for each in param.opts}
        words = ctx.obj.words()
        for option in (word.split("=")[0] for word in words):
            if option not in takes:
                raise click.UsageError(f"“{ctx.command_path} {name}” takes no {option}.", ctx)
        return name, command, [*words, *rest]


@dataclass(frozen=True, slots=True)
class Before:
    """What was told before a command, as it was typed. An empty word is told too: it names no database."""

    database: tuple[str, ...]
    as_at: tuple[str, ...]
    staff: tuple[str, ...]
    json: bool

    def words(self) -> list[str]:
        """The same, to stand after a command."""
        told = (("--database", self.database), ("--as-at", self.as_at), ("--staff", self.staff))
        return [f"{option}={value}" for option, values in told for value in values] + ["--json"] * self.json


def told_to_the_window(context: click.Context) -> tuple[str | None, DeskAt]:
    """The database that was named, if one was, and the whole of what was told where no command followed."""
    told = context.find_object(Before) or Before((), (), (), json=False)
    if told.json:
        raise click.UsageError("The window takes no --json.", context)
    url, as_at = _once("--database", told.database), _once("--as-at", told.as_at)
    moment = None if as_at is None else Moment().convert(as_at, None, context)
    address = url_of(url)
    return (None if url is None else address), DeskAt(address, moment, _once("--staff", told.staff))
