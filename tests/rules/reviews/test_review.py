"""One joint review: the meeting, other hours by agreement only, the outcome, the hand-over, and what is next."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.deciding import OnStaff
from models.rules.reviews.figures import programme_figures
from models.rules.reviews.review import (
    Decided,
    ReviewFacts,
    agreed_change_lacks,
    correction_lacks,
    hand_over_lacks,
    is_level_kept,
    level_lacks,
    met_lacks,
    outcome_lacks,
    review_state,
)
from models.vocabulary.reviews import MetWhom, ReviewOutcome, ReviewState, StaysBecause
from models.vocabulary.staff import Role

pytestmark = pytest.mark.rule("LTR-1")
TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
NEW = ReviewFacts(opened_on=TODAY - 20 * DAY, minutes_a_week=840)
SENT = replace(NEW, letter_sent_on=TODAY - 15 * DAY)
MET = replace(SENT, met_on=TODAY - 5 * DAY)
MOVES = Decided(
    outcome=ReviewOutcome.PVI, decided_on=TODAY, provider="Peak Care", minutes_then=840, starts_on=TODAY + 7 * DAY
)
MOVED = replace(
    MET, outcome=ReviewOutcome.PVI, decided_on=TODAY - 3 * DAY, provider="Peak Care", minutes_then=840, starts_on=TODAY
)
CWC = OnStaff("Bo Ash", Role.CWC)


def fields(lacks):
    return [each.field for each in lacks]


def decided(facts=MET, agreed=None, **told):
    return outcome_lacks(replace(MOVES, **told), facts, "Jo Gill", agreed, TODAY)


def stays(because):
    return replace(MET, outcome=ReviewOutcome.STAYS, decided_on=TODAY, stays_because=because)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (NEW, ReviewState.LETTER),
        (SENT, ReviewState.MEETING),
        (MET, ReviewState.OUTCOME),
        (replace(NEW, met_on=TODAY), ReviewState.OUTCOME),
        (stays(StaysBecause.NO_PROVIDER), ReviewState.PROVIDER),
        (stays(StaysBecause.OWN_CHOICE), ReviewState.DONE),
        (stays(StaysBecause.END_OF_LIFE), ReviewState.DONE),
        (MOVED, ReviewState.HAND_OVER),
        (replace(MOVED, handed_over_on=TODAY), ReviewState.DONE),
        (replace(MET, outcome=ReviewOutcome.DIRECT_PAYMENT, decided_on=TODAY), ReviewState.DONE),
        (replace(MOVED, handed_over_on=TODAY, starts_on=TODAY + DAY), ReviewState.TO_START),
        (replace(MOVED, outcome=ReviewOutcome.DIRECT_PAYMENT, starts_on=TODAY + DAY), ReviewState.TO_START),
        (replace(MOVED, closed_on=TODAY), ReviewState.CLOSED),
    ],
)
def test_what_is_next_follows_from_what_is_recorded(facts, state):
    assert review_state(facts, TODAY) is state


def test_the_person_or_by_name_who_speaks_for_them_is_met_and_told_that_it_isnt_about_less(nothing_said, passes_around):
    def met(day=TODAY, whom=MetWhom.PERSON, name="", facts=NEW, *, explained=True):
        return met_lacks(day, whom, name, TODAY, facts, explained=explained)

    assert met() == met(whom=MetWhom.REPRESENTATIVE, name="Ann Gill") == ()
    assert fields(met(whom=MetWhom.REPRESENTATIVE, name=nothing_said)) == ["met_name"]
    assert fields(met(explained=False)) == ["explained"]
    assert passes_around(TODAY, met) == [True, True, False]
    assert passes_around(NEW.opened_on, met) == [False, True, True]
    assert passes_around(MOVED.decided_on, lambda day: met(day, facts=MOVED)) == [True, True, False]
    agreed = replace(MOVED, agreed_on=MOVED.decided_on - DAY)
    assert passes_around(agreed.agreed_on, lambda day: met(day, facts=agreed)) == [True, True, False]


def test_other_hours_are_agreed_in_the_review_with_somebody_and_for_a_reason(nothing_said, passes_around):
    def agreed(day=TODAY, minutes=420, whom="Jo Gill", why="walks again", facts=MET, before=None):
        return agreed_change_lacks(minutes, facts, before, day, whom, why, TODAY)

    assert agreed() == agreed(minutes=1260) == ()
    assert fields(agreed(minutes=840)) == fields(agreed(minutes=840, before=840)) == ["agreed_minutes"]
    assert agreed(minutes=840, before=420) == ()
    assert fields(agreed(minutes=0)) == fields(agreed(minutes=-60)) == ["agreed_minutes"]
    assert fields(agreed(whom=nothing_said, why=nothing_said)) == ["agreed_with", "because"]
    assert passes_around(TODAY, agreed) == [True, True, False]
    assert passes_around(MET.met_on, agreed) == [False, True, True]
    moved = replace(MOVED, minutes_then=420)
    assert passes_around(moved.decided_on, lambda day: agreed(day, facts=moved)) == [True, True, False]
    assert agreed(facts=MOVED) == ()  # for other hours it is decided anew
    assert [each.sentence for each in agreed(facts=SENT)] == [
        "Record first whom you met: nothing is decided without them."
    ]


def test_the_hours_that_a_meeting_went_through_are_corrected_for_a_reason_only(nothing_said):
    assert fields(correction_lacks(TODAY, 840, 420, nothing_said)) == ["because"]
    assert fields(correction_lacks(TODAY, 840, None, nothing_said)) == ["because"]
    for met_on, before, now, because in (
        (None, 840, 420, ""), (TODAY, None, 420, ""), (TODAY, 840, 840, ""), (TODAY, 840, 420, "Mistyped"),
    ):  # fmt: skip
        assert correction_lacks(met_on, before, now, because) == ()


def test_a_move_that_was_decided_holds_while_its_hours_are_the_packages_or_those_agreed():
    assert is_level_kept(840, 840, None)
    assert is_level_kept(420, 840, 420)
    assert not is_level_kept(840, 840, 420)
    assert not is_level_kept(840, 600, None)
    assert not is_level_kept(None, None, None)


def test_a_move_keeps_the_level_unless_other_hours_were_agreed():
    assert level_lacks("Jo Gill", 840, 840, None) == ()
    for other, said in ((839, "13.98"), (841, "14.02"), (420, "7")):
        (lack,) = level_lacks("Jo Gill", other, 840, None)
        assert lack.sentence == (
            f"{said} h a week instead of 14 h: record first that Jo Gill, or who speaks for them, agreed that "
            "circumstances have changed."
        )
    assert level_lacks("Jo Gill", 420, 840, 420) == level_lacks("Jo Gill", 420, None, 420) == ()
    assert fields(level_lacks("Jo Gill", 840, 840, 420)) == ["minutes_then"]
    assert fields(level_lacks("Jo Gill", None, 840, None)) == ["minutes_then"]
    assert fields(level_lacks("Jo Gill", 840, None, None)) == ["minutes"]


def test_a_move_names_provider_and_day_and_nothing_is_decided_without_them(nothing_said, passes_around):
    assert decided() == ()
    assert fields(decided(provider=nothing_said)) == ["provider"]
    assert fields(decided(minutes_then=420)) == ["minutes_then"]
    assert fields(decided(starts_on=None)) == ["starts_on"]
    assert passes_around(TODAY, lambda day: decided(starts_on=day)) == [False, True, True]
    assert passes_around(TODAY + 366 * DAY, lambda day: decided(starts_on=day)) == [True, True, False]
    assert passes_around(TODAY, lambda day: decided(decided_on=day)) == [True, True, False]
    assert passes_around(MET.met_on, lambda day: decided(decided_on=day)) == [False, True, True]
    assert fields(decided(SENT)) == [""]
    for after in (replace(MET, agreed_on=TODAY - DAY), replace(MET, letter_sent_on=TODAY - DAY)):
        assert passes_around(TODAY - DAY, lambda day, facts=after: decided(facts, decided_on=day)) == [
            False, True, True,
        ]  # fmt: skip


def test_a_direct_payment_says_from_when_and_staying_says_why():
    assert decided(outcome=ReviewOutcome.DIRECT_PAYMENT, provider="", minutes_then=None) == ()
    assert fields(decided(outcome=ReviewOutcome.DIRECT_PAYMENT, starts_on=None)) == ["starts_on"]
    stay = {"outcome": ReviewOutcome.STAYS, "provider": "", "minutes_then": None, "starts_on": None}
    assert fields(decided(**stay)) == ["stays_because"]
    assert decided(**stay, stays_because=StaysBecause.NO_PROVIDER) == ()


def test_direct_cares_worker_hands_over_to_somebody_and_says_what(nothing_said, passes_around):
    def over(day=TODAY, worker=CWC, shown="How she is lifted", contact="Di, manager", facts=MOVED):
        return hand_over_lacks(day, worker, shown, contact, facts, TODAY)

    assert over() == over(worker=OnStaff("Ann Day", Role.DSO)) == ()
    for nobody in (None, OnStaff("Priya Nair", Role.SW)):
        assert fields(over(worker=nobody)) == ["worker"]
    assert fields(over(shown=nothing_said, contact=nothing_said)) == ["provider_contact", "shown"]
    assert passes_around(TODAY, over) == [True, True, False]
    assert passes_around(MOVED.decided_on, over) == [False, True, True]
    assert [each.sentence for each in over(facts=MET)] == ["Decide first which PVI provider takes the package on."]


def test_figures_count_each_once_and_nothing_where_nobody_was_handed_over():
    none = programme_figures([], TODAY)
    assert (none.people, none.released, none.median_days) == (0, 0, None)
    told = programme_figures(
        [
            NEW, SENT, MET, stays(StaysBecause.NO_PROVIDER), stays(StaysBecause.END_OF_LIFE), MOVED,
            replace(MOVED, handed_over_on=TODAY),
            replace(MOVED, handed_over_on=TODAY, minutes_then=420, letter_sent_on=TODAY - 6 * DAY),
            replace(MET, outcome=ReviewOutcome.DIRECT_PAYMENT, decided_on=TODAY),
            replace(MOVED, handed_over_on=TODAY, closed_on=TODAY),
        ],
        TODAY,
    )  # fmt: skip
    assert (told.people, told.left, told.letters, told.met) == (9, 1, 8, 7)
    assert (told.pvi, told.direct_payment, told.stays, told.waits_for_provider) == (3, 1, 2, 1)
    assert (told.handed_over, told.released, told.otherwise, told.median_days) == (2, 1680, 1, 10.5)
    assert programme_figures([replace(MOVED, handed_over_on=TODAY, starts_on=TODAY + DAY)], TODAY).released == 0
