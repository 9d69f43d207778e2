"""Figures from the records: by team and period, from few statements, and out to a workbook."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from app.door.progress import Progress, Stopped
from app.exchange.figures_workbook import write
from app.papers.figures import gather
from app.queries.figures.figures import figures
from models.episodes import Milestone
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.plans import PlanChange
from models.vocabulary.referrals import ReferralOutcome
from tests.builders import visit

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOVEMBER = {"first": date(2026, 11, 1), "last": date(2026, 11, 30)}


@pytest.fixture
def month(office):
    """One who started, stepped down and ended; one who waits; one in the other team; one undone; one in interim."""
    referral = office.a_referral(
        received_at=office.now - 10 * DAY, outcome=ReferralOutcome.STARTED, outcome_at=office.now - 9 * DAY
    )
    episode = office.an_episode(
        visit(minutes=60), referral_id=referral, started_at=office.now - 9 * DAY, ended_at=office.now - DAY,
        end_reason=EndReason.ONGOING_ARRANGED,
    )  # fmt: skip
    office.a_plan(episode, visit(minutes=30), number=2, change=PlanChange.STEP_DOWN, mdt_agreed_at=office.now,
                  effective_from=office.now - 2 * DAY)  # fmt: skip
    office.a_goal(episode, set_at=office.now - 9 * DAY + HOUR, measure=" ")
    office.a_goal(episode, set_at=office.now - 8 * DAY)
    office.a_referral(from_hospital=True)
    other = office.an_episode(team_id=office.teams["South"], started_at=office.now - 9 * DAY)
    office.store(Milestone(episode_id=other, kind=MilestoneKind.GOALS_SET, at=office.now - 6 * DAY))
    office.an_episode(ended_at=office.now, undone_at=office.now, undone_because="Wrong person")
    office.an_episode(kind=EpisodeKind.INTERIM_TEAM)
    return office


@pytest.mark.rule("FIG-1")
def test_the_figures_of_the_whole_office(month):
    view = month.ask(figures, **NOVEMBER)
    assert [each.sentence for each in view.figures] == [
        "2 referrals came in: 1 started, 1 still waiting, 0 left the queue otherwise.",
        ("1 start, after 1 d. The oldest referral that waits now was first asked 1 d ago."),
        "Goals were set within 48 hours for 1 of 2 (50%).",
        "1 day went by in waiting for one thing or more, most of the time for goals: 1 day.",
        "1 stay ended, after 9 days.",
        "1 person had 7 worker hours a week at the start and 3.5 at the end.",
        "1 of 1 (100%) of those who live at home needed less support or none.",
        "1 end in 1 team.",
        "0 of 1 (0%) goals were achieved. 1 draft that lacked a part is left out.",
        "No move to interim support in this period yet.",
        "No end of a hold in this period yet.",
        (
            "What the service will and won't do was discussed with 0 of 2 (0%) of those who started, goals were agreed "
            "and shared with 0 of 2 (0%)."
        ),
        "1 referral waits now, for 1 d.",
        "1 end in 1 year.",
    ]
    assert [row.value for row in view.figures[0].rows] == [1, 0, 0, 1, 0]


@pytest.mark.rule("FIG-1")
def test_the_figures_of_one_team_and_of_an_empty_period(month):
    south = month.ask(figures, **NOVEMBER, team=month.teams["South"])
    assert south.figures[2].sentence == "Goals were set within 48 hours for 0 of 1 (0%)."
    assert south.figures[0].sentence == "No referral in this period yet."
    october = month.ask(figures, first=date(2026, 10, 1), last=date(2026, 10, 31))
    assert [each.title for each in october.figures if not each.is_empty] == ["Waiting now"]


@pytest.mark.rule("FIG-1")
def test_the_figures_of_one_patch_are_of_who_lives_there_with_a_team_or_without(month):
    alone, bakewell = month.ask(figures, **NOVEMBER), month.patches["Bakewell"]
    person = month.a_person(patch_id=bakewell)
    started = month.now - 9 * DAY
    referral = month.a_referral(
        person=person, received_at=month.now - 10 * DAY, outcome=ReferralOutcome.STARTED, outcome_at=started
    )
    episode = month.an_episode(
        visit(minutes=60), person=person, referral_id=referral, started_at=started, ended_at=month.now - DAY,
        end_reason=EndReason.GOALS_ACHIEVED,
    )  # fmt: skip
    month.a_goal(episode, set_at=started)
    view = month.ask(figures, **NOVEMBER, patch=bakewell)
    assert view.whose == "All teams, patch Bakewell"
    counted = {each.title: each.sentence for each in view.figures if not each.is_empty}
    assert counted["Referrals and outcomes by band"].startswith("1 referral came in: 1 started")
    assert counted["Goals within 48 hours"] == "Goals were set within 48 hours for 1 of 1 (100%)."
    assert counted["Length of stay"].startswith("1 stay ended")
    matlock = month.ask(figures, **NOVEMBER, patch=month.patches["Matlock"])
    assert [each.sentence for each in matlock.figures] == [each.sentence for each in alone.figures]
    south = month.ask(figures, **NOVEMBER, team=month.teams["South"], patch=bakewell)
    assert south.whose == "South, patch Bakewell"
    assert [each.title for each in south.figures if not each.is_empty] == []


def test_the_figures_take_seven_statements(month, count_statements):
    statements = count_statements(month.database)
    month.ask(figures, **NOVEMBER)
    assert len([each for each in statements if each != "BEGIN"]) == 7


@pytest.mark.rule("FIG-1")
def test_the_count_says_how_far_it_is_and_stops_between_two_of_its_parts(month):
    said = []
    told = Progress(lambda reached: said.append((reached.done, reached.of)))
    month.ask(lambda turn: figures(replace(turn, reached=told.reached), **NOVEMBER))
    assert said == [(number, 10) for number in range(10)]

    def stop_at_the_third(reached):
        if reached.done == 3:
            stopped.stop()

    stopped = Progress(stop_at_the_third)
    with pytest.raises(Stopped):
        month.ask(lambda turn: figures(replace(turn, reached=stopped.reached, go_on=stopped.go_on), **NOVEMBER))


def test_the_figures_go_out_as_a_workbook_that_is_the_same_twice(month, tmp_path):
    path, content = tmp_path / "figures.xlsx", b""
    for _ in range(2):
        write(month.work(), month.ask(gather, **NOVEMBER, program="Homeward 1.0"), path)
        content = content or path.read_bytes()
    assert path.read_bytes() == content
    book = load_workbook(io.BytesIO(content))
    rows = list(book["Figures"].iter_rows(values_only=True))
    assert rows[0] == ("Figure", "What", "Of which", "Value", "Of", "Before", "Counts", "In words")
    title = "Goals within 48 hours"
    assert (title, "Within 48 hours", None, 1, 2, None, "people", "1 of 2 (50%)") in rows
    assert ("Referrals and outcomes by band", "Band (iv)", "Started", 1, 1, None, "referrals", None) in rows
    waits = "Time from referral to start"
    assert (waits, "Band (i)", None, None, None, None, "hours, median", "none yet") in rows
    before = "In the 30 days before there was none."
    assert (title, "In short, before", None, None, None, None, None, before) in rows
    defined = {row[0]: row[1:] for row in book["Definitions"].iter_rows(values_only=True)}
    assert defined[title][0].startswith("Short-term support that started on these days")
    assert defined[title][1] == "OPG 3.3; CASE; STCH"
    about = dict(book["About"].iter_rows(values_only=True))
    assert about["Of"] == "All teams"
    assert about["Period"] == "01/11/2026 to 30/11/2026, both days included"
