"""Taking a version back that is agreed for a later day: what it follows goes on, and Scheduling hears (PSP-2)."""

from uuid import UUID

from sqlalchemy import exists, select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, look
from app.services.episodes.open_episode import open_episode
from app.services.episodes.week import of_plan, versions_of
from app.services.owners.now import team_of
from app.services.owners.weights import refuse_more
from app.services.tracker.scheduling import is_answered, retract
from app.services.tracker.weeks import tell_of_weeks
from models.episodes import Episode
from models.plans import Plan, PlanTakenBack
from models.rules.plans.day_bounds import later_lacks
from models.rules.plans.in_force import coming, plan_of_day
from models.rules.plans.shared import minutes_once, unshared_asks, unshared_lacks
from models.rules.plans.taking_back import taking_back_lacks
from models.rules.plans.totals import calls_in_words
from models.rules.tracker.telling import OF_PLANS
from models.shared_visits import shared_with
from models.tracker import TrackerChange
from models.values import london_day, start_of_day


def take_back(
    turn: Turn, *, plan: UUID, because: str, later_stands: bool = False, unshared_is_meant: bool = False
) -> Changes:
    """Take a version back before its day, with a reason; it stays in the history and is never in force.

    What was agreed before it goes on from that day. Refused once its day has begun, where the hours that it would have
    freed are promised to others by now, and, until `later_stands`, while another is agreed for after it. A visit that
    wouldn't be shared any more is asked about until `unshared_is_meant`, and counts in full.
    Scheduling hears *Retracted* in the same transaction. Source: good practice; OPG 1.5 (PSP-2, REF-15).
    """
    version = look(turn, Plan, plan)
    episode = open_episode(turn, version.episode_id)
    taken = exists().where(PlanTakenBack.plan_id == plan)
    is_taken_back = bool(turn.session.scalar(select(taken)))
    refuse_if(taking_back_lacks(version.from_day, turn.day, because, is_taken_back=is_taken_back))
    others = tuple(each for each in versions_of(turn, episode.id) if each.id != plan)
    ahead = coming(others, version.from_day)
    refuse_if(later_lacks(ahead[0].from_day if ahead else None, later_stands=later_stands))
    instead = plan_of_day(others, version.from_day)
    if instead is None:
        raise LookupError("the first version of a plan is never to come")
    shared = shared_with(turn.session, turn.office, episode.id, version.from_day)
    old, new = of_plan(turn, version.id), of_plan(turn, instead.id)
    refuse_if(unshared_lacks(unshared_asks(shared, old, new), is_meant=unshared_is_meant))
    more = instead.worker_minutes - version.worker_minutes + minutes_once(shared, old) - minutes_once(shared, new)
    if more > 0:
        refuse_more(turn, episode.id, more, version.from_day, ahead[0].from_day if ahead else None)
    add(
        turn,
        PlanTakenBack(plan_id=plan, taken_back_at=turn.moment, taken_back_by_id=turn.staff, because=because.strip()),
    )
    _tell_scheduling(turn, episode, version, instead, because.strip())
    return changes(Topic.EPISODES, Topic.PLANS, Topic.CAPACITY, Topic.TRACKER, person=episode.person_id)


def _tell_scheduling(turn: Turn, episode: Episode, version: Plan, instead: Plan, because: str) -> None:
    """What has gone out is retracted by its Ref, with the week that goes on; what waits says the net anew."""
    told = _heard_of(turn, episode, version)
    if told is not None:
        retract(
            turn,
            told,
            reason=f"Taken back before its day: {because}",
            week=of_plan(turn, instead.id),
            to_team=team_of(turn, episode.id, version.from_day),
            effective_at=start_of_day(version.from_day),
            episode=episode.id,
        )
    tell_of_weeks(turn, episode, day=version.from_day)


def _heard_of(turn: Turn, episode: Episode, version: Plan) -> TrackerChange | None:
    """The row that Scheduling heard: of the version's own moment or, where it came along at a hand-over, of its week.

    A row says the net of its day, so one that another version brought says another week and stands.
    """
    rows = turn.session.scalars(
        select(TrackerChange)
        .where(
            TrackerChange.person_id == episode.person_id,
            TrackerChange.kind.in_(OF_PLANS),
            TrackerChange.exported_at.is_not(None),
            ~is_answered(),
        )
        .order_by(TrackerChange.number.desc())
        .with_for_update(of=TrackerChange)
    ).all()
    calls = calls_in_words(of_plan(turn, version.id))
    fits = {row: (row.notified_at == version.made_at, row.calls == calls) for row in rows}
    of_day = [row for row in rows if london_day(row.effective_at) == version.from_day and any(fits[row])]
    return max(of_day, key=lambda row: fits[row], default=None)
