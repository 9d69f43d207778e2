"""Making the copy for a subject access request on a worker: noted first, then made, put in place, and recorded."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from app.desk.files import lies_beside, put_in_place, refuse_beside
from app.door.progress import Progress
from app.papers.subject_access import BESIDE, subject_access_beside, subject_access_pdf
from app.queries.people.formats import paper_needs
from app.services.history.noting import note_access
from app.services.requests.answering import record_copy
from models.vocabulary.access import Access
from models.vocabulary.person_papers import PersonPaper

_STEPS = 4


def make_copy(file: Path, person: UUID, request: UUID, seen: int, progress: Progress, work: Any) -> tuple[str, ...]:
    """The names of what was made: the PDF, its data beside it, and the kept files where there are any.

    Stopped before the files are in place, nothing is left of it but the note that it was asked for. Refused, before
    anything is noted, where another file stands in the place of one beside it.
    """
    refuse_beside(file, BESIDE)
    progress.reached(0, _STEPS, "Reading everything")
    work.write(partial(note_access, did=Access.EXPORTED, what=PersonPaper.SUBJECT_ACCESS.label, person=person))
    needs = work.read(paper_needs, person=person)
    progress.reached(1, _STEPS, "Making the paper")
    made = {".pdf": work.read(subject_access_pdf, person=person, paper_format=needs.paper_format)}
    progress.reached(2, _STEPS, "Making its data and packing the kept files")
    made |= work.read(subject_access_beside, person=person)
    progress.reached(3, _STEPS, "Saving")
    for end, content in made.items():
        put_in_place(lies_beside(file, end), content)
    work.write(partial(record_copy, request=request, seen=seen))
    progress.reached(_STEPS, _STEPS, "Saving")
    return tuple(lies_beside(file, end).name for end in made)
