"""Everything that somebody has, or some of it, handed on from a day: leave, a leaver, another caseload (DAY-4)."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from app.door.changes import Changes, Topic
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import look
from app.services.owners.changing import TOPICS
from app.services.owners.put import When, later_lacks, put
from app.services.staff_of_day import member, seat_role
from models.owned_by import owned_by
from models.rules.deciding import OnStaff
from models.rules.decision import Lack
from models.rules.office.editors import office_editor_lacks
from models.rules.owners.changing import (
    Span,
    chosen_lacks,
    day_asked_lacks,
    heir_lacks,
    lacks_of_many,
    reason_lacks,
    same_lacks,
    span_lacks,
)
from models.staff import Staff
from models.values import london_day, whole_name
from models.vocabulary.owners import OwnerOf


def hand_on(
    turn: Turn,
    *,
    whose: UUID,
    staff: UUID,
    because: str,
    from_day: date | None = None,
    only: Sequence[UUID] | None = None,
    roles: Sequence[OwnerOf] | None = None,
    day_is_meant: bool = False,
    later_stands: bool = False,
) -> Changes:
    """Hand what somebody (`whose`) has on that day to another of the staff, in one transaction; today unless said.

    `only` are the episodes and actions chosen, all where none are named; `roles` what of them, all where none is
    named. Refused where the heir can't have one of these, is not on the staff on that day, or nothing is there; of
    many each refusal says whose and what it is, and nothing is handed on.
    Source: STCH; good practice (DAY-4).
    """
    refuse_if(office_editor_lacks(seat_role(turn)))
    day = from_day or turn.day
    heir = member(turn, staff, day).on_staff
    look(turn, Staff, whose, lock=True)  # two desks that hand on the same person's come one after the other
    refuse_if((*day_asked_lacks(day, turn.day, turn.policy, day_is_meant=day_is_meant), *reason_lacks(because)))
    refuse_if(same_lacks(has_it_already=staff == whose))
    chosen = [
        row
        for row in turn.session.execute(owned_by(turn.office, whose, day)).all()
        if (only is None or row.record in only) and (roles is None or OwnerOf(row.word) in roles)
    ]
    refuse_if(chosen_lacks(has_any=bool(chosen)))
    when = When(day=day, because=because, later_stands=later_stands)
    found = [(_named(row), lack) for row in chosen for lack in _lacks(turn, row, heir, when)]
    refuse_if(lacks_of_many(found) if len(chosen) > 1 else [lack for _, lack in found])
    for row in chosen:
        put(turn, OwnerOf(row.word), row.record, staff, when)
    people = frozenset(row.person_id for row in chosen if row.person_id is not None)
    return Changes(frozenset({*TOPICS, Topic.MEETINGS}), people)


def _lacks(turn: Turn, row: Any, heir: OnStaff, when: When) -> tuple[Lack, ...]:
    """What one of them lacks: not before it began, to whom it can't be given, and another day that is said already."""
    what = OwnerOf(row.word)
    span = span_lacks(what, Span(began_on=london_day(row.began)), when.day) if row.began is not None else ()
    return (*span, *heir_lacks(what, heir, when.day), *later_lacks(turn, what, row.record, when))


def _named(row: Any) -> str:
    """Of whom it is and what: "Ann Lee (DSO)"; of an action of a meeting what it says."""
    if OwnerOf(row.word) is OwnerOf.ACTION:
        return f"“{row.said}”"
    return f"{whole_name(row.given, row.family)} ({OwnerOf(row.word).label})"
