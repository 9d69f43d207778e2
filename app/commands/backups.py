"""Backing up a database from the command line, and making one of a backup."""

from pathlib import Path

import click
from sqlalchemy import make_url

from app.backups.desk_book import Book
from app.backups.making import Made, back_up
from app.backups.names import END, OF_SERVER
from app.backups.restoring import restore as restore_into
from app.backups.server.making import back_up_server
from app.backups.server.restoring import restore_server
from app.commands.options import DeskAt, as_at_option, ask_key_of, database_option, desk_options, url_of
from app.desk import places
from app.desk.looked_at import look_first, remember
from app.door.clock import SystemClock
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress
from models.database import Database
from models.rules.sentences import counted


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--scratch", metavar="URL", help="The server where a server's backup is restored to compare it.")
@desk_options
def backup(folder: Path, scratch: str | None, desk_at: DeskAt) -> None:
    """Make a backup in FOLDER: copied, restored into a scratch copy, compared table by table, then named."""
    of_server = _is_server(desk_at.url)
    if scratch and not of_server:
        raise click.UsageError("A file's backup is restored beside it: --scratch is for a server's.")
    if not of_server:
        ask_key_of(Path(make_url(desk_at.url).database or ""))
        look_first(desk_at.url)
    clock, book, into = desk_at.clock(), Book(places.backups_file()), folder.absolute()
    database = Database(desk_at.url, clock.now, by=desk_at.staff or "homeward")
    try:
        if of_server:
            at = url_of(scratch) if scratch else None
            made = back_up_server(desk_at.url, into, clock.now(), Progress(), scratch=at)
        else:
            made = back_up(database, into, clock.now(), Progress())
            remember(database)
    except (Refused, Unavailable) as trouble:
        book.note_failure(database, str(trouble), clock.now())
        raise
    finally:
        database.close()
    book.note_made(made, into)
    _tell(made)


def _is_server(url: str) -> bool:
    return make_url(url).get_backend_name() != "sqlite"


def _tell(made: Made) -> None:
    size = max(1, made.manifest.size // 1_000_000)
    click.echo(
        f"{made.file.name} is made ({size:,} MB): restored into a scratch copy, its {len(made.manifest.tables)} "
        f"tables with {made.manifest.rows:,} rows compared and the same, its audit verified. It ends with change "
        f"{made.manifest.changes}."
    )
    if made.thinned:
        click.echo(f"{counted(made.thinned, 'older one was', 'older ones were')} thinned out.")
    if made.same_disk:
        click.echo("It is on the same disk as the records: if that disk breaks, both are lost. Choose another disk.")


@click.command()
@click.argument("backup", type=click.Path(path_type=Path))
@click.argument("new", required=False)
@database_option("The same as NEW.")
@as_at_option("The moment that what is replaced is put aside under.")
@click.option("--replace", "replaces", is_flag=True, help="Put it where one is; that one is kept aside.")
def restore(backup: Path, new: str | None, named: str | None, as_at: object, *, replaces: bool) -> None:
    """Make a database of BACKUP: NEW is a file, or of a server's backup an address. Never over another without a word.

    --replace is that word.
    """
    from datetime import datetime  # noqa: PLC0415  only to tell the option's type

    told = new if new is not None else named
    if told is None:
        raise click.UsageError("Name what is to be made: NEW, or --database URL.")
    url = url_of(told)
    if named is not None and make_url(url_of(named)) != make_url(url):
        raise click.UsageError(f"Two databases are named: {new} and {named}. Name one.")
    if _is_server(url) != (backup.suffix == OF_SERVER):
        raise click.UsageError(
            f"A file's backup ({END}) is restored into a file: NEW is a path then. A server's ({OF_SERVER}) is "
            "restored at a server: NEW is an address then, postgresql://…"
        )
    moment = as_at if isinstance(as_at, datetime) else SystemClock().now()
    if _is_server(url):
        sentences = tuple(restore_server(backup.absolute(), url, moment, Progress(), replaces=replaces))
    else:
        file = Path(make_url(url).database or "")
        ask_key_of(backup.absolute())
        sentences = restore_into(backup.absolute(), file, moment, Progress(), replaces=replaces).sentences
    for sentence in sentences:
        click.echo(sentence)
