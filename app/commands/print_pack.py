"""`homeward print pack`: several papers about one person as one PDF."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click

from app.commands.desk import open_desk
from app.commands.noting import by_real_clock
from app.commands.options import DeskAt, desk_options
from app.commands.paper_options import BECAUSE, EDITIONS, FILE, PERSON, PRINT
from app.commands.person_papers import Drawn, Put
from app.door.errors import Refused, refuse_if
from app.papers.of_person import tells_code
from app.papers.together import PapersNow, papers_now, together_pdf
from app.queries.people.formats import paper_needs
from app.queries.people.naming import person_named
from app.services.history.noting import note_key_safe_look, note_papers
from models.rules.people.editions import other_print_lacks
from models.rules.who import DSO
from models.vocabulary.people import PaperFormat
from models.vocabulary.person_papers import PersonPaper
from models.vocabulary.print_packs import PackPaper, PrintPack

_PACKS = {each.value: each for each in PrintPack}
_PAPERS = {each.value: each for each in PackPaper}


def add_pack_to(group: click.Group, drawn: Drawn, put: Put) -> None:
    """The command joins this group; `drawn` notes who makes it, `put` writes it whole."""

    @click.command("pack")
    @FILE
    @PERSON
    @click.option("--pack", type=click.Choice(list(_PACKS)), help="The papers of this moment that can be printed now.")
    @click.option(
        "--paper",
        "papers",
        multiple=True,
        type=click.Choice(list(_PAPERS)),
        help="One more paper; said twice, two copies of it.",
    )
    @PRINT
    @BECAUSE
    @click.option("--one-sided", is_flag=True, help="Without the empty pages that put each paper on a new sheet.")
    @desk_options
    def pack_(
        desk_at: DeskAt,
        file: Path,
        person: str,
        pack: str | None,
        papers: tuple[str, ...],
        edition: str,
        because: str,
        *,
        one_sided: bool,
    ) -> None:
        """Several papers about one person as one PDF, each as it is printed alone."""
        if pack is None and not papers:
            raise Refused("Say which papers: --pack for those of a moment, or --paper for each.", who="whoever prints")
        moment = _PACKS[pack] if pack else None
        with open_desk(desk_at) as desk:
            whom = desk.work.read(partial(person_named, who=person))
            needs = desk.work.read(partial(paper_needs, person=whom))
            now = desk.work.read(partial(papers_now, person=whom))
            chosen = _chosen(now, moment, [_PAPERS[each] for each in papers])
            left_out = [each for each in now.papers if moment in each.packs and each.paper not in chosen]
            which = [each for each in now.papers if each.which and each.paper in chosen]
            paper_format = EDITIONS.get(edition, needs.paper_format)
            _refuse_what_is_not_ready(now, moment, chosen)  # before anything is noted
            _refuse_other_print(needs.paper_format, paper_format, because, chosen)
            made = partial(
                together_pdf, person=whom, papers=chosen, paper_format=paper_format, pack=moment,
                on_both_sides=not one_sided,
            )  # fmt: skip
            code = PackPaper.CALL_SHEET in chosen
            if code and desk.work.read(partial(tells_code, person=whom, kind=PersonPaper.CALL_SHEET)):
                noted = by_real_clock(desk, desk_at).write(partial(note_key_safe_look, person=whom))
                made = partial(made, look=noted.made)
            note = partial(note_papers, papers=chosen, person=whom, chosen=paper_format, because=because)
            content = drawn(desk, desk_at, made, "", note=note)
        put(file, content)
        for each in left_out:
            click.echo(f"Not in it: {each.paper.label}. {each.said}")
        for each in which:
            click.echo(f"In it: {each.paper.label}. {each.which}")
        for each_need in needs.others if any(each.is_for_the_person for each in chosen) else ():
            click.echo(each_need.told)

    group.add_command(pack_)


def _chosen(now: PapersNow, moment: PrintPack | None, more: Iterable[PackPaper]) -> list[PackPaper]:
    """Those that go along at the moment, and each that was named, in the order in which they are printed."""
    wanted = [each.paper for each in now.papers if each.goes_along(moment)]
    return sorted([*wanted, *more], key=list(PackPaper).index)


def _refuse_what_is_not_ready(now: PapersNow, moment: PrintPack | None, chosen: list[PackPaper]) -> None:
    """Each that was named and can't be printed; where none is left of a moment, each of it."""
    wanted = [each for each in now.papers if each.paper in chosen or (not chosen and moment in each.packs)]
    reasons = [f"{each.paper.label}. {each.why_not}" for each in wanted if each.why_not]
    if reasons:
        raise Refused("\n".join(("Nothing is printed:", *reasons)), who=DSO)


def _refuse_other_print(
    needed: PaperFormat, paper_format: PaperFormat, because: str, chosen: Iterable[PackPaper]
) -> None:
    if any(each.is_for_the_person for each in chosen):
        refuse_if(other_print_lacks(needed, paper_format, because))
