"""Taking a version back before its day, and finishing one while another is agreed for later."""

from datetime import date, timedelta

import pytest

from models.rules.plans.taking_back import finishing_version_lacks, taking_back_lacks

pytestmark = pytest.mark.rule("PSP-2")
DAY = date(2026, 11, 30)


def said(today=DAY - timedelta(days=1), because="Not needed", *, is_taken_back=False):
    return [each.sentence for each in taking_back_lacks(DAY, today, because, is_taken_back=is_taken_back)]


@pytest.mark.parametrize("ahead", [1, 2, 200])
def test_a_version_may_be_taken_back_up_to_the_day_before_its_own(ahead):
    assert said(DAY - timedelta(days=ahead)) == []


@pytest.mark.parametrize("after", [0, 1, 200])
def test_from_its_day_on_it_is_in_force_and_stays(after):
    assert said(DAY + timedelta(days=after)) == [
        "This version is in force from 30 Nov 2026: it can't be taken back, make a new one."
    ]


@pytest.mark.parametrize("because", ["", "  \n"])
def test_a_reason_is_asked(because):
    (lack,) = taking_back_lacks(DAY, DAY - timedelta(days=1), because, is_taken_back=False)
    assert (lack.rule, lack.sentence, lack.field) == ("PSP-2", "Say why it is taken back.", "because")


def test_it_is_taken_back_once():
    assert said(is_taken_back=True) == ["This version was taken back already."]


def test_what_is_in_force_is_finished_and_only_while_none_follows():
    assert finishing_version_lacks(DAY, DAY, None) == ()
    (early,) = finishing_version_lacks(DAY, DAY - timedelta(days=1), None)
    assert early.sentence == "This version is in force only from 30 Nov 2026: finish it then."
    (follows,) = finishing_version_lacks(DAY, DAY, date(2026, 12, 7))
    assert follows.sentence == "The plan goes on: a version is agreed from 7 Dec 2026. Take that one back first."
