"""`homeward demo`: the whole journey on an embedded database of its own, from the real input files."""

from datetime import datetime
from pathlib import Path

import click

from app.commands.options import as_at_option
from app.demo.play import Wish, play


@click.command()
@click.option(
    "--out", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"), show_default=True
)
@as_at_option("The moment at which it begins; the office file's own unless said.")
@click.option(
    "--office",
    type=click.Choice(["dales", "care-at-home"]),
    default="dales",
    show_default=True,
    help="Which invented office: a county's Short Term Service, or Short Term Care at Home in five areas.",
)
@click.option("--screenshots", is_flag=True, help="Also a picture of every tab, light and dark.")
def demo(folder: Path, as_at: datetime | None, *, office: str, screenshots: bool) -> None:
    """Play the demonstration into a folder and list the files that it wrote."""
    files = play(Wish(folder.absolute(), as_at, screenshots, office == "care-at-home"), click.echo)
    click.echo("\nFiles")
    for file in files:
        click.echo(f"  {file} ({file.stat().st_size:,} bytes)")
