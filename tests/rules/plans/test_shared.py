"""A visit that two share: where it is one, what is counted once, and what is said when it isn't one any more."""

from dataclasses import replace
from datetime import time
from uuid import UUID

import pytest

from models.rules.plans.shared import (
    SharedWith,
    ending_lacks,
    is_one_address,
    minutes_once,
    neighbour_lacks,
    shared_call,
    sharing_asks,
    sharing_lacks,
    unshared_asks,
)
from models.values import Call, PlannedVisit

WEEKDAYS, EVERY_DAY = frozenset(range(5)), frozenset(range(7))
MORNING = PlannedVisit(EVERY_DAY, Call.MORNING, 30)
TEA = PlannedVisit(EVERY_DAY, Call.TEA, 45, 2)
WITH_ADA = SharedWith(
    key=UUID(int=1), version=1, call=Call.MORNING, name="Ada Osei", lives_here=True, has_ended=False,
    own_ended=False, one_team=True, has_died=False, own_died=False, is_away=False, own_away=False, week=(MORNING,),
)  # fmt: skip
pytestmark = pytest.mark.rule("PSP-1", "REF-15")


@pytest.mark.parametrize(
    ("other", "days", "differs", "minutes"),
    [
        (MORNING, EVERY_DAY, frozenset(), 210),
        (replace(MORNING, tasks="wash"), EVERY_DAY, frozenset(), 210),
        (replace(MORNING, days=WEEKDAYS), WEEKDAYS, frozenset(), 150),
        (replace(MORNING, minutes=45), frozenset(), EVERY_DAY, 0),
        (replace(MORNING, workers=2), frozenset(), EVERY_DAY, 0),
        (replace(MORNING, at=time(8)), frozenset(), EVERY_DAY, 0),
        (TEA, frozenset(), frozenset(), 0),
    ],
)
def test_it_is_one_visit_where_both_have_the_same(other, days, differs, minutes):
    found = shared_call((MORNING, TEA), (other,), Call.MORNING)
    assert (found.days, found.differs, found.minutes) == (days, differs, minutes)


def test_a_double_up_for_two_counts_both_workers_once():
    assert shared_call((TEA,), (TEA,), Call.TEA).minutes == 7 * 45 * 2


def test_two_visits_at_a_call_are_shared_as_often_as_both_have_them():
    assert shared_call((MORNING, MORNING), (MORNING,), Call.MORNING).minutes == 210
    assert shared_call((MORNING, MORNING), (MORNING, MORNING), Call.MORNING).minutes == 420


def test_nothing_is_counted_once_where_one_has_ended_or_is_in_another_team():
    own = (MORNING, TEA)
    assert minutes_once((WITH_ADA,), own) == 210
    assert minutes_once((replace(WITH_ADA, has_ended=True),), own) == 0
    assert minutes_once((replace(WITH_ADA, own_ended=True),), own) == 0
    assert minutes_once((replace(WITH_ADA, one_team=False),), own) == 0
    assert minutes_once((replace(WITH_ADA, is_away=True),), own) == 210, "nothing is kept beside the other's visit"
    assert minutes_once((replace(WITH_ADA, has_died=True),), own) == 210, "their hours are kept until the end too"
    assert minutes_once((WITH_ADA,), (TEA,)) == 0


@pytest.mark.parametrize(
    ("values", "own", "said"),
    [
        (
            {},
            MORNING,
            "Morning, every day: one visit together with Ada Osei; 3.5 worker hours a week are counted once.",
        ),
        ({"has_ended": True}, MORNING, "Ada Osei's support here has ended, so the visit counts in full."),
        ({"one_team": False}, MORNING, "Ada Osei is in another team, so each visit counts in full."),
        ({}, TEA, "Ada Osei's plan hasn't the same visit any more, so each counts in full."),
        ({"is_away": True}, MORNING, "Ada Osei is away, so it is a visit for one, which counts in full."),
        ({"own_away": True}, MORNING, "This person is away, so it is a visit for one"),
        ({"own_ended": True}, MORNING, "Morning: this support has ended, so Ada Osei's visit counts in full."),
        ({"has_died": True}, MORNING, "Morning, every day: Ada Osei is reported to have died, so no paper calls it a"),
        ({"own_died": True}, MORNING, "Morning, every day: This person is reported to have died"),
    ],
)
def test_how_it_stands_is_said(values, own, said):
    assert said in replace(WITH_ADA, **values).sentence((own,))


