"""Making, bringing up and checking a database."""

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from sqlalchemy import make_url

from app.backups.copying_to import copy_to as copy_into
from app.commands.desk import sealed_before_exit
from app.commands.encryption import add_encryption_to
from app.commands.options import Commands, DeskAt, as_at_option, database_option, desk_options, url_of
from app.desk.looked_at import accept as accept_as_it_is
from app.desk.looked_at import examine
from app.door.clock import FixedClock, SystemClock
from app.door.progress import Progress
from app.door.work import in_words
from app.kept.comparing import KeptLines, compare_kept
from app.setup import office_file
from models import migrations
from models.command_line import command
from models.database import Database
from models.looking import look
from models.migrations.walls.found import makers_of_large_objects
from models.revision import NEWEST
from models.rules.sentences import counted
from models.soundness import Excused


@click.group(cls=Commands)
def database() -> None:
    """Make a database, bring it up to this program, check it, encrypt it."""


add_encryption_to(database)


def _database_named(command: Callable[..., Any]) -> Callable[..., Any]:
    """Which database: after the command, or with --database before or after it as everywhere else."""

    @click.argument("url", required=False)
    @database_option("The same as URL.")
    @functools.wraps(command)
    def with_url(url: str | None, named: str | None, **rest: Any) -> Any:
        if url and named and url != named:
            raise click.UsageError(f"Two databases are named: {url} and {named}. Name one.")
        if not url and not named:
            raise click.UsageError("Name the database: URL, or --database URL. A path is a SQLite file.")
        return command(url=url or named, **rest)

    return with_url


@database.command()
@_database_named
@click.option("--office", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="An office file.")
@as_at_option("Marks it as a test database for good.")
def create(url: str, file: Path | None, as_at: object) -> None:
    """Make a database at URL (a path is a SQLite file) and load an office into it.

    A server's may have several: with --office another one is loaded beside those that are there.
    """
    from datetime import datetime  # noqa: PLC0415  only to tell the option's type

    clock = FixedClock(as_at) if isinstance(as_at, datetime) else SystemClock()
    made = Database(url_of(url), clock.now, by="homeward")
    try:
        with in_words():
            if file is None or as_at is not None or not office_file.is_shared(made.url):
                office_file.create(made, is_test=as_at is not None, moment=clock.now(), by="homeward")
                click.echo("The database is made.")
            if file is not None:
                with made.writing() as session:
                    loaded = office_file.load_office(session, file)
                people = counted(loaded.people, "person", "people")
                click.echo(f"{people} in service and {len(loaded.staff)} staff are taken over.")
                for each in loaded.left_out:
                    click.echo(f"Not taken over, because this program doesn't know it: {each}")
            sealed_before_exit(made, clock)
            _say_what_is_left(url_of(url))
    finally:
        made.close()


@database.command()
@_database_named
@click.option("--guards", is_flag=True, help="Make the guards of the records anew where they are gone or changed.")
def upgrade(url: str, *, guards: bool) -> None:
    """Bring a database up to this program; one that isn't whole is left as it is."""
    address = url_of(url)
    _end_with(examine(address, Excused.OLDER | Excused.GUARDS if guards else Excused.OLDER).sound.troubles)
    with in_words():
        migrations.upgrade(address)
        if guards:
            migrations.renew_guards(address)
    _seal(address)
    click.echo(f"The database is at revision {NEWEST}.")
    _say_what_is_left(address)


@database.command()
@desk_options
def check(desk_at: DeskAt) -> None:
    """Check that a database is whole: its file, tables, guards, its records against their audit. Nothing is changed."""
    examined = examine(desk_at.url)
    _end_with(examined.sound.troubles)
    lines = _kept_lines(desk_at.url)
    _end_with((lines.trouble,) if lines.trouble else ())
    whole = f"The database is whole in what was compared: {examined.sound.compared}."
    click.echo(" ".join(filter(None, (whole, examined.seen, lines.said))))
    _say_what_is_left(desk_at.url)


@database.command()
@desk_options
def accept(desk_at: DeskAt) -> None:
    """Take a database as it stands for all that this desk has seen of it, after an older copy was put back."""
    what, number = accept_as_it_is(desk_at.url)
    click.echo(f"{what.capitalize()} {number} is the last of this database, as far as this desk knows.")


@database.command("copy-to")
@click.argument("target", metavar="URL")
@desk_options
def copy_to(target: str, desk_at: DeskAt) -> None:
    """Copy the database to URL, a server's (postgresql://…) or of a server's the path of a new file; it is only read.

    The same ids, audit and seals; every row is compared.
    """
    for sentence in copy_into(desk_at.url, url_of(target), desk_at.clock().now(), Progress()):
        click.echo(sentence)


def _say_what_is_left(url: str) -> None:
    """What whoever migrates a server may not do there: its own functions are the administrator's alone."""
    if make_url(url).get_backend_name() == "sqlite" or not look(url, makers_of_large_objects):
        return
    how = command("database upgrade URL --guards")
    click.echo(
        "Every login can still make large objects in this database, which belong to no office. Only the server's "
        f"administrator takes that away: {how}"
    )


def _seal(address: str) -> None:
    """What an earlier release left without a seal gets its first one now."""
    clock = SystemClock()
    brought_up = Database(address, clock.now, by="homeward")
    try:
        sealed_before_exit(brought_up, clock)
    finally:
        brought_up.close()


def _end_with(troubles: tuple[str, ...]) -> None:
    for trouble in troubles:
        click.echo(trouble)
    if troubles:
        sys.exit(1)


def _kept_lines(url: str) -> KeptLines:
    """Whether what Today keeps is what the records of a sound database ask for."""
    with in_words():
        return look(url, lambda connection: compare_kept(connection, SystemClock().now()))
