"""`homeward print mdt`, `homeward print minutes`: the papers of a team's meeting."""

from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from uuid import UUID

import click

from app.commands.desk import open_desk
from app.commands.options import DeskAt, desk_options
from app.commands.paper_options import EDITIONS
from app.commands.person_papers import Drawn, Put
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.papers import meetings
from app.queries.meetings.minutes import HeldMeeting, meetings_held
from app.queries.office.naming import team_named
from models.rules.meetings.agenda import minutes_lacks, of_one_lacks
from models.values import to_london
from models.vocabulary.meetings import MeetingKind

_WHEN = click.DateTime(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])

_MADE: dict[str, tuple[Callable[..., bytes], str, str]] = {
    "mdt": (
        meetings.pack_pdf,
        "the MDT pack",
        "The pack for a team's MDT meeting: everybody on its agenda, with room to write.",
    ),
    "minutes": (
        meetings.minutes_pdf,
        "the minutes of the MDT",
        "The minutes of a team's MDT meeting: the newest, or of --on DAY, with its time where that day had two.",
    ),
}


def add_meetings_to(group: click.Group, drawn: Drawn, put: Put) -> None:
    """Both papers become commands of this group; `drawn` notes who makes them, `put` writes them whole."""
    for name in _MADE:
        group.add_command(_command(name, drawn, put))


def _command(name: str, drawn: Drawn, put: Put) -> click.Command:
    made, what, said = _MADE[name]

    @click.command(name, help=said)
    @click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
    @click.option("--team", required=True, metavar="NAME", help="The team's name.")
    @click.option(
        "--kind", type=click.Choice([each.value for each in MeetingKind]), default="weekly", show_default=True
    )
    @click.option("--edition", type=click.Choice(sorted(EDITIONS)), default="standard", show_default=True)
    @desk_options
    def command(desk_at: DeskAt, file: Path, team: str, kind: str, edition: str, on: datetime | None = None) -> None:
        def paper(turn: Turn) -> bytes:
            about = team_named(turn, team), MeetingKind(kind)
            of_day = {} if on is None else {"meeting": _held_on(turn, *about, on)}
            return made(turn, team=about[0], kind=about[1], paper_format=EDITIONS[edition], **of_day)

        with open_desk(desk_at) as desk:
            content = drawn(desk, desk_at, paper, what)
        put(file, content)

    if name == "minutes":
        said_on = "The day of the meeting, and its time where that day had two (2026-11-20T09:00, or 09:00:05 where "
        said_on += "both began in that minute); the newest unless said."
        return click.option("--on", type=_WHEN, metavar="DAY", help=said_on)(command)
    return command


def _held_on(turn: Turn, team: UUID, kind: MeetingKind, on: datetime) -> UUID:
    """The meeting of that day, of its minute where a time is said, or of its second where that tells two apart."""
    held = meetings_held(turn, team=team, kind=kind, on=on.date())
    refuse_if(minutes_lacks(kind, has_met=bool(held), on=on.date()))
    meant = held if on.time() == time() else [each for each in held if _began(each, on, "%H:%M")]
    if len(meant) > 1 and on.time() != time():
        meant = [each for each in meant if _began(each, on, "%H:%M:%S")] or meant
    refuse_if(of_one_lacks(kind, [each.held_at for each in held], meant=len(meant)))
    return meant[0].id


def _began(held: HeldMeeting, on: datetime, precisely: str) -> bool:
    return f"{to_london(held.held_at):{precisely}}" == f"{on:{precisely}}"
