"""Block hours by area from the records: what changes on a day, who was away, who left, and one team alone."""

from datetime import date, timedelta

import pytest

from app.queries.figures.figures import figures
from app.services.capacity.contracted_hours import set_contracted
from app.services.office.policy import set_policy
from models.breaks import Break
from models.teams import Team
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.plans import PlanChange
from tests.builders import visit

pytestmark = pytest.mark.rule("STC-4", "FIG-1")
DAY = timedelta(days=1)
FIRST, LAST = date(2026, 11, 11), date(2026, 11, 20)  # ten days; today is the last of them


@pytest.fixture
def bought(office):
    """North buys 100 hours a week until the 15th, 50 from the 16th on; the office counts in blocks."""
    office.do_as("Service manager", set_policy, setting="block_hours", number=1, because="STCH")
    return office


def block(office, **whose):
    found = office.ask(figures, first=FIRST, last=LAST, **whose).figures
    return {row.label: row.text for each in found if each.title == "Block hours" for row in each.rows}


def test_an_office_that_buys_no_blocks_has_no_such_figure(office):
    assert block(office) == {}


def test_plans_count_by_their_days_and_an_end_and_a_start_undone_count_no_more(bought):
    episode = bought.an_episode(visit(minutes=60), started_at=bought.now - 40 * DAY)  # 7 hours a week
    bought.a_plan(
        episode, visit(minutes=30), number=2, change=PlanChange.STEP_DOWN, effective_from=bought.now - 4 * DAY,
        mdt_agreed_at=bought.now,
    )  # fmt: skip
    bought.an_episode(
        visit(minutes=60), started_at=bought.now - 40 * DAY, ended_at=bought.now - 8 * DAY,
        end_reason=EndReason.GOALS_ACHIEVED,
    )  # fmt: skip
    bought.an_episode(visit(minutes=60), ended_at=bought.now, undone_at=bought.now, undone_because="Wrong person")
    bought.an_episode(visit(minutes=60), kind=EpisodeKind.INTERIM_TEAM, team_id=bought.teams["Interim"])
    # Five days of 7 hours, five of 3.5, and one day of 7 hours of whoever ended on the 12th: 59.5 in ten days.
    assert block(bought)["North"].startswith("5.95 h of ")
    assert set(block(bought)) == {"North", "South"}
    assert set(block(bought, team=bought.teams["South"])) == {"South"}
    assert block(bought, patch=bought.patches["Matlock"]) == {}


def test_days_between_the_last_and_the_next_visit_are_of_somebody_away(bought):
    episode = bought.an_episode(visit(minutes=60), started_at=bought.now - 40 * DAY)
    bought.store(
        Break(
            episode_id=episode, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM,
            began_at=bought.now - 8 * DAY, last_visit_on=LAST - 8 * DAY, last_asked_at=bought.now - 8 * DAY,
            recorded_by_id=bought.staff["DSO"], returned_at=bought.now - 3 * DAY, next_visit_on=LAST - 2 * DAY,
        )
    )  # fmt: skip
    assert block(bought)["North"].endswith(", 3.5 h of them by people who were away")  # five days of ten


def test_what_is_bought_from_a_day_on_counts_from_that_day(bought):
    team = bought.get(Team, bought.teams["North"])
    before = int(block(bought)["North"].split()[3])
    bought.do_as(
        "Service manager", set_contracted, team=team.id, seen=team.version, worker_minutes=(before + 100) * 60,
        because="A second block",
    )  # fmt: skip
    assert block(bought)["North"].split()[3] == str(before + 10), "today alone, of ten days"
