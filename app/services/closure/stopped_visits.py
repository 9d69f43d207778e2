"""Scheduling is told at once to stop the visits of somebody who is reported to have died (END-6).

The row is an *End* from the moment of the report. The end itself is told with its day and its reason; then what was
told at the report is withdrawn where it waits and retracted where it went out, unless it said the same.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, or_, select

from app.door.turn import Turn
from app.services.episodes.week import of_day
from app.services.owners.now import team_of
from app.services.tracker.scheduling import retract, standing, tell
from models.breaks import Break
from models.episodes import Episode
from models.expected import ExpectedChange
from models.people import Person
from models.rules.clocks import in_utc
from models.rules.closure.deaths import told_of_death, told_of_its_day, told_of_mistake
from models.tracker import TrackerChange
from models.vocabulary.closure import EndReason
from models.vocabulary.tracker import TrackerChangeKind


def stop_visits(turn: Turn, person: Person) -> None:
    """A death is known: one row for who is in service, and no second one where it stands already. (END-6)."""
    episode = _in_service(turn, person.id)
    if episode is None or _told(turn, person) is not None:
        return
    tell(
        turn,
        TrackerChangeKind.END,
        person=person.id,
        episode=episode.id,
        effective_at=turn.moment,
        reason=told_of_death(),
        from_team=team_of(turn, episode.id),
    )


def visits_go_on(turn: Turn, person: Person) -> None:
    """The report was a mistake: Scheduling hears *Retracted* with the week that goes on; who is away has none. (END-6).

    Asked before the report is taken off the person.
    """
    episode, told = _in_service(turn, person.id), _told(turn, person)
    if episode is None or told is None:
        return
    away = turn.session.scalars(
        select(Break.kind).where(Break.episode_id == episode.id, Break.returned_at.is_(None))
    ).one_or_none()
    week = () if away else of_day(turn, episode.id, turn.day)
    reason = told_of_mistake(away.label if away else "")
    retract(turn, told, reason=reason, week=week, to_team=team_of(turn, episode.id))


def has_heard_of_end(turn: Turn, person: Person, reason: EndReason, ends_at: datetime) -> bool:
    """Whether Scheduling has heard of just this end at the report; what it heard of another is taken back. (END-6)."""
    told = _told(turn, person)
    if told is None:
        return False
    if told.exported_at is not None and reason is EndReason.DIED and in_utc(told.effective_at) == in_utc(ends_at):
        return True
    retract(turn, told, reason=told_of_its_day())
    return False


def _in_service(turn: Turn, person: UUID) -> Episode | None:
    return turn.session.scalars(
        select(Episode).where(Episode.person_id == person, Episode.ended_at.is_(None))
    ).one_or_none()


def _told(turn: Turn, person: Person) -> TrackerChange | None:
    """What was told at the report: an end since then, neither expected (END-9) nor that of an episode that has ended.

    An episode whose start or hand-over was taken back counts too: the row is about the person all the same.
    """
    if person.death_reported_at is None:
        return None
    return standing(
        turn,
        TrackerChange.kind == TrackerChangeKind.END,
        TrackerChange.person_id == person.id,
        TrackerChange.notified_at >= person.death_reported_at,
        ~exists().where(ExpectedChange.told_id == TrackerChange.id),
        exists().where(
            Episode.id == TrackerChange.episode_id, or_(Episode.ended_at.is_(None), Episode.undone_at.is_not(None))
        ),
    )
