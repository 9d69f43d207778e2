"""What short-term support is for at first: who may recuperate, why, from which day, and from when goals are due."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.goals.smart import goals_asked_since
from models.rules.plans.aim import AimDecided, aim_as_it_came, aim_lacks, aim_line, goals_from
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.plans import AimOfSupport

pytestmark = pytest.mark.rule("STC-2")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START, TODAY = date(2026, 11, 18), date(2026, 11, 20)
RECUPERATE, GOALS = AimOfSupport.RECUPERATE, AimOfSupport.GOALS


@pytest.fixture
def lacks(policy):
    asked = replace(policy, recuperation_possible=True)

    def ask(wanted=RECUPERATE, because="Hip operation", on=TODAY, kind=EpisodeKind.SHORT_TERM, policy=asked, **told):
        told = {"before": None, "started_on": START, "today": TODAY} | told
        found = aim_lacks(kind, wanted, because, on, policy=policy, **told)
        return [each.field or each.who for each in found]

    return ask


def test_recuperating_is_for_a_reason_on_a_day_of_the_support(lacks):
    assert lacks() == lacks(on=START) == lacks(GOALS, because="") == []
    assert lacks(because=" ") == ["because"]
    assert lacks(on=START - DAY) == lacks(on=TODAY + DAY) == ["on"]
    assert lacks(GOALS, kind=EpisodeKind.INTERIM_TEAM) == ["nobody"]


def test_where_the_office_sets_goals_with_everybody_nobody_recuperates_anew(lacks, policy):
    assert lacks(policy=policy) == ["aim"]
    assert lacks(GOALS, policy=policy) == []
    assert lacks(policy=policy, before=AimDecided(GOALS, START)) == ["aim"]
    assert lacks(policy=policy, before=AimDecided(RECUPERATE, START)) == [], "it was decided before: only said better"


def test_a_change_isnt_before_what_it_changes(lacks):
    before = AimDecided(RECUPERATE, TODAY)
    assert lacks(GOALS, before=before, on=TODAY - DAY) == ["on"]
    assert lacks(GOALS, before=before, on=TODAY) == []
    assert lacks(RECUPERATE, before=before, on=TODAY - DAY) == [], "the same aim, with its day corrected"


def test_goals_are_due_from_when_recuperating_turned_to_them(at):
    now, start = at("2026-11-20 14:00"), at("2026-11-18 09:00")
    recuperates = AimDecided(RECUPERATE, date(2026, 11, 18))
    assert goals_from(GOALS, TODAY, recuperates, start, now) == now, "of today it is now"
    assert goals_from(GOALS, date(2026, 11, 19), recuperates, start, now) == at("2026-11-19 00:00")
    assert goals_from(GOALS, date(2026, 11, 18), recuperates, start, now) is None, "taken back on its day"
    assert goals_from(GOALS, TODAY, None, start, now) is None
    assert goals_from(RECUPERATE, TODAY, recuperates, start, now) is None
    again = AimDecided(GOALS, TODAY, now, recuperates)
    assert goals_from(GOALS, TODAY, again, start, now + DAY) == now, "said better, it counts from the same moment"
    assert goals_from(GOALS, date(2026, 11, 19), again, start, now) == at("2026-11-19 00:00"), "its day corrected"
    later = AimDecided(RECUPERATE, date(2026, 11, 19))
    assert goals_from(GOALS, TODAY, later, start, now) == now - 15 * HOUR, "what had gone by before is taken off"
    second = AimDecided(RECUPERATE, date(2026, 11, 22), None, again)
    assert goals_from(GOALS, date(2026, 11, 23), second, start, now + 5 * DAY) == now + DAY, "34 h had gone by"
    assert goals_asked_since(start, None, None) == goals_asked_since(start, GOALS, None) == start
    assert goals_asked_since(start, GOALS, now) == now
    assert goals_asked_since(start, RECUPERATE, None) is None


def test_the_same_aim_said_again_follows_what_it_followed():
    said = [(RECUPERATE, 18), (RECUPERATE, 19), (GOALS, 20), (GOALS, 21)]
    found = aim_as_it_came(AimDecided(aim, date(2026, 11, day)) for aim, day in said)
    assert found == AimDecided(GOALS, date(2026, 11, 21), after=AimDecided(RECUPERATE, date(2026, 11, 19)))
    assert aim_as_it_came([]) is None


def test_it_is_said_in_a_sentence():
    decided = AimDecided(RECUPERATE, TODAY)
    said = "To recover and recuperate first, no goals are due: Hip operation (Kim Okafor, 20 Nov 2026)."
    assert aim_line(decided, "Hip operation", "Kim Okafor") == said
    assert aim_line(AimDecided(GOALS, TODAY), "", "Kim Okafor") == "To work on SMART goals (Kim Okafor, 20 Nov 2026)."
