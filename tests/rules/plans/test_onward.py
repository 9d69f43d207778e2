"""Onward connections: what a request and its answer have to say, and when Today asks what came of it."""

from datetime import timedelta

import pytest

from models.rules.closure.deaths import DeathFacts
from models.rules.plans.onward import OnwardFacts, answer_lacks, onward_lacks
from models.rules.today.prompts import RecordPromptFacts, record_prompts
from models.vocabulary.plans import OnwardService

pytestmark = pytest.mark.rule("PSP-11")
SECOND = timedelta(seconds=1)


@pytest.fixture
def asked(at):
    return OnwardFacts(OnwardService.THERAPY, "stairs practice", at("2026-11-06 15:00"))


def said(lacks):
    return [(each.field, each.sentence) for each in lacks]


def test_a_request_says_what_was_asked_and_isnt_ahead(at):
    now = at("2026-11-20 12:00")
    assert onward_lacks("a balance class", now, now) == ()
    assert said(onward_lacks(" ", now + SECOND * 60, now)) == [
        ("what", "Say what was asked of the service."),
        ("at", "The request can't be in the future: record it when it is there."),
    ]


def test_an_answer_says_what_came_of_it_after_it_was_asked(at, asked):
    now = at("2026-11-20 12:00")
    assert answer_lacks("Begins on Monday", asked.asked_at, asked.asked_at, now) == ()
    assert said(answer_lacks(" ", asked.asked_at - SECOND, asked.asked_at, now)) == [
        ("outcome", "Say what came of it."),
        ("at", "It was asked on 6 Nov 2026: correct the day."),
    ]
    assert said(answer_lacks("Refused", now + SECOND * 60, asked.asked_at, now)) == [
        ("at", "The answer can't be in the future: record it when it is there."),
    ]


def test_after_fourteen_days_it_is_asked_what_came_of_it_and_no_more_after_a_death(at, asked, policy):
    record = RecordPromptFacts(name="Mary Smith", onward=(asked,))
    day_14 = at("2026-11-20 00:00")
    assert record_prompts(record, day_14 - SECOND, policy) == ()
    (prompt,) = record_prompts(record, day_14, policy)
    assert (prompt.rule, prompt.field, prompt.due) == ("PSP-11", "plans.onward_answer", None)
    assert prompt.sentence == (
        "Therapy was asked for Mary Smith on 6 Nov 2026 (stairs practice): say what came of it, or ask again."
    )
    died = RecordPromptFacts(name="Mary Smith", onward=(asked,), death=DeathFacts(reported_at=day_14))
    assert record_prompts(died, day_14, policy) == ()
