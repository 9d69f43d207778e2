"""`homeward print …`: a paper as a PDF file, written whole or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from app.commands.desk import OpenDesk, open_desk
from app.commands.figures_asked import figures_asked, figures_options
from app.commands.meeting_papers import add_meetings_to
from app.commands.noting import by_real_clock, whose
from app.commands.options import Commands, DeskAt, desk_options
from app.commands.paper_options import BECAUSE, FILE, PERSON
from app.commands.person_papers import add_to
from app.commands.print_pack import add_pack_to
from app.desk.files import put_in_place, read_if_there
from app.desk.release import program
from app.door.changes import Changes
from app.door.errors import Refused, refuse_if
from app.door.turn import Turn
from app.papers import agreement as agreements
from app.papers import capacity_outlook as outlooks
from app.papers import continuity as lists
from app.papers import letters_about_paying as letters
from app.papers import referral_sheet as sheets
from app.papers import refused as refusals
from app.papers import renewing
from app.papers import service_plan as plans
from app.papers.editions import edition_for, print_of
from app.papers.figures import figures_pdf
from app.papers.issuing_letters import letter_pages
from app.papers.lapsed import lapsed_pdf
from app.papers.letters import refuse_boxes
from app.papers.review_letters import review_letters_pdf
from app.queries.people.formats import PaperNeeds, paper_needs
from app.queries.people.naming import episode_named, person_named, referral_named
from app.queries.reviews.letters import programme_named
from app.services.history.noting import note_access, note_paper
from models.rules.people.editions import other_print_lacks
from models.vocabulary.access import Access
from models.vocabulary.languages import Language
from models.vocabulary.people import PaperFormat
from reports.layout.styles import Edition

_EDITIONS = {"standard": Edition.STANDARD, "large": Edition.LARGE_PRINT, "draft": Edition.DRAFT}
_EDITION = click.option("--edition", type=click.Choice(sorted(_EDITIONS)), default="standard", show_default=True)
_REFERRAL = click.option(
    "--ref", "reference", required=True, metavar="REFERENCE", help="The referral's reference, as in the queue."
)
_BOXES = f"{__name__}.with_boxes"
_AGREEMENT, _RENEWALS = "the service agreement", "new agreements to sign"
_AS_NEEDED = click.option(
    "--edition", type=click.Choice(sorted(_EDITIONS)), help="Without it: the print that the person needs."
)
_LANGUAGES = {each.label.lower(): each for each in Language}
_PRINTS = {"standard": PaperFormat.STANDARD, "large": PaperFormat.LARGE_PRINT, "draft": None}


def _chosen(context: click.Context, _option: click.Parameter, with_boxes: bool) -> None:  # noqa: FBT001  click's own
    context.meta[_BOXES] = with_boxes


class _Papers(Commands):
    """Commands that each make a paper: each can be told to make it although letters are missing in its fonts."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Take a command in."""
        cmd.params.append(
            click.Option(
                ["--with-boxes"], is_flag=True, expose_value=False, callback=_chosen,
                help="Make it also with empty boxes for letters that no font of the program has.",
            )
        )  # fmt: skip
        super().add_command(cmd, name)


@click.group("print", cls=_Papers)
def print_() -> None:
    """Make a paper as PDF."""


@print_.command()
@FILE
@PERSON
@click.option(
    "--edition", type=click.Choice(sorted(_EDITIONS)), help="As it was handed over, unless said; a draft isn't issued."
)
@click.option("--ref", "reference", metavar="REFERENCE", help="Which of the agreements; the newest, unless said.")
@BECAUSE
@click.option(
    "--language", type=click.Choice(sorted(_LANGUAGES)), help="To be read beside it: a translation, which isn't signed."
)
@desk_options
def agreement(
    desk_at: DeskAt,
    file: Path,
    person: str,
    edition: str | None,
    reference: str | None,
    because: str,
    language: str | None,
) -> None:
    """The individual service agreement for interim home care, byte for byte as it was issued."""
    if edition == "draft" and language:
        raise Refused("A draft isn't translated: issue the agreement first.", who="whoever prints")
    if edition == "draft":
        _write(desk_at, file, person, _drafted, _Asked("a draft of the service agreement", edition, because))
        return
    drawn, chosen = (_EDITIONS[edition], _PRINTS[edition]) if edition else (None, None)
    with open_desk(desk_at) as desk:
        whom = desk.work.read(partial(person_named, who=person))
        needs = desk.work.read(partial(paper_needs, person=whom))
        refuse_if(other_print_lacks(needs.paper_format, chosen, because))
        read_in = _LANGUAGES[language] if language else None
        made = partial(agreements.issued, person=whom, reference=reference, edition=drawn, language=read_in)
        note = partial(note_paper, reader=whom, chosen=chosen, because=because)
        what = f"{_AGREEMENT}, translated into {read_in.label}" if read_in else _AGREEMENT
        content = _drawn(desk, desk_at, made, what, note=note)
    _put(file, content)
    _tell(needs)


