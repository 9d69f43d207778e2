"""Deciding what short-term support is for at first: to recover and recuperate, or SMART goals (STC-2)."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, look, refuse_if_changed
from app.services.episodes.open_episode import open_episode
from app.services.people.deaths import death_of
from app.services.staff_of_day import chosen
from models.aims_decided import aims_decided
from models.care_at_home import SupportAim
from models.people import Person
from models.rules.closure.deaths import with_the_dead_lacks
from models.rules.plans.aim import aim_lacks, goals_from
from models.values import london_day
from models.vocabulary.plans import AimOfSupport


def decide_aim(
    turn: Turn,
    *,
    episode: UUID,
    seen: int | None,
    support_for: AimOfSupport,
    because: str = "",
    decided_by: UUID | None = None,
    decided_on: date | None = None,
) -> Changes:
    """Somebody recovers and recuperates first, so that no goals are due, or has SMART goals; none: decided here, today.

    `seen` is the version of what was decided before, none where nothing was: decided anew, this takes its place, and
    recuperating pauses the time for goals from that day until the day on which it turns to goals. Refused where the
    office doesn't let people recuperate first, without saying why, for a day ahead or before the support or what was
    decided before, for interim support, once support has ended, after a death and while its day isn't known.
    Source: STCH (STC-2).
    """
    held, on = open_episode(turn, episode), decided_on or turn.day
    record = turn.session.scalars(select(SupportAim).where(SupportAim.episode_id == episode)).one_or_none()
    refuse_if_changed(turn, record, seen)
    before = None if record is None else aims_decided(turn.session, turn.office, (record.id,)).get(record.id)
    by = turn.staff if decided_by is None else chosen(turn, decided_by, on, field="decided_by").id
    person = look(turn, Person, held.person_id)
    death = death_of(person)
    refuse_if(with_the_dead_lacks(death, on, "on"))
    refuse_if(
        aim_lacks(
            held.kind,
            support_for,
            because,
            on,
            before=before,
            started_on=london_day(held.started_at),
            today=turn.day,
            policy=turn.policy,
        )
    )
    record = record or SupportAim(episode_id=episode)
    record.goals_from = goals_from(support_for, on, before, held.started_at, turn.moment)
    record.support_for, record.because, record.decided_on = support_for, because.strip(), on
    record.decided_by_id, record.recorded_by_id = by, turn.staff
    return changes(Topic.EPISODES, Topic.GOALS, person=held.person_id, made=add(turn, record).id)
