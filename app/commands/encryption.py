"""`homeward database encrypt` and what belongs to it: a database's file of one desk, and its recovery key.

No key is told on a command line, where every program of the machine could read it: it is typed where there is a
keyboard, else it is the first line of the standard input.
"""

import os
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from app.backups.encrypting import KeyTold, key_told, said_of_sheet
from app.backups.encrypting import decrypt as decrypt_file
from app.backups.encrypting import encrypt as encrypt_file
from app.commands.options import ask_key_of, typed_key
from app.desk.files import put_in_place
from app.desk.unlocking import refuse_what_no_key_opens
from app.desk.unlocking import unlock as unlock_file
from app.door.clock import SystemClock
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress
from models.values import london_day
from reports.recovery_sheet import RecoverySheet, render

_FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
_SHEET = click.argument("sheet", type=click.Path(dir_okay=False, path_type=Path))


def add_encryption_to(group: click.Group) -> None:
    """Its commands become commands of this group."""
    for each in (encrypt, decrypt, unlock, recovery_key):
        group.add_command(each)


@click.command()
@_FILE
@_SHEET
def encrypt(file: Path, sheet: Path) -> None:
    """Encrypt the database FILE, and write its recovery key into SHEET, a PDF to be printed and locked away."""
    now = SystemClock().now()
    write = partial(_write, sheet.absolute(), now)
    for sentence in encrypt_file(file.absolute(), sheet.absolute(), write, now, Progress()):
        click.echo(sentence)


@click.command()
@_FILE
def decrypt(file: Path) -> None:
    """Take the encryption of the database FILE back."""
    ask_key_of(file.absolute())
    for sentence in decrypt_file(file.absolute(), SystemClock().now(), Progress()):
        click.echo(sentence)


@click.command()
@_FILE
def unlock(file: Path) -> None:
    """Open the encrypted FILE, a database or a backup, by its recovery key, which is asked and kept in the keyring."""
    refuse_what_no_key_opens(file.absolute())
    typed = typed_key(file)
    if not typed:
        raise Refused("No recovery key was told: type it, or give it as the first line of the standard input.")
    click.echo(unlock_file(file.absolute(), typed))


@click.command("recovery-key")
@_FILE
@_SHEET
def recovery_key(file: Path, sheet: Path) -> None:
    """Write the recovery key of the encrypted FILE into SHEET anew."""
    ask_key_of(file.absolute())
    _write(sheet.absolute(), SystemClock().now(), key_told(file.absolute()))
    click.echo(said_of_sheet(sheet.absolute(), file.absolute()))


def _write(sheet: Path, now: datetime, told: KeyTold) -> None:
    paper = RecoverySheet(
        council=told.council,
        office=told.office,
        file=told.file,
        sign=told.sign,
        written_on=london_day(now),
        groups=told.groups,
    )
    if sheet.exists():
        raise Unavailable(
            f"There is already a file “{sheet.name}”: choose another name. A sheet is left where an encryption was cut "
            "off, and its key opens nothing then: a sheet belongs to a database whose key has the sign that stands on "
            "it, which the doctor says."
        )
    before = os.umask(0o077)  # nobody else reads it, not even while it is being written
    try:
        put_in_place(sheet, render(paper), over=False)
    finally:
        os.umask(before)