def _drafted(turn: Turn, episode: UUID, edition: Edition) -> bytes:
    return agreements.draw_draft(agreements.prepare(turn, episode=episode), edition=edition)


@print_.command()
@FILE
@PERSON
@_EDITION
@desk_options
def refused(desk_at: DeskAt, file: Path, person: str, edition: str) -> None:
    """The record that somebody refused to sign the agreement, for the file."""
    if edition == "draft":
        raise Refused("A record of a refusal has no draft edition: choose standard or large.", who="whoever prints")

    def made(turn: Turn) -> bytes:
        found = episode_named(turn, person)
        return refusals.refused_of_episode(turn, episode=found, edition=_EDITIONS[edition])

    with open_desk(desk_at) as desk:
        whom = desk.work.read(partial(person_named, who=person))
        content = _drawn(desk, desk_at, made, "the record of a refusal to sign", whom)
    _put(file, content)


@print_.command()
@FILE
@PERSON
@_AS_NEEDED
@BECAUSE
@desk_options
def letter(desk_at: DeskAt, file: Path, person: str, edition: str | None, because: str) -> None:
    """The letter about who pays, byte for byte as it was issued; a marked draft before it is."""

    def made(turn: Turn, episode: UUID, chosen: Edition) -> bytes:
        paper_format = print_of(chosen)
        if paper_format is None:
            return letters.draw_draft(letters.prepare_letter(turn, episode=episode), chosen)
        return letter_pages(turn, episode=episode, paper_format=paper_format)

    _write(desk_at, file, person, made, _Asked("the letter about who pays", edition, because))


@print_.command()
@FILE
@PERSON
@_AS_NEEDED
@BECAUSE
@desk_options
def plan(desk_at: DeskAt, file: Path, person: str, edition: str | None, because: str) -> None:
    """The service plan for the person's home file."""
    if edition == "draft":
        raise Refused("A service plan has no draft edition: choose standard or large.", who="whoever prints")

    def made(turn: Turn, episode: UUID, chosen: Edition) -> bytes:
        return plans.service_plan_pages(turn, episode=episode, edition=chosen)

    _write(desk_at, file, person, made, _Asked("the service plan", edition, because))


@print_.command()
@FILE
@desk_options
def outlook(desk_at: DeskAt, file: Path) -> None:
    """The seven-day outlook of capacity, a page a team."""
    with open_desk(desk_at) as desk:
        content = _drawn(desk, desk_at, outlooks.outlook_pdf, "the outlook of capacity")
    _put(file, content)


@print_.command()
@FILE
@figures_options
@desk_options
def figures(desk_at: DeskAt, file: Path, **said: Any) -> None:
    """The figures of a period, each with its bars, its numbers and what it counts."""
    with open_desk(desk_at) as desk:
        asked = figures_asked(desk, **said)
        what = f"figures of {asked['first']:%d/%m/%Y} to {asked['last']:%d/%m/%Y}"
        content = _drawn(desk, desk_at, partial(figures_pdf, **asked, program=program()), what)
    _put(file, content)


@print_.command()
@FILE
@desk_options
def continuity(desk_at: DeskAt, file: Path) -> None:
    """Everybody in service with calls, contacts and risks, for when computers fail."""
    with open_desk(desk_at) as desk:
        content = _drawn(desk, desk_at, lists.continuity_pdf, "the continuity list")
    _put(file, content)


@print_.command()
@FILE
@click.option("--drafts", is_flag=True, help="Those that are still to be issued, as marked drafts.")
@desk_options
def renewals(desk_at: DeskAt, file: Path, *, drafts: bool) -> None:
    """Every new agreement that waits for its signature, as issued, in one file."""
    made, what = (renewing.drafts_pdf, "drafts of new agreements") if drafts else (renewing.renewals_pdf, _RENEWALS)
    with open_desk(desk_at) as desk:
        content = _drawn(desk, desk_at, made, what)
    _put(file, content)


