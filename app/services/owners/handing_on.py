"""Everything that somebody has, or some of it, handed on from a day: leave, a leaver, another caseload (DAY-4)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from app.door.changes import Changes, Topic
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.owners.changing import TOPICS
from app.services.owners.put import When, put
from app.services.staff_of_day import member, seat_role
from models.owned_by import owned_by
from models.rules.office.editors import office_editor_lacks
from models.rules.owners.changing import chosen_lacks, day_asked_lacks, heir_lacks, reason_lacks, same_lacks
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
    named. Refused where the heir can't have one of these, is not on the staff on that day, or nothing is there.
    Source: STCH; good practice (DAY-4).
    """
    refuse_if(office_editor_lacks(seat_role(turn)))
    day = from_day or turn.day
    heir = member(turn, staff, day).on_staff
    member(turn, whose)
    refuse_if((*day_asked_lacks(day, turn.day, turn.policy, day_is_meant=day_is_meant), *reason_lacks(because)))
    refuse_if(same_lacks(has_it_already=staff == whose))
    chosen = [
        (OwnerOf(row.word), row.record, row.person_id)
        for row in turn.session.execute(owned_by(turn.office, whose, day)).all()
        if (only is None or row.record in only) and (roles is None or OwnerOf(row.word) in roles)
    ]
    refuse_if(chosen_lacks(has_any=bool(chosen)))
    refuse_if(lack for what in dict.fromkeys(what for what, _, _ in chosen) for lack in heir_lacks(what, heir, day))
    when = When(day=day, because=because, later_stands=later_stands)
    for what, record, _ in chosen:
        put(turn, what, record, staff, when)
    people = frozenset(person for _, _, person in chosen if person is not None)
    return Changes(frozenset({*TOPICS, Topic.MEETINGS}), people)
