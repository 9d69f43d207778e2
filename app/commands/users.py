"""`homeward user`: who may log in to a server. Asked of the server by a login that may make roles there.

No password is told on a command line, where every program of the machine could read it: it is typed twice where there
is a keyboard, else it is the first line of the standard input.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

import click

from app.commands.desk import as_json, sealed_before_exit
from app.commands.options import Commands, database_option, json_option, url_of
from app.commands.texts import table
from app.desk.looked_at import look_first
from app.door.clock import SystemClock
from app.door.errors import Refused
from app.setup.users import (
    NewRight,
    NewUser,
    Withdrawal,
    add_user,
    change_password,
    change_right,
    disable_user,
    users,
    withdraw_user,
)
from models.database import Database
from models.vocabulary.access import Right

_right = click.Choice([each.value for each in Right])
_at_server = database_option("The server: postgresql+psycopg://LOGIN:PASSWORD@SERVER:PORT/DATABASE.")


@click.group(cls=Commands)
def user() -> None:
    """Who may log in to a shared office's server, and what they may do there."""


@user.command()
@click.argument("login")
@click.option("--office", metavar="NAME", help="In which office; left out where there is only one.")
@click.option("--right", type=_right, required=True, help="Each includes those before it.")
@click.option("--as", "staff", metavar="NAME", help="Who of the office's staff they are.")
@click.option("--key-safe", is_flag=True, help="They may see key-safe codes too.")
@_at_server
def add(named: str | None, login: str, office: str | None, right: str, staff: str | None, *, key_safe: bool) -> None:
    """Let somebody log in as LOGIN, with a right in an office; their first password is asked."""
    with _opened(named) as database:
        asked = NewUser(login, office, Right(right), staff, key_safe=key_safe)
        click.echo(add_user(database, asked, lambda: _password(login)))


@user.command()
@click.argument("login")
@click.argument("right", type=_right)
@click.option("--because", required=True, metavar="WHY", help="Kept with the right, and told in the audit.")
@click.option("--office", metavar="NAME", help="In which office; left out where they are in only one.")
@click.option("--as", "staff", metavar="NAME", help="Who of the office's staff they are; left out, as it was.")
@click.option(
    "--key-safe/--no-key-safe", default=None, help="Whether they may see key-safe codes; left out, as it was."
)
@_at_server
def right(
    named: str | None, login: str, right: str, because: str, *, key_safe: bool | None, **where: str | None
) -> None:
    """Give LOGIN another RIGHT in an office, from the next thing on that they do there."""
    with _opened(named) as database:
        asked = NewRight(login, where["office"], Right(right), because, where["staff"], key_safe)
        click.echo(change_right(database, asked))


@user.command()
@click.argument("login")
@click.option("--because", required=True, metavar="WHY", help="Kept with the login.")
@_at_server
def disable(named: str | None, login: str, because: str) -> None:
    """Let LOGIN in no more, and end what they have open."""
    with _opened(named) as database:
        click.echo(disable_user(database, login, because, SystemClock().now()))


@user.command()
@click.argument("login")
@click.option("--office", required=True, metavar="NAME", help="Which of their offices.")
@click.option("--because", required=True, metavar="WHY", help="Kept with the right, and told in the audit.")
@_at_server
def withdraw(named: str | None, login: str, office: str, because: str) -> None:
    """Take LOGIN out of one of their offices; in the others they go on."""
    with _opened(named) as database:
        click.echo(withdraw_user(database, Withdrawal(login, office, because), SystemClock().now()))


@user.command("list")
@json_option()
@_at_server
def list_(named: str | None, *, wants_json: bool) -> None:
    """Say who may log in, in which office and with which right; whoever is disabled stays named."""
    with _opened(named) as database:
        rows = users(database)
    if wants_json:
        click.echo(as_json([asdict(each) for each in rows]))
        return
    said = (
        (
            each.login,
            each.name,
            each.office or "no office",
            f"as {each.staff}" if each.staff else "as nobody of the staff" if each.office else "",
            f"{each.right}{', key-safe codes' if each.key_safe else ''}",
            f"because: {each.because}" if each.because else "",
            f"disabled {each.disabled}" if each.disabled else "",
        )
        for each in rows
    )
    click.echo("\n".join(table(said)) or "Nobody has a login here yet.")


@user.command()
@click.argument("login")
@_at_server
def password(named: str | None, login: str) -> None:
    """Give LOGIN another password, which is asked."""
    with _opened(named) as database:
        click.echo(change_password(database, login, lambda: _password(login)))


@contextmanager
def _opened(named: str | None) -> Iterator[Database]:
    url, clock = url_of(named), SystemClock()
    look_first(url)
    database = Database(url, clock.now, by="homeward")
    try:
        yield database
        sealed_before_exit(database, clock)
    finally:
        database.close()


def _password(login: str) -> str:
    if sys.stdin.isatty():
        return str(click.prompt(f"Password for {login}", hide_input=True, confirmation_prompt="The same again"))
    told = sys.stdin.readline().rstrip("\r\n")
    if not told:
        raise Refused("No password was told: type it, or give it as the first line of the standard input.")
    return told
