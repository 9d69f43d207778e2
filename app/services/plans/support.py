"""What is recorded about somebody's support beside the plan: PSP-6 to PSP-8, and PSP-10."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from app.services.episodes.open_episode import open_episode
from app.services.staff_of_day import chosen
from models.episodes import Episode, Equipment, Extension, InterventionRequest, SpecialistIntervention
from models.rules.closure.ending import running_lacks
from models.rules.plans.changes import extension_lacks
from models.rules.plans.support import (
    asked_by_lacks,
    dated_ahead_lacks,
    equipment_lacks,
    extendable_lacks,
    intervention_lacks,
    package_review_lacks,
    package_started_lacks,
)
from models.staff import Staff
from models.values import london_day


def mark_support_plan(turn: Turn, *, episode: UUID, seen: int, done: bool = True) -> Changes:
    """The support plan is in place, or it turned out not to be. Source: STCH (PSP-6)."""
    held = load(turn, Episode, episode, seen=seen)
    held.support_plan_at = turn.moment if done else None
    return changes(Topic.EPISODES, Topic.PLANS, person=held.person_id)


def extend(
    turn: Turn,
    *,
    episode: UUID,
    seen: int,
    until: date | None,
    still_gaining_independence: bool,
    note: str = "",
    day_is_meant: bool = False,
) -> Changes:
    """Go on beyond six weeks, while the person still gains independence and for no other reason.

    `seen` is the episode's version: another extension counts as a change of it. A day in the past or far ahead is
    asked about until `day_is_meant`. Source: STCH; OPG 5.4 (PSP-7).
    """
    held = load(turn, Episode, episode, seen=seen, lock=True)
    refuse_if(running_lacks(held.ended_at))
    refuse_if(extendable_lacks(held.kind))
    earlier = turn.session.scalar(select(func.max(Extension.last_day)).where(Extension.episode_id == episode))
    refuse_if(
        extension_lacks(
            still_gaining_independence=still_gaining_independence,
            until=until,
            started=london_day(held.first_support_at),
            policy=turn.policy,
            extended_until=earlier,
            today=turn.day,
            day_is_meant=day_is_meant,
        )
    )
    made = add(
        turn,
        Extension(
            episode_id=episode, last_day=until, agreed_at=turn.moment, agreed_by_id=turn.staff, note=note.strip()
        ),
    )
    return changes(Topic.EPISODES, Topic.PLANS, person=held.person_id, made=made.id)


def record_package_started(turn: Turn, *, episode: UUID, seen: int, on: date) -> Changes:
    """The long-term package started, and isn't ahead; two weeks later it is reviewed. Source: STCH (PSP-8)."""
    held = load(turn, Episode, episode, seen=seen)
    refuse_if(package_started_lacks(on, turn.day))
    held.package_started_on = on
    return changes(Topic.EPISODES, Topic.PLANS, person=held.person_id)


def record_package_reviewed(turn: Turn, *, episode: UUID, seen: int, on: date) -> Changes:
    """The long-term package was reviewed. Source: STCH (PSP-8)."""
    held = load(turn, Episode, episode, seen=seen)
    refuse_if(package_review_lacks(on, held.package_started_on, turn.day))
    held.package_reviewed_on = on
    return changes(Topic.EPISODES, Topic.PLANS, person=held.person_id)


def record_equipment(
    turn: Turn,
    *,
    episode: UUID,
    what: str,
    assessed_by: UUID,
    assessor_trained: bool | None = None,
    ordered_at: datetime | None = None,
) -> Changes:
    """Equipment or a minor adaptation was ordered: by whose assessment, and whether they are trained for it.

    Who is trained is a fact of the staff: taken from there unless said here. That somebody is trained is kept there
    too; an order without it takes nobody's training away, for not known isn't *not trained*. The order keeps what was
    so on its day, whatever the staff list says later. Source: OPG 3.8 (PSP-10).
    """
    held = open_episode(turn, episode)
    chosen(turn, assessed_by, london_day(ordered_at or turn.moment), field="assessed_by")
    assessor = look(turn, Staff, assessed_by, lock=True)
    ordered = dated_ahead_lacks(ordered_at or turn.moment, turn.moment, "The order")
    refuse_if((*equipment_lacks(what), *ordered))
    trained = assessor.trained_for_equipment if assessor_trained is None else assessor_trained
    if trained and not assessor.trained_for_equipment:
        assessor.trained_for_equipment, assessor.operation_id = True, turn.operation
    made = add(
        turn,
        Equipment(
            episode_id=episode,
            what=what.strip(),
            ordered_at=ordered_at or turn.moment,
            assessed_by_id=assessed_by,
            assessor_trained=trained,
        ),
    )
    return changes(Topic.EPISODES, Topic.PLANS, Topic.SETTINGS, person=held.person_id, made=made.id)


def record_specialist_intervention(
    turn: Turn, *, episode: UUID, by: UUID, what: str, at: datetime | None = None, asked_by: UUID | None = None
) -> Changes:
    """An OT worked directly with the person, asked for by a member of the MDT or, where none is named, of their own.

    Source: OPG 3.7 (PSP-10).
    """
    held = open_episode(turn, episode)
    day = london_day(at or turn.moment)
    asking = None if asked_by is None or asked_by == by else chosen(turn, asked_by, day, field="asked_by")
    refuse_if(
        (
            *intervention_lacks(chosen(turn, by, day, field="by").role, what),
            *asked_by_lacks(asking.role if asking else None),
            *dated_ahead_lacks(at or turn.moment, turn.moment, "The OT's work"),
        )
    )
    made = add(turn, SpecialistIntervention(episode_id=episode, by_id=by, at=at or turn.moment, what=what.strip()))
    if asking is not None:
        add(turn, InterventionRequest(intervention_id=made.id, asked_by_id=asking.id))
    return changes(Topic.EPISODES, Topic.PLANS, person=held.person_id, made=made.id)
