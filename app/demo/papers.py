"""The demonstration's papers: the agreement as it was issued, in two editions, the service plan, the tracker."""

from pathlib import Path
from uuid import UUID

from app.demo.player import Player
from app.desk.files import put_in_place, read_if_there
from app.desk.release import program
from app.door.work import Work
from app.exchange.tracker import round_trip
from app.papers import agreement, service_plan
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


def write_tracker(player: Player, folder: Path, staff: UUID) -> Path:
    """What Scheduling was told, as the workbook on the shared drive."""
    path = folder / "tracker.xlsx"
    round_trip.export(Work(player.database, player.clock, staff=staff), path, program=program())
    return path


def _write(path: Path, content: bytes) -> Path:
    put_in_place(path, content, replaces=read_if_there(path))
    return path
