"""What stands beside the plan of somebody's run of service: equipment, an OT's work, what others do (PSP-10, 12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import literal, select, union_all

from app.door.turn import Turn
from app.queries.plans.onward import OnwardRow, onward_of
from models.episodes import Episode, Equipment, SpecialistIntervention
from models.referrals import Referral
from models.staff import Staff
from models.vocabulary.referrals import Support


@dataclass(frozen=True, slots=True)
class DatedThing:
    """Equipment ordered or work done: what, when, and by whom it was assessed or done."""

    what: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class BesidePlan:
    """`others_do` is the help by family and others as the referral told it, empty where it told nothing of any."""

    equipment: tuple[DatedThing, ...]
    specialist: tuple[DatedThing, ...]
    onward: tuple[OnwardRow, ...]
    others_do: str
    told_at: datetime | None
    told_by: str


def beside_plan(turn: Turn, *, episodes: Sequence[UUID]) -> BesidePlan:
    """Of all episodes of a run, in three statements. Source: OPG 3.6 to 3.9 (PSP-10 to PSP-12)."""
    things = union_all(
        select(literal("equipment").label("kind"), Equipment.what, Equipment.ordered_at.label("at"), Staff.name)
        .join(Staff, Staff.id == Equipment.assessed_by_id)
        .where(Equipment.office_id == turn.office, Equipment.episode_id.in_(episodes)),
        select(literal("work"), SpecialistIntervention.what, SpecialistIntervention.at, Staff.name)
        .join(Staff, Staff.id == SpecialistIntervention.by_id)
        .where(SpecialistIntervention.office_id == turn.office, SpecialistIntervention.episode_id.in_(episodes)),
    ).subquery()
    rows = turn.session.execute(select(things).order_by(things.c.at, things.c.what)).all()
    told = turn.session.execute(
        select(Referral.support, Referral.support_text, Referral.received_at, Referral.referrer)
        .join(Episode, Episode.referral_id == Referral.id)
        .where(Episode.office_id == turn.office, Episode.id.in_(episodes))
        .order_by(Referral.received_at.desc())
    ).first()
    said = told is not None and told.support is not Support.NOT_STATED
    return BesidePlan(
        tuple(DatedThing(each.what, each.at, each.name) for each in rows if each.kind == "equipment"),
        tuple(DatedThing(each.what, each.at, each.name) for each in rows if each.kind == "work"),
        onward_of(turn, episodes),
        (told.support_text or told.support.label) if told is not None and said else "",
        told.received_at if told is not None else None,
        told.referrer if told is not None else "",
    )
