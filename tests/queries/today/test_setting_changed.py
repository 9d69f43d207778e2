"""A setting changed while a clock runs: Today, and the deed, go by the setting of the clock's start."""

from datetime import timedelta

import pytest

from app.queries.plans import versions as queries
from app.queries.today.prompts import today
from models.episodes import Episode
from models.settings import StoredSetting
from models.values import london_day
from tests.builders import SmallOffice

HOUR = timedelta(hours=1)


def set_from(office: SmallOffice, at, **numbers):
    for name, number in numbers.items():
        office.store(
            StoredSetting(
                office_id=office.id, name=name, number=number, from_at=at, set_by_id=office.staff["DSO"],
                because="as decided",
            )
        )  # fmt: skip


def due(office, rule):
    return [each.due for each in office.ask(today) if each.rule == rule]


@pytest.mark.rule("GOAL-1")
@pytest.mark.parametrize(("after", "hours"), [(-HOUR, 24), (timedelta(0), 24), (HOUR, 48)])
def test_goals_are_due_by_the_setting_of_the_start(office, after, hours):
    started = office.get(Episode, office.an_episode()).started_at
    set_from(office, started + after, goals_within=24)
    assert due(office, "GOAL-1") == [started + timedelta(hours=hours)]


@pytest.mark.rule("PSP-6", "PSP-7")
def test_the_six_weeks_and_the_support_plan_of_somebody_in_service_stay_as_they_were(office):
    episode = office.an_episode()
    set_from(office, office.now + 24 * HOUR, short_term_days=28, short_term_prompt_day=21, support_plan_within=2)
    office.clock.advance(35 * 24 * HOUR)
    later = office.an_episode()
    for one, days in ((episode, 42), (later, 28)):
        view = office.ask(queries.view, person=office.get(Episode, one).person_id)
        since = london_day(office.get(Episode, one).started_at)
        assert view.support.six_weeks.last_day == since + timedelta(days=days - 1)
        assert view.support.lasts == {42: "six weeks", 28: "four weeks"}[days]
