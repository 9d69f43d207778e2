"""Tells Scheduling of planned weeks, as the net against what they heard: one row a day on which they book otherwise."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from app.services.episodes.week import versions_of
from app.services.owners.now import team_of
from app.services.tracker.kept_rows import say_anew
from app.services.tracker.scheduling import is_answered, tell, tell_again, withdraw_unheard
from models.episodes import Episode
from models.plans import Plan, PlanVisit
from models.rules.plans.changes import hours_change_text
from models.rules.plans.in_force import plan_of_day
from models.rules.plans.totals import calls_in_words
from models.rules.tracker.telling import BEGINNINGS, OF_PLANS, WITH_A_WEEK
from models.rules.tracker.weeks import Week, WeekDue, WeekFrom, weeks_due
from models.tracker import TrackerChange
from models.values import london_day, start_of_day

_DAY = timedelta(days=1)


def tell_of_weeks(
    turn: Turn, episode: Episode, *, day: date, at: datetime | None = None, referral: UUID | None = None
) -> None:
    """The plans of this episode have changed from this day on: what waits is told anew, as the net. (PSP-2, REF-13).

    `at` is the moment that a row of that day names; `referral` whose calls it brings. A start or a move that still
    waits says the week that holds on its day by now; so does a return, or a change of team, that waits.
    """
    turn.session.flush()
    versions = versions_of(turn, episode.id)
    if not versions:
        return
    weeks = _weeks(turn, episode)
    first, planned = london_day(episode.started_at), [WeekFrom(each.from_day, weeks[each.id]) for each in versions]
    rows = _rows(turn, episode, first)
    waiting = [row for row in rows if row.exported_at is None]
    began = weeks[versions[0].id]
    if referral is None:  # the calls of another referral are an increase of their own
        began = _begin_anew(turn, episode, first, versions, weeks)
    by_calls = {calls_in_words(week): week for week in weeks.values()}
    heard = [
        WeekFrom(london_day(row.effective_at), by_calls[row.calls])
        for row in rows
        if row.exported_at is not None and row.calls in by_calls
    ]
    days = {day, *(london_day(row.effective_at) for row in waiting), *(each.day for each in planned if each.day >= day)}
    due = weeks_due([WeekFrom(first, began), *heard], planned, days)
    kept = {each.day for each in due if any(_says(row, each) for row in waiting)}
    for row in waiting:
        if not any(_says(row, each) for each in due):
            withdraw_unheard(turn, row)
    turn.session.flush()
    for each in due:
        if each.day not in kept:
            _tell(turn, episode, versions, each, at if each.day == day else None, referral)
    _say_new_weeks(turn, episode, day, versions, weeks)


def _says(row: TrackerChange, due: WeekDue) -> bool:
    """Whether a row that waits says just this, its change of hours too."""
    same = (london_day(row.effective_at), row.kind, row.calls) == (due.day, due.kind, calls_in_words(due.now))
    return same and (row.referral_id is not None or row.reason.endswith(f"({hours_change_text(due.before, due.now)})"))


def _tell(
    turn: Turn, episode: Episode, versions: Iterable[Plan], due: WeekDue, at: datetime | None, referral: UUID | None
) -> None:
    plan = plan_of_day(versions, due.day)
    because = f"{plan.because} " if plan is not None and plan.because else ""
    tell(
        turn,
        due.kind,
        person=episode.person_id,
        episode=episode.id,
        referral=referral if at is not None else None,
        effective_at=at or max(start_of_day(due.day), episode.started_at),
        reason=f"{because}({hours_change_text(due.before, due.now)})",
        week=due.now,
        to_team=team_of(turn, episode.id, due.day),
    )


def _rows(turn: Turn, episode: Episode, first: date) -> list[TrackerChange]:
    """The rows of plans that stand, of this episode and, from after its start, of the one that it follows; held."""
    about = [each for each in (episode.id, episode.follows_id) if each is not None]
    rows = turn.session.scalars(
        select(TrackerChange)
        .where(
            TrackerChange.office_id == turn.office,
            TrackerChange.episode_id.in_(about),
            TrackerChange.kind.in_(OF_PLANS),
            TrackerChange.withdrawn_at.is_(None),
            ~is_answered(),
        )
        .order_by(TrackerChange.number)
        .with_for_update(of=TrackerChange)
        .execution_options(populate_existing=True)
    )
    return [row for row in rows if row.episode_id == episode.id or london_day(row.effective_at) > first]


def _weeks(turn: Turn, episode: Episode) -> dict[UUID, Week]:
    """The weeks of all versions there ever were, of this episode and the one that it follows; two statements."""
    about = [each for each in (episode.id, episode.follows_id) if each is not None]
    plans = tuple(turn.session.scalars(select(Plan.id).where(Plan.episode_id.in_(about))))
    weeks: dict[UUID, Week] = dict.fromkeys(plans, ())
    lines = select(PlanVisit).where(PlanVisit.plan_id.in_(plans)).order_by(PlanVisit.plan_id, PlanVisit.number)
    for line in turn.session.scalars(lines):
        weeks[line.plan_id] = (*weeks[line.plan_id], line.planned)
    return weeks


def _begin_anew(turn: Turn, episode: Episode, first: date, versions: tuple[Plan, ...], weeks: dict[UUID, Week]) -> Week:
    """The week that Scheduling heard or will hear with the start or the move; one that waits says the newest."""
    row = turn.session.scalars(
        select(TrackerChange)
        .where(
            TrackerChange.office_id == turn.office,
            TrackerChange.episode_id == episode.id,
            TrackerChange.kind.in_(BEGINNINGS),
            TrackerChange.effective_at >= start_of_day(first),
            TrackerChange.effective_at < start_of_day(first + _DAY),
            TrackerChange.exported_at.is_(None),
            TrackerChange.withdrawn_at.is_(None),
        )
        .order_by(TrackerChange.number.desc())
        .limit(1)
        .with_for_update(of=TrackerChange)
    ).one_or_none()
    began, of_day = weeks[versions[0].id], plan_of_day(versions, first)
    if row is None or of_day is None:
        return began
    now = weeks[of_day.id]
    if row.calls != calls_in_words(now):
        withdraw_unheard(turn, row)
        tell_again(turn, row, week=now)
    return now


def _say_new_weeks(
    turn: Turn, episode: Episode, day: date, versions: tuple[Plan, ...], weeks: dict[UUID, Week]
) -> None:
    """What waits and brings a week along, for this day or a later one, says the one that holds then by now."""
    rows = turn.session.scalars(
        select(TrackerChange)
        .where(
            TrackerChange.office_id == turn.office,
            TrackerChange.episode_id == episode.id,
            TrackerChange.kind.in_(WITH_A_WEEK),
            TrackerChange.effective_at >= start_of_day(day),
            TrackerChange.exported_at.is_(None),
            TrackerChange.withdrawn_at.is_(None),
        )
        .order_by(TrackerChange.number)
        .with_for_update(of=TrackerChange)
    )
    for row in rows.all():
        of_day = plan_of_day(versions, london_day(row.effective_at))
        if of_day is not None and row.calls != calls_in_words(weeks[of_day.id]):
            say_anew(turn, row, week=weeks[of_day.id], at=row.notified_at)
