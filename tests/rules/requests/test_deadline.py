"""Until when a subject access request is answered: the corresponding day, the month's last, a working day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.policy import SettingsInForce
from models.rules.clocks import end_of_day, months_after
from models.rules.closure.deaths import DeathFacts
from models.rules.requests.deadline import (
    RequestFacts,
    due_on,
    explained,
    extending_lacks,
    request_prompts,
)
from models.values import start_of_day
from models.vocabulary.requests import RequestOutcome

pytestmark = pytest.mark.rule("SAR-1")
DAY = timedelta(days=1)
CAME = date(2026, 11, 3)
FACTS = RequestFacts(received_on=CAME)


@pytest.mark.parametrize(
    ("day", "months", "answered"),
    [
        (date(2026, 9, 3), 1, date(2026, 10, 3)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
    ],
)
def test_the_last_day_is_the_corresponding_one_or_the_last_of_its_month(day, months, answered):
    assert months_after(day, months) == answered


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 11, 3), date(2026, 12, 3)),
        (date(2026, 10, 28), date(2026, 11, 30)),  # a Saturday
        (date(2026, 11, 25), date(2026, 12, 29)),  # Christmas, the weekend, and the day kept for Boxing Day
        (date(2026, 3, 3), date(2026, 4, 7)),  # Good Friday
        (date(2026, 1, 31), date(2026, 3, 2)),  # the last of February is a Saturday
    ],
)
def test_a_last_day_that_is_no_working_day_becomes_the_next_that_is_one(policy, received, due):
    assert due_on(RequestFacts(received_on=received), policy) == due


def test_time_runs_from_the_evidence_where_it_was_asked_for(policy):
    asked = replace(FACTS, evidence_asked_on=CAME + 2 * DAY)
    assert due_on(asked, policy) is None
    assert "Time runs from the day on which the evidence" in explained(asked, policy)
    assert due_on(replace(asked, evidence_seen_on=date(2026, 11, 10)), policy) == date(2026, 12, 10)
    assert due_on(replace(FACTS, evidence_seen_on=date(2026, 11, 10)), policy) == date(2026, 12, 3)


def test_a_longer_time_counts_from_the_same_day(policy):
    longer = replace(FACTS, extended_on=CAME + 9 * DAY)
    assert due_on(longer, policy) == date(2027, 2, 3)
    assert "3 calendar months from 3 Nov 2026, when the request was received: 3 Feb 2027." in explained(longer, policy)
    assert "28 Nov 2026, which is no working day, so 30 Nov 2026." in explained(
        RequestFacts(received_on=date(2026, 10, 28)), policy
    )


def test_a_longer_time_is_told_within_the_first_month_for_a_reason(policy):
    def said(told_on, because="Twenty years of records", today=date(2027, 1, 5), facts=FACTS):
        return [each.sentence for each in extending_lacks(facts, told_on, because, today, policy)]

    assert said(date(2026, 12, 2)) == said(date(2026, 12, 3)) == said(CAME) == []
    assert said(date(2026, 12, 4)) == ["That it takes longer had to be told by 3 Dec 2026: answer the request now."]
    assert "They can't have been told before" in said(CAME - DAY)[0].replace("they", "They")
    assert "once whoever asks has been told" in said(date(2026, 12, 2), today=date(2026, 12, 1))[0]
    assert said(CAME, because=" ") == ["Say why the request is complex, as whoever asks was told."]
    assert "that is done once" in said(CAME, facts=replace(FACTS, extended_on=CAME))[0]
    assert "Time doesn't run" in said(CAME, facts=replace(FACTS, evidence_asked_on=CAME))[0]


def test_a_request_keeps_the_settings_of_the_day_on_which_its_time_began(policy):
    shorter = replace(policy, access_answered_within=0)
    later = SettingsInForce.of(shorter, ((start_of_day(CAME), policy), (start_of_day(CAME + DAY), shorter)))
    assert due_on(FACTS, later) == date(2026, 12, 3)
    assert due_on(RequestFacts(received_on=CAME + DAY), later) == CAME + DAY


def test_today_says_it_as_the_last_day_nears_and_after_it(policy):
    (line,) = request_prompts("Jo Gill", FACTS, policy)
    assert (line.rule, line.field) == ("SAR-1", "subject_access.release")
    assert line.sentence.startswith("Jo Gill: the subject access request of 3 Nov 2026 is answered by 3 Dec 2026")
    assert line.shown_from == start_of_day(date(2026, 12, 3) - policy.access_warning)
    assert line.due == end_of_day(date(2026, 12, 3))
    (waits,) = request_prompts("Jo Gill", replace(FACTS, evidence_asked_on=CAME), policy)
    assert (waits.due, waits.field) == (None, "subject_access.evidence")
    assert request_prompts("Jo Gill", replace(FACTS, outcome=RequestOutcome.WITHDRAWN), policy) == ()


@pytest.mark.rule("SAR-3")
def test_one_about_somebody_who_died_is_said_from_the_start(policy):
    (line,) = request_prompts("Jo Gill", replace(FACTS, death=DeathFacts(reported_at=start_of_day(CAME))), policy)
    assert (line.rule, line.field, line.shown_from) == ("SAR-3", "subject_access.end", start_of_day(CAME))
    assert "hand it on to information governance" in line.sentence
