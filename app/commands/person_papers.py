"""`homeward print progress …`: a command for each paper about one person, all of the same form."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from app.commands.desk import open_desk
from app.commands.options import DeskAt, desk_options
from app.papers.of_person import person_paper
from app.papers.subject_access import subject_access_json
from app.queries.people.naming import person_named
from models.vocabulary.people import PaperFormat
from models.vocabulary.person_papers import PersonPaper

EDITIONS = {"standard": PaperFormat.STANDARD, "large": PaperFormat.LARGE_PRINT}
_AS_NEEDED = "as needed"
_WITH_JSON = frozenset({PersonPaper.SUBJECT_ACCESS})
Drawn = Callable[..., bytes]
Put = Callable[[Path, bytes], None]


def add_to(group: click.Group, drawn: Drawn, put: Put) -> None:
    """Each paper of a person becomes a command of this group; `drawn` notes who makes it, `put` writes it whole."""
    for kind in PersonPaper:
        group.add_command(_command(kind, drawn, put))


def _command(kind: PersonPaper, drawn: Drawn, put: Put) -> click.Command:
    @click.command(kind.value, help=f"{kind.label}.")
    @click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
    @click.option("--person", required=True, metavar="WHO", help="MOSAIC id, NHS number or the whole name.")
    @click.option(
        "--edition",
        type=click.Choice([*sorted(EDITIONS), _AS_NEEDED]),
        default=_AS_NEEDED,
        show_default=True,
        help="As needed is the format that the person's record says.",
    )
    @desk_options
    def made(desk_at: DeskAt, file: Path, person: str, edition: str) -> None:
        with open_desk(desk_at) as desk:
            whom = desk.work.read(partial(person_named, who=person))
            paper = partial(person_paper, person=whom, kind=kind, paper_format=EDITIONS.get(edition))
            content = drawn(desk, desk_at, paper, kind.label, whom)
            beside = desk.work.read(partial(subject_access_json, person=whom)) if kind in _WITH_JSON else b""
        put(file, content)
        if beside:
            put(file.with_suffix(".json"), beside)

    return made
