"""The hand-over notes that are still to be read (DAY-2)."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from app.door.turn import Turn
from app.queries.office.choices import TeamChoice, teams
from models.episodes import HandoverNote
from models.rules.today.handover_notes import note_offered_until
from models.staff import Staff
from models.teams import Team


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """A note from one desk to the next; it is shown up to the day `until`."""

    id: UUID
    version: int
    team: str
    by: str
    written_at: datetime
    until: date
    note: str


@dataclass(frozen=True, slots=True)
class NewNote:
    """What a new note asks: for which team, and until when it is shown unless somebody says otherwise."""

    teams: tuple[TeamChoice, ...]
    until: date


def new_note(turn: Turn) -> NewNote:
    """What there is to choose from for a new note."""
    return NewNote(teams(turn), note_offered_until(turn.day))


def notes(turn: Turn, *, team: UUID | None = None) -> tuple[NoteRow, ...]:
    """What is to be known today, of one team or all, the newest first. Source: good practice (DAY-2)."""
    asked = _asked()
    if team is not None:
        asked = asked.where(HandoverNote.team_id == team)
    return tuple(
        NoteRow(
            id=row.id,
            version=row.version,
            team=row.team,
            by=row.by,
            written_at=row.written_at,
            until=row.until,
            note=row.note,
        )
        for row in turn.session.execute(asked, {"office": turn.office, "day": turn.day})
    )


@cache
def _asked() -> Select[*tuple[Any, ...]]:
    return (
        select(
            HandoverNote.id, HandoverNote.version, Team.name.label("team"),
            Staff.name.label("by"), HandoverNote.written_at, HandoverNote.until, HandoverNote.note,
        )
        .join(Team, Team.id == HandoverNote.team_id)
        .join(Staff, Staff.id == HandoverNote.by_id)
        .where(HandoverNote.office_id == bindparam("office"), HandoverNote.until >= bindparam("day"))
        .order_by(HandoverNote.written_at.desc(), HandoverNote.id)
    )  # fmt: skip
