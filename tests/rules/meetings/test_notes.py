"""Next steps are agreed on a day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.closure.deaths import DeathFacts
from models.rules.meetings.notes import Noted, next_steps_lacks, of_the_dead_lacks

TODAY, DAY = date(2026, 11, 20), timedelta(days=1)
BEGAN = TODAY - 30 * DAY


@pytest.mark.rule("MDT-1")
def test_next_steps_are_agreed_on_a_day_that_has_come():
    assert next_steps_lacks("Jean Able", "try lunch alone", TODAY, BEGAN, TODAY) == ()
    assert next_steps_lacks("Jean Able", "try lunch alone", TODAY - 30 * DAY, BEGAN, TODAY) == ()
    (ahead,) = next_steps_lacks("Jean Able", "try lunch alone", TODAY + DAY, BEGAN, TODAY)
    assert ahead.sentence == "21 Nov 2026 hasn't come yet: say on which day they were agreed with Jean Able."
    (open_,) = next_steps_lacks("Jean Able", "try lunch alone", None, BEGAN, TODAY)
    assert (open_.sentence, open_.field) == (
        "Say on which day the next steps were agreed with Jean Able.", "next_steps_on",
    )  # fmt: skip


@pytest.mark.rule("MDT-1")
def test_without_next_steps_no_day_is_asked():
    assert next_steps_lacks("Jean Able", "  ", None, BEGAN, TODAY) == ()
    assert next_steps_lacks("Jean Able", "", TODAY + DAY, BEGAN, TODAY) == ()


@pytest.mark.rule("MDT-1")
def test_next_steps_are_agreed_since_the_support_began():
    (early,) = next_steps_lacks("Jean Able", "try lunch alone", BEGAN - DAY, BEGAN, TODAY)
    assert early.sentence.startswith("Jean Able's support began on 21 Oct 2026")
    assert next_steps_lacks("Jean Able", "try lunch alone", BEGAN, BEGAN, TODAY) == ()


@pytest.mark.rule("MDT-1", "END-6")
def test_of_the_dead_nothing_is_noted_and_of_the_reported_nothing_agreed():
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    reported, confirmed = DeathFacts(reported_at=at), DeathFacts(confirmed_at=at)
    for death, says, steps in ((DeathFacts(), "a", "b"), (reported, "a", " "), (confirmed, " ", "")):
        assert of_the_dead_lacks("Jean Able", death, Noted(says, steps, TODAY), Noted()) == ()
    for death, says, steps in ((reported, "", "b"), (confirmed, "a", ""), (confirmed, "", "b")):
        lacks = of_the_dead_lacks("Jean Able", death, Noted(says, steps, TODAY), Noted())
        assert [each.rule for each in lacks] == ["END-6"]


@pytest.mark.rule("MDT-1", "END-6")
def test_what_was_noted_before_a_death_stands():
    at, stands = datetime(2026, 11, 20, 9, tzinfo=UTC), Noted("I mange", "lunch alone", TODAY)
    reported, confirmed = DeathFacts(reported_at=at), DeathFacts(confirmed_at=at)
    mended = replace(stands, person_says="I manage")
    assert of_the_dead_lacks("Jean Able", reported, mended, stands) == ()
    assert of_the_dead_lacks("Jean Able", confirmed, stands, stands) == ()
    assert of_the_dead_lacks("Jean Able", confirmed, mended, stands) != ()
    for other in (replace(stands, next_steps="lunch and tea alone"), replace(stands, next_steps_on=TODAY - DAY)):
        assert of_the_dead_lacks("Jean Able", reported, other, stands) != ()
