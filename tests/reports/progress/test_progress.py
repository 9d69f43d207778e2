"""The progress page for the person, and the progress sheet for those who work with them."""

import dataclasses
from collections import Counter
from datetime import date, timedelta

import pytest

from models.rules.office.reading_age import LIMIT, reading_age
from models.values import Call, PlannedVisit
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.goals import GoalState, Letter, MarkKind
from reports.agreement.paper import Reach
from reports.layout.styles import Edition
from reports.progress import for_assessor, for_person
from reports.progress.paper import HistoryLine, MilestoneLine, ProgressGoal, ProgressPaper, VisitMark, WeekMark, WeekOf

pytestmark = pytest.mark.rule("PSP-12")
EVERY = frozenset(range(7))
LETTERS = (Letter.A1, Letter.A1, Letter.P, None, Letter.D, Letter.P, Letter.I)


@pytest.fixture
def paper():
    first = date(2026, 11, 7)
    marks = tuple(
        VisitMark(day=first + timedelta(days=2 * number), call=Call.LUNCH, letter=letter, away="")
        for number, letter in enumerate(LETTERS)
    )
    goal = ProgressGoal(
        number=1, statement="I make my own lunch.", measured_by="Made on 6 of 7 days", target=date(2026, 12, 4),
        state=GoalState.OPEN, marks=marks,
        weeks=(
            WeekMark(number=1, letters=(Letter.A2,)), WeekMark(number=2, letters=(Letter.A2,)),
            WeekMark(number=3, letters=(Letter.A1, Letter.P)), WeekMark(number=4, letters=()),
        ),
        says=("Independent at 9 of the last 10 rated visits: the goal may be achieved.",),
        comments=("19 Nov 2026, lunch, Lee Bown: daughter present",),
    )  # fmt: skip
    return ProgressPaper(
        reference="PRG-M700411-20261120",
        council="Derbyshire County Council",
        person="Łukasz O'Brien",
        preferred_name="Łukasz",
        born=date(1943, 12, 14),
        mosaic_id="M700411",
        support="Short-term, in service since 2 Nov 2026",
        team=Reach("STS Dales North", "0114 496 0001"),
        dso=Reach("Priya Raman", "0114 496 0001"),
        case_coordinator=None,
        first_day=first,
        last_day=date(2026, 11, 20),
        goals=(goal,),
        drafts=0,
        at_start=WeekOf(
            day=date(2026, 11, 2), visits=(PlannedVisit(EVERY, Call.LUNCH, 30, 2),),
        ),
        now=WeekOf(
            day=date(2026, 11, 20), visits=(PlannedVisit(EVERY, Call.LUNCH, 15),),
        ),
        milestones=(
            MilestoneLine(kind=MilestoneKind.START, day=date(2026, 11, 2)),
            MilestoneLine(kind=MilestoneKind.END, day=None),
        ),
        family_does="Daughter shops on Fridays",
        family_told="In the referral of 1 Nov 2026",
    )  # fmt: skip


def test_the_person_reads_how_often_which_way_and_how_the_weeks_went(paper, words_of):
    said = words_of(for_person.render(paper))
    for part in (
        "Dear Łukasz,",
        "we wrote down 6 visits for this goal",
        "By yourself: 1 time",
        "After a reminder: 2 times",
        "With help from one care worker: 2 times",
        "You chose not to: 1 time",
        "Weeks 1–2: with help from two care workers",
        "Week 3: between “with help from one care worker” and “after a reminder”",
        "Week 4: nothing written down",
        "At the start: 7 visits a week, 3 hours 30 minutes with you.",
        "Now: 7 visits a week, 1 hour 45 minutes with you.",
        "We planned a visit, but nothing was written down.",
    ):
        assert part in said


@pytest.mark.rule("FUND-1")
@pytest.mark.parametrize("edition", Edition)
def test_the_person_reads_no_word_of_money_nor_what_was_said_among_staff(paper, words_of, edition):
    said = words_of(for_person.render(paper, edition))
    for word in ("£", "charge", "cost", "pay", "may be achieved", "daughter", "Daughter", "MDT", "assess"):
        assert word not in said


def test_what_hasnt_come_yet_is_no_step_of_the_persons_way(paper, words_of):
    said = words_of(for_person.render(paper))
    assert "You began 2 November 2026" in said
    assert "Our visits end" not in said


def test_the_assessor_reads_each_count_the_weeks_and_what_was_said(paper, words_of):
    said = words_of(for_assessor.render(paper))
    for part in (
        "6 visits rated: 1 I, 2 P, 2 A1; 1 declined; 1 planned and not recorded.",
        "week 1 A2, week 2 A2, week 3 between A1 and P, week 4 none",
        "the goal may be achieved",
        "Lee Bown: daughter present",
        "30 min, 2 workers, every day",
        "15 min, 1 worker, every day",
        "3.5 h with the person 7 h of workers",
        "Daughter shops on Fridays",
    ):
        assert part in said


@pytest.mark.parametrize("render", [for_person.render, for_assessor.render])
def test_large_print_says_every_word_of_standard_print(paper, content_of, render):
    standard = Counter(content_of(render(paper, Edition.STANDARD)))
    missing = standard - Counter(content_of(render(paper, Edition.LARGE_PRINT)))
    assert missing == Counter()


@pytest.mark.parametrize("render", [for_person.render, for_assessor.render])
def test_the_same_paper_gives_the_same_bytes(paper, render):
    assert render(paper) == render(paper)


def test_a_reached_goal_is_said_as_one(paper, words_of):
    goal = dataclasses.replace(paper.goals[0], state=GoalState.ACHIEVED)
    assert "You have reached this goal." in words_of(for_person.render(dataclasses.replace(paper, goals=(goal,))))


def test_without_goals_both_say_so(paper, words_of):
    bare = dataclasses.replace(paper, goals=())
    assert "Your goals are not written down yet." in words_of(for_person.render(bare))
    assert "No complete goal is set." in words_of(for_assessor.render(bare))


def test_what_the_person_reads_can_be_read_at_age_11(paper, words_of):
    said = words_of(for_person.render(paper))
    opening = said.split("Dear Łukasz,")[1].split("What the letters mean")[0]
    signs = said.split("What it means")[1].split("Your goals")[0]
    for part in (opening, signs):
        assert reading_age(part) <= LIMIT


def test_without_anything_begun_no_row_is_drawn_for_it_and_a_break_from_before_stands_on_the_first_day(paper, words_of):
    assert "What began" not in words_of(for_assessor.render(paper))
    since = HistoryLine(kind=MarkKind.BREAK, day=date(2026, 11, 1), sentence="Away from 1 Nov 2026 on")
    other = HistoryLine(kind=MarkKind.SEAM, day=date(2026, 11, 9), sentence="Reworded", goal=2)
    said = words_of(for_assessor.render(dataclasses.replace(paper, began=(since, other))))
    assert "What began B Lunch" in said


@pytest.mark.rule("GOAL-4")
def test_weeks_of_another_series_are_never_told_along_with_those_before(paper, words_of):
    weeks = tuple(WeekMark(number=each, letters=(Letter.P,), begins_anew=each == 3) for each in (1, 2, 3))
    anew = dataclasses.replace(paper, goals=(dataclasses.replace(paper.goals[0], weeks=weeks),))
    said = words_of(for_assessor.render(anew))
    assert "week 1 P, week 2 P, anew (reworded or handed over): week 3 P." in said
    told = words_of(for_person.render(anew))
    assert "Weeks 1–2: after a reminder" in told
    assert "Week 3: after a reminder" in told
