"""The programme of an area: opened once its market can take packages on, and described (LTR-1)."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load
from app.services.staff_of_day import seat_role
from models.reviews import ReviewProgramme
from models.rules.office.editors import office_editor_lacks
from models.rules.reviews.programme import programme_lacks


def open_programme(turn: Turn, *, area: str, opened_on: date | None = None, note: str = "") -> Changes:
    """Open the programme of an area, today unless an earlier day is told; an area has one. Source: CAB §1, §2 (LTR-1).

    `note` says what whoever reviews should know, such as what PVI providers there can take on.
    """
    refuse_if(office_editor_lacks(seat_role(turn)))
    day = opened_on or turn.day
    areas = turn.session.scalars(select(ReviewProgramme.area).where(ReviewProgramme.office_id == turn.office))
    refuse_if(programme_lacks(area, day, turn.day, areas))
    made = add(turn, ReviewProgramme(area=area.strip(), opened_on=day, note=note.strip()))
    return changes(Topic.EPISODES, made=made.id)


def describe_programme(turn: Turn, *, programme: UUID, seen: int, note: str) -> Changes:
    """Say anew what whoever reviews in an area should know. Source: CAB §2 (LTR-1)."""
    refuse_if(office_editor_lacks(seat_role(turn)))
    held = load(turn, ReviewProgramme, programme, seen=seen)
    held.note = note.strip()
    return changes(Topic.EPISODES)
