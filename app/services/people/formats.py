"""Which format beyond print somebody needs, and who makes it for this office. Source: DAPB1605."""

from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look, refuse_if_changed, take
from app.services.staff_of_day import seat_role
from models.formats import FormatMaker, FormatNeed
from models.people import Person, Representative
from models.rules.office.editors import office_editor_lacks
from models.rules.people.formats import ended_need_lacks, maker_lacks, need_lacks
from models.vocabulary.people import OtherFormat


def need_format(
    turn: Turn,
    *,
    person: UUID,
    of_format: OtherFormat,
    detail: str = "",
    representative: UUID | None = None,
) -> Changes:
    """The person, or somebody who speaks for them, needs their papers in this format too. Source: DAPB1605."""
    look(turn, Person, person, lock=True)
    if representative is not None:
        look(turn, Representative, representative)
    known = turn.session.scalars(
        select(FormatNeed.format).where(
            FormatNeed.person_id == person,
            FormatNeed.representative_id == representative
            if representative is not None
            else FormatNeed.representative_id.is_(None),
            FormatNeed.ended_at.is_(None),
        )
    ).all()
    refuse_if(need_lacks(of_format, detail, known))
    made = add(
        turn, FormatNeed(person_id=person, representative_id=representative, format=of_format, detail=detail.strip())
    )
    return changes(Topic.PEOPLE, person=person, made=made.id)


def end_need(turn: Turn, *, need: UUID, seen: int) -> Changes:
    """They need it no more, or it was a mistake; that it was needed stays in History. Source: DAPB1605."""
    record = load(turn, FormatNeed, need, seen=seen)
    refuse_if(ended_need_lacks(record.ended_at))
    record.ended_at = turn.moment
    return changes(Topic.PEOPLE, person=record.person_id)


def name_maker(
    turn: Turn,
    *,
    of_format: OtherFormat,
    seen: int | None,
    made_by: str,
    reached_at: str = "",
) -> Changes:
    """Say who makes a format, in the office's own words; `seen` is the version that the desk saw, none for none."""
    refuse_if((*office_editor_lacks(seat_role(turn)), *maker_lacks(made_by)))
    query = select(FormatMaker).where(FormatMaker.office_id == turn.office, FormatMaker.format == of_format)
    held = turn.session.scalars(query.with_for_update()).one_or_none()
    refuse_if_changed(turn, held, seen)
    if held is None:
        add(turn, FormatMaker(format=of_format, made_by=made_by.strip(), reached_at=reached_at.strip()))
    else:
        take(turn, FormatMaker, held.id)
        held.made_by, held.reached_at = made_by.strip(), reached_at.strip()
    return changes(Topic.SETTINGS, Topic.PEOPLE)
