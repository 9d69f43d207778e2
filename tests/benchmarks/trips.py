"""How often a desk waits for its server, and how long, over a link without latency and one of 20 ms each way.

Beside each screen is one trip of the raw driver over the same link: on a slow link the ratio is the number of trips.
"""

import math
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import select

from app.door.clock import FixedClock
from app.door.turn import Turn
from app.door.work import Work
from app.kept.settling import settle
from app.queries.closure.page import closure_page
from app.queries.goals import goals
from app.queries.meetings.agenda import agenda
from app.queries.people.caseload import caseload
from app.queries.people.naming import person_named
from app.queries.plans import versions
from app.queries.referrals import one, queue
from app.queries.today.page import today_page
from app.queries.transfer.page import transfer_page
from app.services.goals import ratings
from models.database import Database
from models.goals import Goal
from models.ratings import Rating
from models.referrals import Referral
from models.staff import Staff
from models.teams import Team
from models.values import Call, london_day
from models.vocabulary.goals import Letter
from models.vocabulary.meetings import MeetingKind
from tests.benchmarks.link import Link
from tests.benchmarks.measure import Measure, clocked, side_by_side
from tests.benchmarks.offices import filled
from tests.throwaway_postgres import ThrowawayPostgres

_EACH_WAY_MS = (0, 20)
_MOST = 3  # trips that a screen may take


def measures(runs: int) -> Iterator[Measure]:
    """Each screen, a first rating of a visit, and one that is corrected from one letter to the other and back."""
    server = ThrowawayPostgres()
    try:
        address = server.url(server.create())
        database, desk = filled(address)
        moment, staff = desk.read(lambda turn: (turn.moment, turn.staff))
        desk.keep(settle)  # as each desk does behind a deed
        database.close()
        for ms in _EACH_WAY_MS:
            link = Link(address, ms=ms)
            here = Database(link.url, lambda: moment)
            with psycopg.connect(link.url.replace("+psycopg", ""), autocommit=True) as raw:
                work = Work(here, FixedClock(moment), staff=staff)
                yield from _over(link, ms, work, raw, runs)
            here.close()
            link.close()
    finally:
        server.close()


def _over(
    link: Link, ms: int, work: Work, raw: "psycopg.Connection[tuple[object, ...]]", runs: int
) -> Iterator[Measure]:
    for name, act in _acts(work).items():
        act()
        before = link.trips
        act()
        took = link.trips - before
        yield side_by_side(
            f"{name}, {ms} ms: {took} trip{'' if took == 1 else 's'}",
            lambda act=act: clocked(act),  # type: ignore[misc]
            lambda: clocked(lambda: raw.execute("SELECT 1").fetchall()),
            "one trip of the raw driver",
            goal=_MOST if ms else math.inf,
            runs=runs,
        )


def _acts(work: Work) -> dict[str, Callable[[], object]]:
    person = work.read(lambda turn: person_named(turn, "M701586"))
    referral = work.read(lambda turn: turn.session.scalars(select(Referral.id).limit(1)).one())
    team = work.read(lambda turn: turn.session.scalars(select(Team.id).order_by(Team.name).limit(1)).one())
    goal, worker = work.read(
        lambda turn: (
            turn.session.scalars(select(Goal.id).where(Goal.person_id == person).limit(1)).one(),
            turn.session.scalars(select(Staff.id).order_by(Staff.name).limit(1)).one(),
        )
    )
    standing = select(Rating.letter).where(
        Rating.goal_id == goal, Rating.call == Call.NIGHT, Rating.worker_id == worker
    )
    day = work.read(lambda turn: london_day(turn.moment - timedelta(days=1)))
    letters: list[Any] = [work.read(lambda turn: turn.session.scalar(standing.where(Rating.day == day)))]
    unrated = iter(_unrated(work, goal, day))

    def correct() -> object:
        seen = letters[-1]
        letters.append(Letter("I") if seen is not Letter("I") else Letter("P"))
        return rate(day, Call.NIGHT, seen, letters[-1])

    def rate(day: date, call: Call, seen: Letter | None, letter: Letter) -> object:
        return work.write(
            lambda turn: ratings.rate(
                turn,
                goal=goal,
                day=day,
                call=call,
                worker=worker,
                seen=seen,
                letter=letter,
                is_meant=True,
            )
        )

    return {
        "Today": lambda: work.read(today_page),
        "the queue": lambda: work.read(queue.queue),
        "a referral": lambda: work.read(one.referral, referral=referral),
        "the caseload": lambda: work.read(caseload),
        "plans": lambda: work.read(versions.view, person=person),
        "goals": lambda: work.read(goals.view, person=person),
        "transfer": lambda: work.read(transfer_page, person=person),
        "closure": lambda: work.read(closure_page, person=person),
        "meetings": lambda: work.read(agenda, team=team, kind=MeetingKind.WEEKLY),
        "a rating saved": lambda: rate(*next(unrated), None, Letter("P")),
        "a rating corrected": correct,
    }


def _unrated(work: Work, goal: UUID, until: date) -> Iterator[tuple[date, Call]]:
    """Visits that this goal has no rating of yet, the latest first, since it was set."""

    def asked(turn: Turn) -> tuple[date, set[tuple[date, Call]]]:
        set_on = london_day(turn.session.scalars(select(Goal.set_at).where(Goal.id == goal)).one())
        rated = turn.session.execute(select(Rating.day, Rating.call).where(Rating.goal_id == goal))
        return set_on, {(day, call) for day, call in rated}

    first, rated = work.read(asked)
    days = (until - timedelta(days=back) for back in range(1, (until - first).days))
    return (visit for visit in product(days, Call) if visit not in rated)
