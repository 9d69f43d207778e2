"""`homeward database encrypt` and what belongs to it: a database's file of one desk, and its recovery key.

No key is told on a command line, where every program of the machine could read it: it is typed where there is a
keyboard, else it is the first line of the standard input.
"""

import os
import sys
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from app.backups.encrypting import KeyTold, key_told
from app.backups.encrypting import decrypt as decrypt_file
from app.backups.encrypting import encrypt as encrypt_file
from app.desk.files import put_in_place
from app.desk.unlocking import unlock as unlock_file
from app.door.clock import SystemClock
from app.door.errors import Refused
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
    for sentence in decrypt_file(file.absolute(), SystemClock().now(), Progress()):
        click.echo(sentence)


@click.command()
@_FILE
def unlock(file: Path) -> None:
    """Open the encrypted FILE, a database or a backup, by its recovery key, which is asked and kept in the keyring."""
    click.echo(unlock_file(file.absolute(), _typed()))


@click.command("recovery-key")
@_FILE
@_SHEET
def recovery_key(file: Path, sheet: Path) -> None:
    """Write the recovery key of the encrypted FILE into SHEET anew."""
    _write(sheet.absolute(), SystemClock().now(), key_told(file.absolute()))
    click.echo(f"The recovery key is in “{sheet}”: print it, lock the sheet away, and delete that file.")


def _write(sheet: Path, now: datetime, told: KeyTold) -> None:
    paper = RecoverySheet(
        council=told.council,
        office=told.office,
        file=told.file,
        sign=told.sign,
        written_on=london_day(now),
        groups=told.groups,
    )
    before = os.umask(0o077)  # nobody else reads it, not even while it is being written
    try:
        put_in_place(sheet, render(paper), over=False)
    finally:
        os.umask(before)


def _typed() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Recovery key, all groups in a line", hide_input=True, err=True))
    told = sys.stdin.readline().strip()
    if not told:
        raise Refused("No recovery key was told: type it, or give it as the first line of the standard input.")
    return told
