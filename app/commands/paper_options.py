"""What the commands that print something about one person are asked."""

from pathlib import Path

import click

from models.vocabulary.people import PaperFormat

EDITIONS = {"standard": PaperFormat.STANDARD, "large": PaperFormat.LARGE_PRINT}
AS_NEEDED = "as needed"

FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
PERSON = click.option("--person", required=True, metavar="WHO", help="MOSAIC id, NHS number or the whole name.")
PRINT = click.option(
    "--edition",
    type=click.Choice([*sorted(EDITIONS), AS_NEEDED]),
    default=AS_NEEDED,
    show_default=True,
    help="As needed is the format that the person's record says.",
)
BECAUSE = click.option("--because", default="", metavar="WHY", help="Why it isn't in the print that they need.")
