"""Hours of somebody away stay in use and are counted apart, by the plan of the day (REF-15)."""

from datetime import timedelta

import pytest

from app.queries.capacity.team_capacity import capacity
from app.services.closure import breaks
from models.breaks import Break
from models.episodes import Episode
from models.vocabulary.closure import BreakKind
from tests.builders import visit

DAY = timedelta(days=1)
pytestmark = pytest.mark.rule("REF-15")


def load(office, team="North"):
    return next(each.load for each in office.ask(capacity) if each.name == team)


def go_away(office, episode):
    return office.do(
        breaks.begin,
        episode=episode,
        seen=office.version(Episode, episode),
        kind=BreakKind.HOSPITAL,
        began_at=office.now,
        last_visit_on=office.now.date(),
    ).made


def test_hours_of_who_is_away_stay_in_use_until_the_day_of_the_next_visit(office):
    office.an_episode(visit(minutes=60))
    before = load(office)
    assert before.away == 0
    away = go_away(office, office.an_episode(visit(workers=2)))
    assert (load(office).in_use, load(office).away) == (before.in_use + 420, 420)
    assert (load(office).free, load(office, "Interim").away) == (before.free - 420, 0)
    office.clock.advance(DAY)
    tomorrow = office.now.date() + DAY
    seen = office.version(Break, away)
    office.do(breaks.come_back, break_=away, seen=seen, returned_at=office.now, next_visit_on=tomorrow)
    assert load(office).away == 420
    office.clock.advance(DAY)
    assert (load(office).in_use, load(office).away) == (before.in_use + 420, 0)


def test_what_is_away_is_of_the_plan_of_the_day(office):
    episode = office.an_episode(visit(minutes=60))
    go_away(office, episode)
    office.a_plan(episode, visit(minutes=15), number=2, effective_from=office.now + 2 * DAY)
    assert load(office).away == 420
    office.clock.advance(2 * DAY)
    assert (load(office).in_use, load(office).away) == (105, 105)


def test_two_breaks_of_one_episode_count_once(office):
    episode = office.an_episode(visit(minutes=30))
    first = go_away(office, episode)
    office.clock.advance(DAY)
    office.do(breaks.come_back, break_=first, seen=office.version(Break, first), returned_at=office.now)
    assert load(office).away == 0
    office.clock.advance(DAY)
    go_away(office, episode)
    assert load(office).away == 210
