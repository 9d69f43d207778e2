"""`homeward print progress …`: a command for each paper about one person, all of the same form."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from app.commands.desk import open_desk
from app.commands.noting import by_real_clock
from app.commands.options import DeskAt, desk_options
from app.commands.paper_options import BECAUSE, EDITIONS, FILE, PERSON, PRINT
from app.desk.files import lies_beside, refuse_beside
from app.door.errors import refuse_if
from app.papers.of_person import person_paper, tells_code
from app.papers.subject_access import BESIDE, subject_access_beside
from app.queries.people.formats import paper_needs
from app.queries.people.naming import person_named
from app.services.history.noting import note_access, note_key_safe_look, note_paper
from models.rules.people.editions import other_print_lacks
from models.vocabulary.person_papers import PersonPaper

_WITH_MORE = frozenset({PersonPaper.SUBJECT_ACCESS})
Drawn = Callable[..., bytes]
Put = Callable[[Path, bytes], None]


def add_to(group: click.Group, drawn: Drawn, put: Put) -> None:
    """Each paper of a person becomes a command of this group; `drawn` notes who makes it, `put` writes it whole."""
    for kind in PersonPaper:
        group.add_command(_command(kind, drawn, put))


def _command(kind: PersonPaper, drawn: Drawn, put: Put) -> click.Command:
    @click.command(kind.value, help=f"{kind.label}.")
    @FILE
    @PERSON
    @PRINT
    @BECAUSE
    @desk_options
    def made(desk_at: DeskAt, file: Path, person: str, edition: str, because: str) -> None:
        if kind in _WITH_MORE:
            refuse_beside(file, BESIDE)
        with open_desk(desk_at) as desk:
            whom = desk.work.read(partial(person_named, who=person))
            needs = desk.work.read(partial(paper_needs, person=whom))
            chosen = EDITIONS.get(edition, needs.paper_format)
            note = partial(note_access, person=whom)
            if kind.is_for_the_person:
                refuse_if(other_print_lacks(needs.paper_format, chosen, because))
                note = partial(note_paper, reader=whom, chosen=chosen, because=because)
            paper = partial(person_paper, person=whom, kind=kind, paper_format=chosen)
            if desk.work.read(partial(tells_code, person=whom, kind=kind)):
                noted = by_real_clock(desk, desk_at).write(partial(note_key_safe_look, person=whom))
                paper = partial(paper, look=noted.made)
            content = drawn(desk, desk_at, paper, kind.label, note=note)
            more = desk.work.read(partial(subject_access_beside, person=whom)) if kind in _WITH_MORE else {}
        put(file, content)
        for end, content in more.items():
            put(lies_beside(file, end), content)
        for each in needs.others if kind.is_for_the_person else ():
            click.echo(each.told)

    return made
