"""Looking at a paper about somebody before it is printed; imported when first wanted, for papers take their time."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.desk.files import lies_beside, put_in_place, refuse_beside
from app.door.changes import Changes
from app.door.door import Worker
from app.door.tasks import OnTrouble
from app.papers.of_person import person_paper, tells_code
from app.papers.subject_access import BESIDE, subject_access_beside
from app.queries.episodes.in_view import InView, in_view
from app.services.history.noting import note_key_safe_look
from models.vocabulary.people import PaperFormat
from models.vocabulary.person_papers import PersonPaper
from ui.desk import Desk
from ui.dialogs.print_preview import Drawn, PrintPreview


def look_at_paper(desk: Desk, parent: QWidget, person: UUID, name: str, kind: PersonPaper, trouble: OnTrouble) -> None:
    """Open the preview of a paper, in the format that the person needs first."""
    desk.door.ask(parent, in_view, person=person).then(partial(_open, desk, parent, person, name, kind), trouble)


class SubjectAccessPreview(PrintPreview[PaperFormat]):
    """Everything known: saved as a PDF and, beside it under the same name, as JSON and the kept files as ZIP."""

    def save_to(self, file: Path) -> None:
        """Refused, before anything is noted, where another file stands in the place of one beside the PDF."""
        is_free = self._desk.door.fetch(self, lambda: refuse_beside(file, BESIDE))
        is_free.then(lambda _free: super(SubjectAccessPreview, self).save_to(file), self.notice.say)

    def _saved(self, file: Path, _nothing: object) -> None:
        """Once it is noted and the PDF is there."""
        if self._person is not None:
            asked = self._desk.door.ask(self, subject_access_beside, person=self._person)
            asked.then(partial(self._put_beside, file), self.notice.say)

    def _put_beside(self, file: Path, beside: dict[str, bytes]) -> None:
        files = [(lies_beside(file, end), content) for end, content in beside.items()]
        told = f"Saved as {', '.join([file.name, *(each.name for each, _ in files[:-1])])} and {files[-1][0].name}."
        self._desk.door.fetch(self, partial(_put_all, files)).then(lambda _put: self.notice.tell(told), self.notice.say)


def _put_all(files: Sequence[tuple[Path, bytes]]) -> None:
    for file, content in files:
        put_in_place(file, content)


def _open(desk: Desk, parent: QWidget, person: UUID, name: str, kind: PersonPaper, known: InView) -> None:
    formats = sorted(PaperFormat, key=lambda each: each is not known.paper_format)
    preview = SubjectAccessPreview if kind is PersonPaper.SUBJECT_ACCESS else PrintPreview[PaperFormat]
    preview(
        desk,
        f"{kind.label}: {name}",
        f"{kind.value}-{''.join(sign if sign.isalnum() else '-' for sign in name)}.pdf",
        partial(_pdf, desk, parent, person, kind),
        [(each, each.label) for each in formats],
        parent,
        person,
        reader=person if kind.is_for_the_person else None,
    ).open()


def _pdf(desk: Desk, parent: QWidget, person: UUID, kind: PersonPaper, paper_format: PaperFormat) -> Drawn:
    if kind.tells_key_safe:
        return NotedFirst(desk, parent, partial(_with_code, person, kind, paper_format))
    return desk.door.ask(parent, person_paper, person=person, kind=kind, paper_format=paper_format)


class NotedFirst:
    """A paper that is drawn once the look at what it tells is noted and stored."""

    def __init__(self, desk: Desk, owner: QWidget, errand: Callable[[Worker], bytes]) -> None:
        self._desk, self._owner, self._errand = desk, owner, errand

    def then(self, show: Callable[[bytes], None], trouble: OnTrouble, latest: Hashable | None = None) -> None:  # noqa: ARG002  each is noted, so none is dropped for a later one
        """Draw it, then show it."""
        self._desk.door.carry(self._owner, self._errand, show, trouble, Changes(frozenset()))


def _with_code(person: UUID, kind: PersonPaper, paper_format: PaperFormat, work: Worker) -> bytes:
    told = work.read(tells_code, person=person, kind=kind)
    look = work.write(partial(note_key_safe_look, person=person)).made if told else None
    return work.read(person_paper, person=person, kind=kind, paper_format=paper_format, look=look)