@print_.command("review-letters")
@FILE
@click.option("--area", required=True, metavar="NAME", help="Whose programme of long-term reviews.")
@click.option("--again", metavar="WHO", help="Only to somebody whose letter was sent and didn't arrive.")
@desk_options
def review_letters(desk_at: DeskAt, file: Path, area: str, again: str | None) -> None:
    """The letters about long-term reviews to all in an area who are still to be written to, in one file."""
    with open_desk(desk_at) as desk:
        whom = desk.work.read(partial(person_named, who=again)) if again else None

        def made(turn: Turn) -> bytes:
            return review_letters_pdf(turn, programme=programme_named(turn, area), person=whom)

        what = "the letter about a long-term review again" if whom else "letters about long-term reviews"
        content = _drawn(desk, desk_at, made, f"{what}: {area.strip()}", whom)
    _put(file, content)


@print_.command()
@FILE
@_REFERRAL
@_EDITION
@desk_options
def referral(desk_at: DeskAt, file: Path, reference: str, edition: str) -> None:
    """The sheet of one referral, for those who work with it."""
    if edition == "draft":
        raise Refused("A referral sheet has no draft edition: choose standard or large.", who="whoever prints")
    _of_referral(desk_at, file, reference, edition, sheets.referral_sheet_pdf, "the sheet of referral")


@print_.command()
@FILE
@_REFERRAL
@_EDITION
@desk_options
def lapsed(desk_at: DeskAt, file: Path, reference: str, edition: str) -> None:
    """The letter to the assessor about a hold that lapsed."""
    if edition == "draft":
        raise Refused("A letter to the assessor has no draft edition: choose standard or large.", who="whoever prints")
    _of_referral(desk_at, file, reference, edition, lapsed_pdf, "the letter to the assessor about referral")


def _of_referral(
    desk_at: DeskAt, file: Path, reference: str, edition: str, paper: Callable[..., bytes], what: str
) -> None:
    def made(turn: Turn) -> bytes:
        return paper(turn, referral=referral_named(turn, reference), paper_format=_PRINTS[edition])

    with open_desk(desk_at) as desk:
        whom = desk.work.read(lambda turn: whose(turn, {"referral": referral_named(turn, reference)}))
        content = _drawn(desk, desk_at, made, f"{what} {reference}", whom)
    _put(file, content)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A paper for a person: what it is, in which edition (none for the one that they need), and why in that."""

    what: str
    edition: str | None
    because: str


def _write(
    desk_at: DeskAt, file: Path, person: str, made: Callable[[Turn, UUID, Edition], bytes], asked: _Asked
) -> None:
    """The paper in the print that the person needs, or with a reason in another; what they need beside it is said."""
    with open_desk(desk_at) as desk:
        whom = desk.work.read(partial(person_named, who=person))
        needs = desk.work.read(partial(paper_needs, person=whom))
        chosen = _PRINTS[asked.edition] if asked.edition else needs.paper_format
        edition = _EDITIONS[asked.edition] if asked.edition else edition_for(needs.paper_format)
        refuse_if(other_print_lacks(needs.paper_format, chosen, asked.because))
        note = partial(note_paper, reader=whom, chosen=chosen, because=asked.because)
        content = _drawn(
            desk, desk_at, lambda turn: made(turn, episode_named(turn, person), edition), asked.what, note=note
        )
    _put(file, content)
    _tell(needs)


def _tell(needs: PaperNeeds) -> None:
    """What somebody needs beside print, and who makes it."""
    for each in needs.others:
        click.echo(each.told)


def _drawn(
    desk: OpenDesk,
    desk_at: DeskAt,
    made: Callable[[Turn], bytes],
    what: str,
    person: UUID | None = None,
    note: Callable[..., Changes] | None = None,
) -> bytes:
    """The paper, once it is noted who makes it: at the real moment, whatever moment its contents are asked for.

    `note` is how, where it is a paper for somebody who needs a print of their own.
    """
    content = desk.work.read(made)
    with_boxes = bool(click.get_current_context().meta.get(_BOXES))
    refuse_boxes(content, with_boxes=with_boxes, how="Say --with-boxes for that.")
    by_real_clock(desk, desk_at).write(
        partial(note or partial(note_access, person=person), did=Access.SAVED, what=what)
    )
    return content


def _put(file: Path, content: bytes) -> None:
    put_in_place(file, content, replaces=read_if_there(file))
    click.echo(f"{file}: {len(content):,} bytes")


add_to(print_, _drawn, _put)
add_meetings_to(print_, _drawn, _put)
add_pack_to(print_, _drawn, _put)
