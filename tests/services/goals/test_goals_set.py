"""The milestone *goals set* after a mistaken end: a withdrawn milestone stands in nobody's way."""

from datetime import date, timedelta

import pytest

from app.queries.goals.goals import view
from app.services.closure import ending
from app.services.goals.goals import set_goal
from models.episodes import Episode
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import MilestoneKind


@pytest.mark.rule("END-7", "MILE-1")
def test_goals_set_after_a_mistaken_end_was_reopened_are_dated(office):
    person = office.a_person()
    episode = office.an_episode(person=person)
    office.do(
        ending.end,
        episode=episode,
        seen=office.version(Episode, episode),
        reason=EndReason.GOALS_ACHIEVED,
        ends_at=office.now,
    )
    office.do(ending.reopen, episode=episode, because="Wrong Jean")
    office.clock.advance(timedelta(days=2))
    office.do(
        set_goal,
        episode=episode,
        statement="I will make my own lunch",
        measure="on 6 of 7 days",
        achievable="stands for ten minutes",
        relevant="no lunch call needed",
        target=date(2026, 12, 10),
        set_by=office.staff["OT"],
    )
    dated = {each.kind: each.at for each in office.ask(view, person=person).milestones}
    assert dated[MilestoneKind.GOALS_SET] == office.now
    assert dated[MilestoneKind.END] is None
