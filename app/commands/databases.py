"""Making, bringing up and checking a database, and saying what is installed."""

import sys
from importlib.metadata import version
from pathlib import Path

import click
from sqlalchemy import func, inspect, select

from app.commands.desk import london_text, open_desk
from app.commands.options import Commands, DeskAt, as_at_option, desk_options, url_of
from app.door.clock import FixedClock, SystemClock
from app.door.errors import Refused, Unavailable
from app.door.work import in_words
from app.setup import office_file
from models import migrations
from models.database import Database, damage_to_file
from models.guards import missing_guards
from models.people import DatabaseMark, Office, Person
from models.revision import NEWEST, revision_of
from models.schema import METADATA


@click.group(cls=Commands)
def database() -> None:
    """Make a database, bring it up to this program, check it."""


@database.command()
@click.argument("url")
@click.option("--office", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="An office file.")
@as_at_option("Marks it as a test database for good.")
def create(url: str, file: Path | None, as_at: object) -> None:
    """Make a database at URL (a path is a SQLite file) and load an office into it."""
    from datetime import datetime  # noqa: PLC0415  only to tell the option's type

    clock = FixedClock(as_at) if isinstance(as_at, datetime) else SystemClock()
    made = Database(url_of(url), clock.now, by="homeward")
    try:
        with in_words():
            office_file.create(made, is_test=as_at is not None, moment=clock.now(), by="homeward")
            click.echo("The database is made.")
            if file is not None:
                with made.writing() as session:
                    loaded = office_file.load_office(session, file)
                click.echo(f"{loaded.people} people in service and {len(loaded.staff)} staff are taken over.")
                for each in loaded.left_out:
                    click.echo(f"Not taken over, because this program doesn't know it: {each}")
    finally:
        made.close()


@database.command()
@click.argument("url")
def upgrade(url: str) -> None:
    """Bring a database up to this program."""
    with in_words():
        migrations.upgrade(url_of(url))
    click.echo(f"The database is at revision {NEWEST}.")


@database.command()
@desk_options
def check(desk_at: DeskAt) -> None:
    """Check that a database is whole: its tables, its links, its file."""
    troubles = _troubles(desk_at.url)
    for trouble in troubles:
        click.echo(trouble)
    if troubles:
        sys.exit(1)
    click.echo("The database is whole.")


def _troubles(url: str) -> list[str]:
    opened = Database(url, SystemClock().now)
    try:
        with in_words(), opened.engine.connect() as connection:
            found = revision_of(connection)
            if found != NEWEST:
                return [f"It is at revision {found or 'none'}, this program needs {NEWEST}."]
            missing = set(METADATA.tables) - set(inspect(connection).get_table_names())
            troubles = [f"Table {name} is missing." for name in sorted(missing)]
            troubles += [f"Guard {name} is missing or says something else." for name in missing_guards(connection)]
            if opened.is_sqlite:
                troubles += damage_to_file(connection)
            return troubles
    finally:
        opened.close()


@click.command()
@desk_options
def doctor(desk_at: DeskAt) -> None:
    """Say what is installed, which database is used, what is wrong and how to mend it."""
    click.echo(f"Homeward {version('homeward')}, Python {sys.version.split()[0]}")
    for name in ("PySide6-Essentials", "SQLAlchemy", "psycopg", "reportlab", "openpyxl"):
        click.echo(f"  {name} {version(name)}")
    try:
        with open_desk(desk_at) as desk, in_words(), desk.database.reading() as session:
            mark = session.get_one(DatabaseMark, 1)
            office = session.scalars(select(Office.name)).first()
            people = session.scalar(select(func.count()).select_from(Person))
            kind = "test database" if mark.is_test else "database"
            click.echo(f"{kind} {desk.database.url.render_as_string()}, made {london_text(mark.made_at)}")
            click.echo(f"office {office}, {people} people")
    except (Refused, Unavailable) as answer:
        click.echo(f"Database: {answer}")
        return
    troubles = _troubles(desk_at.url)
    click.echo("\n".join(troubles) or "Nothing is wrong.")
