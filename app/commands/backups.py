"""Backing up a database from the command line, and making one of a backup."""

from pathlib import Path

import click
from sqlalchemy import make_url

from app.backups.desk_book import Book
from app.backups.making import ON_SERVER, back_up
from app.backups.restoring import restore as restore_into
from app.commands.options import DeskAt, as_at_option, database_option, desk_options, url_of
from app.desk import places
from app.desk.looked_at import look_first, remember
from app.door.clock import SystemClock
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress
from models.database import Database


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@desk_options
def backup(folder: Path, desk_at: DeskAt) -> None:
    """Make a backup in FOLDER: copied, restored into a scratch copy, compared table by table, then named."""
    if make_url(desk_at.url).get_backend_name() != "sqlite":
        raise Refused(ON_SERVER, who="whoever looks after the database server")
    look_first(desk_at.url)
    clock, book = desk_at.clock(), Book(places.backups_file())
    database = Database(desk_at.url, clock.now, by=desk_at.staff or "homeward")
    try:
        made = back_up(database, folder.absolute(), clock.now(), Progress())
        remember(database)
    except (Refused, Unavailable) as trouble:
        book.note_failure(database, str(trouble), clock.now())
        raise
    finally:
        database.close()
    book.note_made(made, folder.absolute())
    size = max(1, made.manifest.size // 1_000_000)
    click.echo(
        f"{made.file.name} is made ({size:,} MB): restored into a scratch copy, its {len(made.manifest.tables)} "
        f"tables with {made.manifest.rows:,} rows compared and the same, its audit verified. It ends with change "
        f"{made.manifest.changes}."
    )
    if made.thinned:
        click.echo(f"{made.thinned} older ones were thinned out.")
    if made.same_disk:
        click.echo("It is on the same disk as the records: if that disk breaks, both are lost. Choose another disk.")


@click.command()
@click.argument("backup", type=click.Path(path_type=Path))
@click.argument("newfile", type=click.Path(path_type=Path), required=False)
@database_option("The same as NEWFILE.")
@as_at_option("The moment that what is replaced is put aside under.")
@click.option("--replace", "replaces", is_flag=True, help="Put it where a file is; that one is kept aside.")
def restore(backup: Path, newfile: Path | None, named: str | None, as_at: object, *, replaces: bool) -> None:
    """Make a database of BACKUP in NEWFILE, never over what is there without --replace."""
    from datetime import datetime  # noqa: PLC0415  only to tell the option's type

    url = make_url(url_of(str(newfile) if newfile is not None else named)) if newfile or named else None
    if url is None:
        raise click.UsageError("Name the file that is to be made: NEWFILE, or --database URL.")
    if newfile is not None and named is not None and make_url(url_of(named)) != url:
        raise click.UsageError(f"Two files are named: {newfile} and {named}. Name one.")
    if url.get_backend_name() != "sqlite":
        raise click.UsageError("A backup of a file is restored into a file: NEWFILE is a path.")
    moment = as_at if isinstance(as_at, datetime) else SystemClock().now()
    made = restore_into(backup.absolute(), Path(url.database or ""), moment, Progress(), replaces=replaces)
    for sentence in made.sentences:
        click.echo(sentence)
