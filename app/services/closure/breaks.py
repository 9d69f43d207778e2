"""Breaks in service: recorded when they begin, asked about, and ended by coming back (END-3)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from app.services.episodes.expected import confirm_expected, drop_expected
from app.services.episodes.open_episode import open_episode
from app.services.episodes.week import of_day
from app.services.owners.now import team_of
from app.services.tracker.scheduling import tell, told_of_episode, withdraw_unheard
from models.breaks import Break, BreakUndone, took_place
from models.episodes import Episode
from models.rules.closure.breaks import (
    BreakFacts,
    begin_lacks,
    ended_already_lacks,
    last_visit_lacks,
    return_lacks,
    undoing_lacks,
)
from models.rules.closure.ending import running_lacks
from models.rules.closure.expected import told_confirmed
from models.rules.closure.expected_returns import expected_return_lacks
from models.transfer_facts import break_facts
from models.values import PlannedVisit, london_day
from models.vocabulary.closure import BreakKind, ExpectedKind
from models.vocabulary.tracker import TrackerChangeKind


def begin(
    turn: Turn,
    *,
    episode: UUID,
    seen: int,
    kind: BreakKind,
    began_at: datetime,
    last_visit_on: date,
    return_expected_at: datetime | None = None,
    long_term_planned: bool = False,
    because: str = "",
    return_is_meant: bool = False,
) -> Changes:
    """A break begins: hospital, care home, family or away, with the expected return; one on a day is its beginning.

    An expected return in the past or far ahead is asked about until `return_is_meant`. `seen` is the episode's version:
    what was decided about its end meanwhile is looked at first. Source: OPG 6.1, 6.2 (END-3).
    """
    found = load(turn, Episode, episode, seen=seen, lock=True)
    refuse_if(running_lacks(found.ended_at))
    before = _break_before(turn, episode)
    refuse_if(
        begin_lacks(
            began_at=began_at,
            last_visit_on=last_visit_on,
            started_at=found.started_at,
            last_returned_at=before.returned_at if before is not None else None,
            moment=turn.moment,
        )
    )
    refuse_if(last_visit_lacks(last_visit_on, before))
    refuse_if(expected_return_lacks(return_expected_at, began_at, turn.moment, turn.policy, is_meant=return_is_meant))
    record = add(
        turn,
        Break(
            episode_id=episode,
            kind=kind,
            episode_kind=found.kind,
            began_at=began_at,
            last_visit_on=last_visit_on,
            return_expected_at=return_expected_at,
            long_term_planned=long_term_planned,
            last_asked_at=turn.moment,
            recorded_by_id=turn.staff,
        ),
    )
    _tell(turn, found, TrackerChangeKind.BREAK, began_at, because or kind.label)
    return _changed(found, record)


def answer(
    turn: Turn,
    *,
    break_: UUID,
    seen: int,
    return_still_planned: bool,
    return_expected_at: datetime | None = None,
    return_is_meant: bool = False,
) -> Changes:
    """It was asked whether a return is still planned; without a new day the expected return stays as it was.

    A new day in the past or far ahead is asked about until `return_is_meant`. Source: OPG 6.1 (END-3).
    """
    record = _open_break(turn, break_, seen)
    before = record.return_expected_at
    if return_expected_at != before:
        refuse_if(
            expected_return_lacks(
                return_expected_at, record.began_at, turn.moment, turn.policy, is_meant=return_is_meant
            )
        )
    record.return_expected_at = return_expected_at or (before if return_still_planned else None)
    record.return_still_planned, record.last_asked_at = return_still_planned, turn.moment
    episode = look(turn, Episode, record.episode_id)
    if not return_still_planned:
        drop_expected(turn, episode, "A return isn't planned any more", ExpectedKind.RETURN)
    return _changed(episode, record)


def come_back(
    turn: Turn, *, break_: UUID, seen: int, returned_at: datetime, next_visit_on: date | None = None
) -> Changes:
    """The person is back: the visits resume, on the day of the return unless said otherwise.

    One visit resets the count of days. Source: OPG 6.2 (END-3).
    """
    record = _open_break(turn, break_, seen)
    day = next_visit_on or london_day(returned_at)
    refuse_if(return_lacks(returned_at=returned_at, next_visit_on=day, began_at=record.began_at, moment=turn.moment))
    record.returned_at, record.next_visit_on = returned_at, day
    episode = open_episode(turn, record.episode_id)
    was_expected = confirm_expected(turn, episode, ExpectedKind.RETURN, returned_at)
    told = told_confirmed("Back in service", was_expected=was_expected)
    _tell(turn, episode, TrackerChangeKind.RETURN, returned_at, told, of_day(turn, episode.id, day))
    return _changed(episode, record)


def undo(turn: Turn, *, break_: UUID, seen: int, because: str) -> Changes:
    """The open break was recorded by mistake: nobody was away, no day of it counts, and the visits go on.

    It stays in the history with the reason. Scheduling hears *Retracted*, of an expected return too; a row that hasn't
    gone out is withdrawn instead. Source: good practice (END-3, REF-13).
    """
    record = _open_break(turn, break_, seen)
    refuse_if(undoing_lacks(because))
    episode = open_episode(turn, record.episode_id)
    why = f"Break recorded by mistake: {because.strip()}"
    drop_expected(turn, episode, why, ExpectedKind.RETURN)
    add(
        turn,
        BreakUndone(break_id=break_, undone_at=turn.moment, undone_by_id=turn.staff, because=because.strip()),
    )
    record.returned_at = record.began_at
    told = told_of_episode(turn, TrackerChangeKind.BREAK, episode=episode.id)
    if told is not None and not withdraw_unheard(turn, told):
        _tell(
            turn,
            episode,
            TrackerChangeKind.RETRACTED,
            turn.moment,
            why,
            of_day(turn, episode.id, turn.day),
            retracts=told.id,
        )
    return _changed(episode, record)


def _break_before(turn: Turn, episode: UUID) -> BreakFacts | None:
    """The break that ended last, if there was one."""
    query = select(Break).where(Break.episode_id == episode, Break.returned_at.is_not(None), took_place())
    found = turn.session.scalars(query.order_by(Break.returned_at.desc()).limit(1)).first()
    return break_facts(found) if found is not None else None


def _open_break(turn: Turn, break_: UUID, seen: int) -> Break:
    record = load(turn, Break, break_, seen=seen)
    refuse_if(ended_already_lacks(record.returned_at))
    return record


def _tell(
    turn: Turn,
    episode: Episode,
    kind: TrackerChangeKind,
    at: datetime,
    reason: str,
    week: tuple[PlannedVisit, ...] = (),
    retracts: UUID | None = None,
) -> None:
    tell(
        turn,
        kind,
        person=episode.person_id,
        episode=episode.id,
        effective_at=at,
        reason=reason,
        week=week,
        to_team=team_of(turn, episode.id, max(london_day(at), turn.day)),
        retracts=retracts,
    )


def _changed(episode: Episode, record: Break) -> Changes:
    return changes(Topic.BREAKS, Topic.EPISODES, Topic.TRACKER, person=episode.person_id, made=record.id)
