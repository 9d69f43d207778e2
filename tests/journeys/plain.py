"""What must hold of everybody at any moment, reckoned by plain code from the stored rows, not by the program's own."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.queries.capacity.team_capacity import capacity
from models.capacity import team_hours
from models.episodes import Episode
from models.people import Person
from models.plans import Plan, PlanTakenBack
from models.referrals import Hold, Referral, RequestedVisit
from models.teams import Team
from models.values import days_of, london_day
from tests.builders import SmallOffice

INSTANT = timedelta(microseconds=1)
_AHEAD = 42  # days


def used_by_team(office: SmallOffice) -> dict[str, tuple[int, int]]:
    """Worker minutes a week: in use by the plans of the day, and given away to referrals that wait."""
    with office.database.reading() as session:
        teams = {each.id: each.name for each in session.scalars(select(Team))}
        open_episodes = list(session.scalars(select(Episode).where(Episode.ended_at.is_(None))))
        plans, referrals = _standing_plans(session), list(session.scalars(select(Referral)))
        holds, visits = list(session.scalars(select(Hold))), list(session.scalars(select(RequestedVisit)))
    used = {name: [0, 0] for name in teams.values()}
    for episode in open_episodes:
        own = [each for each in plans if each.episode_id == episode.id]
        used[teams[episode.team_id]][0] += _of_day(own, london_day(office.now))
    for referral in (each for each in referrals if each.outcome is None):
        mine = [each for each in holds if each.referral_id == referral.id]
        lines = (each for each in visits if (each.referral_id, each.revision) == _calls(referral))
        asked = sum(len(days_of(each.days)) * each.minutes * each.workers for each in lines)
        used[teams[referral.team_id]][1] += _given(referral, mine, asked)
    return {name: (both[0], both[1]) for name, both in used.items()}


def differing_days(office: SmallOffice) -> list[tuple[date, str, int, int]]:
    """Days of the next six weeks on which the hours counted in use aren't those of the plans of that day: none."""
    today = london_day(office.now)
    with office.database.reading() as session:
        teams = {each.id: each.name for each in session.scalars(select(Team))}
        open_episodes = list(session.scalars(select(Episode).where(Episode.ended_at.is_(None))))
        plans = _standing_plans(session)
        days = {today + timedelta(days=_AHEAD), *(london_day(each.effective_from) for each in plans)}
        found: list[tuple[date, str, int, int]] = []
        for day in sorted(_and_the_day_before(days, today)):
            reckoned = dict.fromkeys(teams.values(), 0)
            for episode in open_episodes:
                own = [each for each in plans if each.episode_id == episode.id]
                reckoned[teams[episode.team_id]] += _of_day(own, day)
            counted = {each.name: each.load.in_use for each in team_hours(session, office.id, day)}
            found += [(day, name, counted[name], own) for name, own in reckoned.items() if counted[name] != own]
    return found


def _and_the_day_before(days: Iterable[date], today: date) -> set[date]:
    """Between these nothing changes, so they stand for every day after today, six weeks ahead."""
    both = {each - timedelta(days=number) for each in days for number in (0, 1)}
    return {each for each in both if today < each <= today + timedelta(days=_AHEAD)}


def _standing_plans(session: Session) -> list[Plan]:
    taken_back = set(session.scalars(select(PlanTakenBack.plan_id)))
    return [each for each in session.scalars(select(Plan)) if each.id not in taken_back]


def _of_day(plans: list[Plan], day: date) -> int:
    """The newest of those in force on the day: from the beginning of their day, the first from its moment."""
    known = [each for each in plans if london_day(each.effective_from) <= day]
    newest = max(known, key=lambda each: (london_day(each.effective_from), each.number), default=None)
    return newest.worker_minutes if newest else 0


def _given(referral: Referral, holds: list[Hold], asked: int) -> int:
    held = [each for each in holds if each.ended_at is None]
    if held:
        return sum(each.worker_minutes for each in held)
    confirmed = referral.scheduling_confirmed_at
    is_promised = confirmed is not None and not any(each.ended_at >= confirmed for each in holds)
    return asked if is_promised else 0


def _calls(referral: Referral) -> tuple[object, int]:
    return referral.id, referral.calls_revision


def shown_by_team(office: SmallOffice) -> dict[str, tuple[int, int]]:
    """The same as the capacity page shows it."""
    return {each.name: (each.load.in_use, each.load.promised + each.load.held) for each in office.ask(capacity)}


def people_not_over(office: SmallOffice) -> set[object]:
    """Everybody with a record that isn't over: a referral in the queue, an episode open, or ended and not closed."""
    with office.database.reading() as session:
        waiting = set(session.scalars(select(Referral.person_id).where(Referral.outcome.is_(None))))
        episodes = list(session.scalars(select(Episode).where(Episode.undone_at.is_(None))))
        reported = select(Person.id).where(Person.death_reported_at.is_not(None), Person.death_confirmed_at.is_(None))
        deaths = set(session.scalars(reported))
    handed_on = {each.follows_id for each in episodes}
    open_or_closing = {
        each.person_id
        for each in episodes
        if each.ended_at is None or (each.closed_at is None and each.id not in handed_on)
    }
    return waiting | open_or_closing | deaths


def people_with_two_open(office: SmallOffice) -> set[object]:
    """Nobody: the database refuses it."""
    with office.database.reading() as session:
        whose = list(session.scalars(select(Episode.person_id).where(Episode.ended_at.is_(None))))
    return {each for each in whose if whose.count(each) > 1}