def test_days_that_differ_are_said_beside_those_that_are_shared():
    other = (replace(MORNING, days=WEEKDAYS), PlannedVisit(frozenset({5, 6}), Call.MORNING, 45))
    said = replace(WITH_ADA, week=other).sentence((MORNING,))
    assert said.startswith("Morning, Mon–Fri: one visit together with Ada Osei; 2.5 worker hours")
    assert said.endswith("On Sat, Sun the two visits differ, and each counts in full.")


def test_papers_name_nobody_unless_both_live_at_one_address():
    told = WITH_ADA.on_paper((MORNING,))
    assert told.home == "Morning, every day: together with the person you live with"
    assert "shared with the visit to Ada Osei at the same address" in told.workers
    other = replace(WITH_ADA, lives_here=False).on_paper((MORNING,))
    assert "Ada" not in other.home + other.workers
    for alone in ("is_away", "own_away", "has_ended", "own_ended", "has_died", "own_died"):
        assert replace(WITH_ADA, **{alone: True}).on_paper((MORNING,)) is None


def test_what_cant_be_is_refused_and_what_differs_is_asked_about():
    alike = shared_call((MORNING,), (MORNING,), Call.MORNING)
    fine = {"is_oneself": False, "one_team": True, "has_died": False, "known": ()}
    assert sharing_lacks(Call.MORNING, alike, **fine) == ()
    for name, value, said in (
        ("is_oneself", True, "Nobody shares a visit with themselves"),
        ("one_team", False, "They are in two teams"),
        ("has_died", True, "One of the two is reported to have died, so no visit is made for both."),
        ("known", [("Ada Osei", "Tom Hay")], "Ada Osei and Tom Hay share the morning visit already. End that sharing"),
    ):
        (lack,) = sharing_lacks(Call.MORNING, alike, **(fine | {name: value}))
        assert said in lack.sentence
    (lack,) = sharing_lacks(Call.BED, shared_call((MORNING,), (MORNING,), Call.BED), **fine)
    assert lack.sentence == "On no day have both a visit at bed: plan it for both first."
    other = shared_call((MORNING,), (replace(MORNING, minutes=45),), Call.MORNING)
    (asked,) = sharing_asks(Call.MORNING, other, is_meant=False)
    assert (asked.field, "each counts in full" in asked.sentence) == ("differs_is_meant", True)
    assert sharing_asks(Call.MORNING, other, is_meant=True) == sharing_asks(Call.MORNING, alike, is_meant=False) == ()
    assert ending_lacks(" ") != ()
    assert ending_lacks("She moved out") == ()


def test_a_week_that_shares_less_is_asked_about():
    asked = (
        "Morning, every day: shared with Ada Osei, whose plan this doesn't change. Then each counts in full until both "
        "plans are alike again."
    )
    assert unshared_asks((WITH_ADA,), (MORNING,), (replace(MORNING, minutes=45),)) == (asked,)
    assert unshared_asks((WITH_ADA,), (MORNING,), (MORNING, TEA)) == ()
    assert unshared_asks((WITH_ADA,), (TEA,), (MORNING,)) == ()


def test_an_address_is_the_same_however_it_is_written_and_never_where_it_isnt_known():
    assert is_one_address("1 Mill Bank, Matlock", "DE4 3AA", "1 mill bank Matlock", "de43aa")
    assert not is_one_address("1 Mill Bank", "DE4 3AA", "2 Mill Bank", "DE4 3AA")
    assert not is_one_address("", "DE4 3AA", "", "DE4 3AA")


def test_who_shares_a_visit_lives_at_one_postcode():
    assert neighbour_lacks("DE4 3AA", "de43aa") == ()
    (lack,) = neighbour_lacks("DE4 3AA", "DE56 1AA")
    assert lack.sentence.startswith("They don't live at one postcode (DE4 3AA and DE56 1AA), so no worker visits both")
    (lack,) = neighbour_lacks("", "")
    assert "no postcode and no postcode" in lack.sentence
