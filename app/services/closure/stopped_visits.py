"""Scheduling is told at once to stop the visits of somebody who is reported to have died (END-6).

The row is *Died*, of anybody whom Scheduling books or keeps hours for: in service, or with capacity held or promised.
The end itself is told only where it names another day; where the report turns out wrong, Scheduling hears *Retracted*.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.services.episodes.week import of_day
from app.services.owners.now import team_of, team_of_referral
from app.services.tracker.of_capacity import tell_capacity_again, withdraw_capacity
from app.services.tracker.scheduling import retract, standing, tell, withdraw_unheard
from models.breaks import Break
from models.episodes import Episode
from models.expected import ExpectedChange
from models.people import Person
from models.rules.closure.deaths import (
    death_effective_at,
    end_is_told,
    told_end_after_death,
    told_of_death,
    told_of_its_day,
    told_of_mistake,
)
from models.tracker import TrackerChange
from models.vocabulary.closure import EndReason
from models.vocabulary.tracker import TrackerChangeKind


def stop_visits(turn: Turn, person: Person) -> None:
    """A death is known: one row of who is in service or has capacity that Scheduling heard of. (END-6).

    None where it stands already; where it still waits and the day is known by now, it says that day instead. Of
    capacity that Scheduling never heard of it hears nothing: such a row is withdrawn.
    """
    told, referral = told_at_death(turn, person), withdraw_capacity(turn, TrackerChange.person_id == person.id)
    if told is not None and (person.died_on is None or not withdraw_unheard(turn, told)):
        return
    episode = _in_service(turn, person.id)
    if episode is None and referral is None:
        return
    tell(
        turn,
        TrackerChangeKind.DIED,
        person=person.id,
        episode=episode.id if episode else None,
        referral=referral if episode is None else None,
        effective_at=death_effective_at(person.died_on, turn.moment, episode.started_at if episode else None),
        reason=told_of_death(person.died_on, in_service=episode is not None),
        from_team=team_of(turn, episode.id) if episode else team_of_referral(turn, referral) if referral else None,
    )


def visits_go_on(turn: Turn, person: Person) -> None:
    """The report was a mistake: Scheduling hears *Retracted* with the week that goes on; who is away has none. (END-6).

    Nor has one whose episode has ended: the week goes on where it is reopened. Asked before the report is taken off the
    person.
    """
    if person.death_reported_at is not None:
        tell_capacity_again(turn, person.death_reported_at, TrackerChange.person_id == person.id)
    told = told_at_death(turn, person)
    if told is None:
        return
    episode = _in_service(turn, person.id)
    if episode is None:
        retract(turn, told, reason=told_of_mistake(in_service=False))
        return
    away = turn.session.scalars(
        select(Break.kind).where(Break.episode_id == episode.id, Break.returned_at.is_(None))
    ).one_or_none()
    week = () if away else of_day(turn, episode.id, turn.day)
    reason = told_of_mistake(away.label if away else "")
    retract(turn, told, reason=reason, week=week, to_team=team_of(turn, episode.id))


def reason_of_end(turn: Turn, told: TrackerChange | None, reason: EndReason, ends_at: datetime) -> str | None:
    """What Scheduling reads as the reason of an end; None where it has heard of it with the death already. (END-6).

    `told` is what it was told of the death. What only waits is withdrawn, for one row says both; what it heard is taken
    back where support ended for another reason.
    """
    if told is None:
        return reason.label
    if reason is not EndReason.DIED or told.exported_at is None:
        retract(turn, told, reason=told_of_its_day())
        return reason.label
    if end_is_told(told.effective_at, ends_at):
        return None
    return told_end_after_death(reason.label, f"T{told.number:05d}")


def told_at_death(turn: Turn, person: Person) -> TrackerChange | None:
    """What was told at the report, as *Died* or, by an earlier release, as an end that wasn't expected (END-9).

    An end counts while its episode runs, or where that one's start or hand-over was taken back: the row is about the
    person all the same.
    """
    if person.death_reported_at is None:
        return None
    was_told_as_end = (
        (TrackerChange.kind == TrackerChangeKind.END)
        & ~exists().where(ExpectedChange.told_id == TrackerChange.id)
        & exists().where(
            Episode.id == TrackerChange.episode_id, or_(Episode.ended_at.is_(None), Episode.undone_at.is_not(None))
        )
    )
    return standing(
        turn,
        (TrackerChange.kind == TrackerChangeKind.DIED) | was_told_as_end,
        TrackerChange.person_id == person.id,
        TrackerChange.notified_at >= person.death_reported_at,
    )


def _in_service(turn: Turn, person: UUID) -> Episode | None:
    return turn.session.scalars(
        select(Episode).where(Episode.person_id == person, Episode.ended_at.is_(None))
    ).one_or_none()


def undone_death(turn: Turn, episode: UUID, ended: datetime) -> TrackerChange | None:
    """What Scheduling was told of a death that was undone since the end that it brought; None where of none.

    Its retraction promised no visits: one that waits is withdrawn, for the reopening says the week. (END-6, END-7).
    """
    answer = aliased(TrackerChange)
    found = turn.session.execute(
        select(TrackerChange, answer)
        .join(answer, answer.retracts_id == TrackerChange.id)
        .where(
            TrackerChange.office_id == turn.office,
            TrackerChange.episode_id == episode,
            TrackerChange.kind == TrackerChangeKind.DIED,
            answer.withdrawn_at.is_(None),
            answer.notified_at > ended,
        )
        .order_by(answer.number.desc())
        .limit(1)
        .with_for_update(of=(TrackerChange, answer))
    ).one_or_none()
    if found is None:
        return None
    told, retraction = found
    withdraw_unheard(turn, retraction)
    return told
