"""The papers about one person by their kind: one door for the window's menu and for `homeward print`."""

from collections.abc import Callable
from uuid import UUID

from app.door.turn import Turn
from app.papers import cost_said, packs, progress, subject_access, summaries, visits
from app.queries.episodes.in_view import in_view
from app.queries.people.key_safes import key_safe
from models.vocabulary.people import PaperFormat
from models.vocabulary.person_papers import PersonPaper

_MADE: dict[PersonPaper, Callable[..., bytes]] = {
    PersonPaper.START_PACK: packs.start_pack_pdf,
    PersonPaper.PROGRESS: progress.for_the_person,
    PersonPaper.ASSESSOR_SHEET: progress.for_the_assessor,
    PersonPaper.CALL_SHEET: visits.call_sheet_pdf,
    PersonPaper.IPAD_SHEET: visits.ipad_sheet_pdf,
    PersonPaper.COST_SAID: cost_said.cost_said_pdf,
    PersonPaper.END_PACK: packs.end_pack_pdf,
    PersonPaper.TRANSFER_SUMMARY: summaries.transfer_summary_pdf,
    PersonPaper.CLOSURE_SUMMARY: summaries.closure_summary_pdf,
    PersonPaper.SUBJECT_ACCESS: subject_access.subject_access_pdf,
}


def person_paper(
    turn: Turn,
    *,
    person: UUID,
    kind: PersonPaper,
    paper_format: PaperFormat | None = None,
    look: UUID | None = None,
) -> bytes:
    """A paper as PDF, in the format that the person needs where no other is asked for.

    `look` is the note of the look at the key-safe code that the paper tells.
    """
    needed = paper_format or in_view(turn, person).paper_format
    told = {"look": look} if kind.tells_key_safe else {}
    return _MADE[kind](turn, person=person, paper_format=needed, **told)


def tells_code(turn: Turn, *, person: UUID, kind: PersonPaper) -> bool:
    """Whether this paper tells a key-safe code that is kept and that whoever asks may see: its look is noted first."""
    if not kind.tells_key_safe:
        return False
    found = key_safe(turn, person=person)
    return found.set_at is not None and found.may_be_told
