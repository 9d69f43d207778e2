"""The programme of an area: its opening, who comes into it, who reviews, and the letter."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from models.rules.closure.deaths import DeathFacts
from models.rules.deciding import OnStaff
from models.rules.reviews.programme import (
    alike_lacks,
    far_lacks,
    is_left_lacks,
    is_open_lacks,
    joint_lacks,
    leaving_lacks,
    letter_again_lacks,
    letter_lacks,
    letters_lacks,
    living_lacks,
    one_at_a_time_lacks,
    package_lacks,
    programme_lacks,
    taking_in_lacks,
    to_post_lacks,
    to_ring_lacks,
    told_apart_lacks,
    until_death_lacks,
    which_area_lacks,
)
from models.vocabulary.staff import Role

pytestmark = pytest.mark.rule("LTR-1")
TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
ALIVE = DeathFacts()
REPORTED = DeathFacts(reported_at=datetime(2026, 11, 19, 9, tzinfo=UTC))
SW, DSO = OnStaff("Priya Nair", Role.SW), OnStaff("Ann Day", Role.DSO)


def fields(lacks):
    return [each.field for each in lacks]


def test_an_area_is_named_has_one_programme_and_is_opened_by_today(passes_around, nothing_said):
    assert passes_around(TODAY, lambda day: programme_lacks("Buxton", day, TODAY, ())) == [True, True, False]
    assert fields(programme_lacks(nothing_said, TODAY, TODAY, ("Buxton",))) == ["area"]
    (lack,) = programme_lacks(" buxton ", TODAY, TODAY, ("Buxton",))
    assert lack.sentence == "Buxton has a programme already: go on with it."


def test_whoever_has_a_package_is_reviewed_in_one_programme_at_a_time():
    assert taking_in_lacks("Jo Gill", "", None, ALIVE) == one_at_a_time_lacks("Jo Gill", "") == ()
    (lack,) = taking_in_lacks("Jo Gill", "Buxton", TODAY, ALIVE)
    assert lack.sentence == "Jo Gill is in the programme of Buxton already: go on there."
    assert one_at_a_time_lacks("Jo Gill", "Buxton") == (lack,)
    assert taking_in_lacks("Jo Gill", "", TODAY, ALIVE) == is_open_lacks("Jo Gill", closed_on=TODAY)


def test_two_of_one_name_and_postcode_are_told_apart_by_both_rows_or_by_record_and_row():
    (lack,) = told_apart_lacks("Jo Gill", 2)
    assert "Same name and postcode as row 2" in lack.sentence
    (lack,) = told_apart_lacks("Jo Gill", None)
    assert "Jo Gill of the same postcode was taken into a programme before" in lack.sentence


def test_a_package_that_is_reviewed_runs_and_has_some_visits_and_hours_where_they_are_known(passes_around):
    def package(day=None, visits=None, minutes=None, born=None):
        return package_lacks("Jo Gill", day, visits, minutes, TODAY, born)

    assert passes_around(TODAY, package) == [True, True, False]
    assert package() == package(visits=1, minutes=1) == ()
    for none in (0, -5):
        assert fields(package(visits=none, minutes=none)) == ["minutes", "visits"]
    assert package(visits=168, minutes=336 * 60, day=TODAY, born=TODAY) == ()
    assert fields(package(visits=169, minutes=336 * 60 + 1)) == ["minutes", "visits"]
    assert fields(package(day=TODAY - DAY, born=TODAY)) == ["package_since"]


def test_nothing_is_reviewed_of_the_dead():
    (lack,) = taking_in_lacks("Jo Gill", "", None, REPORTED)
    assert (lack.rule, lack) == ("END-6", *living_lacks("Jo Gill", REPORTED))
    assert lack.sentence.startswith("Jo Gill (reported to have died): nothing is reviewed any more")
    assert living_lacks("Jo Gill", ALIVE) == ()
    (lack,) = alike_lacks("Jo Gill", REPORTED)
    assert (lack.rule, "(reported to have died)" in lack.sentence) == ("END-6", True)
    assert alike_lacks("Jo Gill", ALIVE) == ()


def test_what_was_until_a_death_is_still_recorded_and_nothing_later(passes_around):
    for death, last in ((REPORTED, TODAY - DAY), (replace(REPORTED, died_on=TODAY - 5 * DAY), TODAY - 5 * DAY)):
        assert passes_around(last, partial(_until, death)) == [True, True, False]
    (lack,) = _until(REPORTED, TODAY)
    assert lack.sentence == (
        "Jo Gill (reported to have died): only what was by 19 Nov 2026 is recorded, so correct the day."
    )
    assert _until(ALIVE, TODAY) == ()


def _until(death, day):
    return until_death_lacks("Jo Gill", day, death)


@pytest.mark.parametrize("worker", [SW, OnStaff("Cy Hall", Role.CCW)])
@pytest.mark.parametrize("care", [DSO, OnStaff("Bo Ash", Role.CWC)])
def test_a_social_worker_and_somebody_of_direct_care_review_together(worker, care):
    assert joint_lacks(worker, care, None, TODAY) == ()
    assert fields(joint_lacks(care, worker, None, TODAY)) == ["social_worker", "direct_care"]
    assert fields(joint_lacks(None, None, None, TODAY)) == ["social_worker", "direct_care"]


def test_a_review_is_planned_for_a_day_to_come(passes_around):
    assert passes_around(TODAY, lambda day: joint_lacks(SW, DSO, day, TODAY)) == [False, True, True]


def test_a_day_to_come_lies_within_a_year(passes_around):
    last = TODAY + timedelta(days=366)
    assert passes_around(last, lambda day: joint_lacks(SW, DSO, day, TODAY)) == [True, True, False]
    assert passes_around(last, lambda day: far_lacks(day, TODAY, "starts_on")) == [True, True, False]


def test_a_letter_is_sent_between_the_opening_and_today_and_to_nobody_who_died(passes_around):
    opened = TODAY - 7 * DAY

    def letter(day, decided_on=None, death=ALIVE):
        return letter_lacks("Jo Gill", day, opened, decided_on, TODAY, death)

    assert passes_around(TODAY, letter) == [True, True, False]
    assert passes_around(opened, letter) == [False, True, True]
    assert passes_around(TODAY - 3 * DAY, lambda day: letter(day, TODAY - 3 * DAY)) == [True, True, False]
    assert [each.rule for each in letter(TODAY, death=REPORTED)] == ["END-6"]


def test_whoever_leaves_does_so_for_a_reason_and_is_taken_up_again_before_it_goes_on(nothing_said):
    assert leaving_lacks("Moved to a care home") == ()
    assert fields(leaving_lacks(nothing_said)) == ["because"]
    assert is_open_lacks("Jo Gill", closed_on=None) == ()
    (lack,) = is_open_lacks("Jo Gill", closed_on=TODAY)
    assert lack.sentence == "Jo Gill left the programme on 20 Nov 2026: take the review up again first."
    assert is_left_lacks("Jo Gill", closed_on=TODAY) == ()
    assert len(is_left_lacks("Jo Gill", closed_on=None)) == 1


def test_letters_are_for_whoever_is_still_to_be_written_to_go_to_an_address_and_name_a_number(nothing_said):
    assert to_post_lacks("Jo Gill", "1 Mill Bank") == ()
    assert "The letter to Jo Gill has no address" in to_post_lacks("Jo Gill", nothing_said)[0].sentence
    assert letters_lacks("Buxton", 1) == to_ring_lacks("Jo Gill", "0114 496 0901") == ()
    assert "Nobody in Buxton" in letters_lacks("Buxton", 0)[0].sentence
    assert letter_again_lacks("Buxton", 1) == ()
    assert "no letter to print again" in letter_again_lacks("Buxton", 0)[0].sentence
    assert "The letter to Jo Gill has no number to ring" in to_ring_lacks("Jo Gill", " ")[0].sentence


def test_a_list_names_an_area_that_has_a_programme_and_who_opens_one():
    assert "No area has a programme" in which_area_lacks("Buxton", ())[0].sentence
    assert (
        "says in which area: programmes are Buxton, Glossop" in which_area_lacks(" ", ("Buxton", "Glossop"))[0].sentence
    )
    (lack,) = which_area_lacks("Bakewell", ("Buxton",))
    assert "“Bakewell” has no programme: a DSO, admin or the service manager opens it" in lack.sentence
    assert lack.who == "a DSO, admin or the service manager"
