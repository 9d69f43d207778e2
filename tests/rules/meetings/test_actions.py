"""What somebody took on in a meeting stands on Today until it is done, late from the day after its day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.meetings.actions import ActionFacts, action_prompts
from models.rules.today.headings import PromptGroup, group_of
from models.values import start_of_day
from models.vocabulary.meetings import MeetingKind

HELD = datetime(2026, 10, 23, 9, tzinfo=UTC)


@pytest.mark.rule("MDT-3")
@pytest.mark.parametrize("due", [date(2026, 11, 20), date(2026, 10, 25), date(2027, 3, 28)])
def test_an_action_is_due_to_the_end_of_its_day_and_overdue_from_the_next(due):
    facts = ActionFacts(what="Ring the son.", owner="OT North", due=due, meeting=MeetingKind.DAILY, held_at=HELD)
    (prompt,) = action_prompts("Jean Gill", facts)
    assert (prompt.shown_from, prompt.field) == (HELD, "today.action_form")
    assert prompt.sentence == "Jean Gill: “Ring the son”. OT North took it on in the Daily MDT of 23 Oct 2026."
    next_day = start_of_day(due + timedelta(days=1))
    assert group_of(prompt.due, next_day - timedelta(minutes=1)) is PromptGroup.NEXT_DAY
    assert group_of(prompt.due, next_day) is PromptGroup.OVERDUE


@pytest.mark.rule("MDT-3")
def test_what_is_about_nobody_in_particular_is_said_without_a_name():
    facts = ActionFacts(
        what="Book the room", owner="DSO North", due=date(2026, 11, 20), meeting=MeetingKind.WEEKLY, held_at=HELD
    )
    assert action_prompts("", facts)[0].sentence.startswith("“Book the room”: DSO North took it on in the Weekly MDT")
