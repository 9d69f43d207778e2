"""`homeward package`: what is installed is made here, where the source is."""

from pathlib import Path

import click

from app.commands.options import Commands
from app.delivery.deb import make_deb
from app.delivery.linux import archive, make_bundle
from app.delivery.newest import put_notice
from app.delivery.source import Source, the_source
from app.delivery.windows import make_installer, make_windows_folder

_FOLDER = click.argument("folder", type=click.Path(file_okay=False, path_type=Path))


@click.group(cls=Commands)
def package() -> None:
    """Make what is installed: a folder for Linux, a Debian package, an installer for Windows.

    It is done where the source is. Each puts a notice of its version beside what it made, for desks that look for one.
    """


@package.command()
@_FOLDER
def linux(folder: Path) -> None:
    """Make a folder that runs from wherever it lies, with its own Python, in FOLDER, and an archive of it."""
    source, out = _begun(folder)
    made = make_bundle(source, out)
    _tell(source, out, made, archive(made, source.moment))


@package.command()
@_FOLDER
def deb(folder: Path) -> None:
    """Make a Debian package in FOLDER, and the folder for Linux that it holds."""
    source, out = _begun(folder)
    made = make_bundle(source, out)
    _tell(source, out, made, make_deb(source, made, out))


@package.command()
@_FOLDER
@click.option(
    "--python",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Python's embeddable package for Windows (amd64, ZIP), fetched from python.org and compared with its digest.",
)
def windows(folder: Path, python: Path | None) -> None:
    """Make an installer for Windows in FOLDER; without --python only what goes into it beside Python."""
    source, out = _begun(folder)
    made = make_windows_folder(source, out, python)
    _tell(source, out, made.folder, *(() if python is None else (make_installer(source, made.folder, out),)))
    for sentence in made.said:
        click.echo(sentence)


def _begun(folder: Path) -> tuple[Source, Path]:
    source, out = the_source(), folder.absolute()
    click.echo(f"Making Homeward {source.version}; this takes some minutes…")
    return source, out


def _tell(source: Source, out: Path, *made: Path) -> None:
    for each in (*made, put_notice(source, out)):
        size = f" ({each.stat().st_size / 1_000_000:,.1f} MB)" if each.is_file() else ""
        click.echo(f"  {each}{size}")
