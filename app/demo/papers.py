"""The demonstration's papers: the agreement as issued, in two editions, the service plan, a copy, the tracker."""

from functools import partial
from pathlib import Path
from uuid import UUID

from app.demo.player import Player
from app.desk.files import put_in_place, read_if_there
from app.desk.release import program
from app.door.work import Work
from app.exchange.tracker import round_trip
from app.papers import agreement, service_plan, subject_access
from app.queries.people.formats import paper_needs
from app.services.history.noting import note_access
from models.vocabulary.access import Access
from models.vocabulary.person_papers import PersonPaper
from reports.layout.styles import Edition


def write_agreement(player: Player, folder: Path, interim: UUID, issued: UUID) -> tuple[Path, ...]:
    """Both editions of the agreement, drawn from what was frozen, and the plan for the home file."""
    return (
        _write(folder / "agreement.pdf", player.ask(agreement.draw_again, agreement=issued, edition=Edition.STANDARD)),
        _write(
            folder / "agreement-large-print.pdf",
            player.ask(agreement.draw_again, agreement=issued, edition=Edition.LARGE_PRINT),
        ),
        _write(
            folder / "service-plan.pdf",
            player.ask(lambda turn: service_plan.service_plan_pages(turn, episode=interim, edition=Edition.STANDARD)),
        ),
    )


def write_subject_access(player: Player, folder: Path, person: UUID, staff: UUID) -> tuple[Path, ...]:
    """Everything known about somebody, in the print that they need, and what lies beside it; noted first."""
    work, path = Work(player.database, player.clock, staff=staff), folder / "subject-access.pdf"
    what = PersonPaper.SUBJECT_ACCESS.label
    work.write(partial(note_access, did=Access.EXPORTED, what=what, person=person))
    paper_format = work.read(paper_needs, person=person).paper_format
    made = {".pdf": work.read(subject_access.subject_access_pdf, person=person, paper_format=paper_format)}
    made |= work.read(subject_access.subject_access_beside, person=person)
    return tuple(_write(path.with_suffix(end), content) for end, content in made.items())


def write_tracker(player: Player, folder: Path, staff: UUID) -> Path:
    """What Scheduling was told, as the workbook on the shared drive."""
    path = folder / "tracker.xlsx"
    round_trip.export(Work(player.database, player.clock, staff=staff), path, program=program())
    return path


def _write(path: Path, content: bytes) -> Path:
    put_in_place(path, content, replaces=read_if_there(path))
    return path
