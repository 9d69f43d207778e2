"""Issuing the letter about who pays: kept byte for byte in each print, and printed so from then on."""

from uuid import UUID

import msgspec

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.papers.editions import edition_for
from app.papers.letters_about_paying import PreparedLetter, draw_draft, draw_letter, prepare_letter
from app.queries.agreement.paper_files import files_of, kept_file
from app.services.agreement import paper_files
from app.services.agreement.paper_files import IssuedPaper
from models.rules.agreement.letters import issued_today_lacks, letter_issued_lacks
from models.vocabulary.agreement import Funding
from models.vocabulary.papers import PaperKind
from models.vocabulary.people import PaperFormat

_KINDS = {Funding.CO_FUNDER: PaperKind.CO_FUNDER, Funding.COUNCIL: PaperKind.COUNCIL_FUNDED}


def issue_letter(turn: Turn, *, episode: UUID, seen: int) -> Changes:
    """Keep the letter that fits who pays, in every print; one a day. Source: OPG 5.5 (FUND-2, FUND-6)."""
    person = paper_files.hold_to_issue(turn, episode=episode, seen=seen)
    prepared = prepare_letter(turn, episode=episode)
    before = {each.reference for each in files_of(turn, episode=episode)}
    refuse_if(issued_today_lacks(is_issued=prepared.paper.reference in before))
    paper_files.keep(
        turn,
        IssuedPaper(
            kind=_KINDS[prepared.funding],
            episode=episode,
            reference=prepared.paper.reference,
            frozen=msgspec.json.encode(prepared.paper).decode(),
            editions=tuple((each, draw_letter(prepared, edition_for(each))) for each in PaperFormat),
        ),
    )
    return changes(Topic.AGREEMENTS, Topic.TRANSFERS, Topic.EPISODES, person=person)


def letter_pages(turn: Turn, *, episode: UUID, paper_format: PaperFormat) -> bytes:
    """The newest letter that was issued, byte for byte; before one is, a marked draft of what would be (FUND-2)."""
    prepared = prepare_letter(turn, episode=episode)
    issued = _newest(turn, prepared, episode, paper_format)
    return draw_draft(prepared, edition_for(paper_format)) if issued is None else issued


def issued_letter(turn: Turn, *, episode: UUID, paper_format: PaperFormat) -> bytes:
    """The same, refused before one is issued: among papers that are handed over is no draft (FUND-6)."""
    issued = _newest(turn, prepare_letter(turn, episode=episode), episode, paper_format)
    refuse_if(letter_issued_lacks(is_issued=issued is not None))
    return issued or b""


def _newest(turn: Turn, prepared: PreparedLetter, episode: UUID, paper_format: PaperFormat) -> bytes | None:
    issued = [
        each
        for each in files_of(turn, episode=episode)
        if each.kind is _KINDS[prepared.funding] and each.edition is paper_format
    ]
    return kept_file(turn, file=issued[-1].id).content if issued else None
