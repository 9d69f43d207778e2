"""What stands before a copy leaves, how a request ends otherwise, and what is next of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.closure.deaths import DeathFacts
from models.rules.requests import answering
from models.rules.requests.deadline import RequestFacts
from models.values import start_of_day
from models.vocabulary.requests import (
    AccessCheckKind,
    AskedBy,
    Authority,
    ReleasedHow,
    RequestOutcome,
    RequestState,
)

pytestmark = pytest.mark.rule("SAR-2")
DAY = timedelta(days=1)
CAME, TODAY = date(2026, 11, 3), date(2026, 11, 20)
FACTS = RequestFacts(received_on=CAME)
READY = replace(FACTS, copied_on=CAME)
DEAD = DeathFacts(reported_at=start_of_day(CAME))
ALL = frozenset(AccessCheckKind)


def sentences(lacks):
    return [each.sentence for each in lacks]


def test_who_asks_for_another_is_named_and_nothing_is_recorded_ahead():
    def said(*told):
        return sentences(answering.request_lacks(*told, TODAY))

    assert said(AskedBy.PERSON, "", TODAY) == said(AskedBy.ANOTHER, "Ann Gill", CAME) == []
    assert said(AskedBy.ANOTHER, " ", CAME) == ["Say by name who asks for them."]
    assert said(AskedBy.PERSON, "", TODAY + DAY) == ["A request is recorded once it has come."]


def test_evidence_is_asked_for_once_and_before_time_is_up():
    def said(asked_on, facts=FACTS, today=date(2027, 1, 5)):
        return sentences(answering.asking_evidence_lacks(facts, asked_on, today, date(2026, 12, 3)))

    assert said(CAME) == said(date(2026, 12, 3)) == []
    assert "had to be asked for promptly" in said(date(2026, 12, 4))[0]
    assert said(CAME - DAY) == ["The request came on 3 Nov 2026: correct the day."]
    assert said(TODAY + DAY, today=TODAY) == ["Record it once the evidence was asked for."]
    assert "record it when it comes" in said(TODAY, replace(FACTS, evidence_asked_on=CAME))[0]
    assert said(TODAY, replace(FACTS, death=DEAD))[0].endswith("Hand the request on.")
    assert "none is to be asked for" in said(TODAY, replace(FACTS, evidence_seen_on=CAME))[0]


def test_evidence_says_what_was_seen_and_by_what_another_may_ask():
    def said(evidence="a passport", authority=None, seen_on=TODAY, facts=FACTS):
        return sentences(answering.evidence_lacks(facts, evidence, authority, seen_on, TODAY))

    another = replace(FACTS, asked_by=AskedBy.ANOTHER)
    assert said() == said(seen_on=CAME) == said(authority=Authority.ATTORNEY, facts=another) == []
    assert "Say which evidence was seen" in said(evidence="")[0]
    assert said(facts=another) == ["Say by what they may ask for the person."]
    assert said(seen_on=TODAY + DAY) == ["Record the evidence once it has been seen."]
    assert "it can't have been seen before" in said(seen_on=CAME - DAY)[0]


@pytest.mark.rule("SAR-1")
def test_evidence_seen_again_moves_no_last_day():
    def said(seen_on):
        facts = replace(FACTS, evidence_asked_on=CAME, evidence_seen_on=CAME + 2 * DAY)
        return sentences(answering.evidence_lacks(facts, "a passport", None, seen_on, TODAY))

    assert said(CAME + 2 * DAY) == said(CAME + DAY) == []
    for later in (CAME + 3 * DAY, TODAY):
        assert said(later) == [
            "It was first seen on 5 Nov 2026, from when time runs: leave that day, and say what was seen since."
        ]


def released(facts=READY, checked=ALL, given_to="Jo Gill", how=ReleasedHow.HAND, on=TODAY):
    return sentences(answering.release_lacks(facts, checked, given_to, how, on, TODAY))


def test_a_copy_leaves_once_everything_was_looked_at_and_it_is_made():
    assert released() == released(on=CAME) == []
    assert released(checked=ALL - {AccessCheckKind.OTHERS, AccessCheckKind.SAFEGUARDING}) == [
        "Not looked at yet: what tells of other people and safeguarding concerns."
    ]
    assert released(FACTS) == ["Make the copy first."]
    assert released(given_to="", how=None) == ["Say to whom the copy went.", "Say how the copy went."]
    assert released(on=CAME - DAY) == ["The request came on 3 Nov 2026: correct the day."]
    assert released(on=TODAY + DAY) == ["The end of a request is recorded once it has come."]


def test_a_copy_leaves_neither_before_it_was_made_nor_before_the_evidence_was_seen():
    made = replace(READY, copied_on=CAME + 3 * DAY)
    assert released(made, on=CAME + 3 * DAY) == released(made, on=CAME + 4 * DAY) == []
    assert released(made, on=CAME + 2 * DAY) == [
        "The copy was made on 6 Nov 2026, so it can't have left before: correct the day."
    ]
    seen = replace(READY, evidence_seen_on=CAME + 5 * DAY)
    assert released(seen, on=CAME + 5 * DAY) == []
    assert released(seen, on=CAME + 4 * DAY) == [
        "The evidence was seen on 8 Nov 2026: no copy left before. Correct the day."
    ]
    assert released(made, on=TODAY + DAY) == ["The end of a request is recorded once it has come."]


@pytest.mark.parametrize("facts", [replace(READY, asked_by=AskedBy.ANOTHER), replace(READY, evidence_asked_on=CAME)])
def test_a_copy_waits_for_the_evidence_of_who_asks(facts):
    assert released(facts) == ["Record first which evidence was seen of who asks, and that they may."]
    assert released(replace(facts, evidence_seen_on=TODAY)) == []


@pytest.mark.rule("SAR-3")
def test_of_somebody_who_died_nothing_is_released_and_the_other_act_is_named():
    (said,) = released(replace(READY, death=DEAD))
    assert "Access to Health Records Act 1990" in said
    assert said.endswith("Hand the request on.")


def ended(outcome, because="They asked so", given_to="", on=TODAY, *, told_rights=True):
    return sentences(answering.ending_lacks(FACTS, outcome, because, given_to, on, TODAY, told_rights=told_rights))


def test_an_end_without_a_copy_has_its_reason():
    assert ended(RequestOutcome.WITHDRAWN) == ended(RequestOutcome.REFUSED) == []
    assert ended(RequestOutcome.WITHDRAWN, because=" ") == ["Say why the request ends without a copy."]
    assert "complain to the ICO" in ended(RequestOutcome.REFUSED, told_rights=False)[0]
    assert ended(RequestOutcome.HANDED_ON) == ["Say to whom the request was handed on."]
    assert ended(RequestOutcome.HANDED_ON, given_to="Information governance") == []
    assert "to whom it went and how" in ended(RequestOutcome.RELEASED)[0]
    assert ended(RequestOutcome.WITHDRAWN, on=TODAY + DAY) == ["The end of a request is recorded once it has come."]


def test_nothing_is_recorded_of_a_request_that_has_ended():
    assert answering.is_open_lacks(None, None) == ()
    (lack,) = answering.is_open_lacks(RequestOutcome.REFUSED, TODAY)
    assert lack.sentence == "This request ended on 20 Nov 2026 (refused): record a new one."


def test_what_was_looked_at_says_what_was_found():
    assert answering.check_lacks("nothing") == ()
    assert "or that it was nothing" in answering.check_lacks(" ")[0].sentence


@pytest.mark.parametrize(
    ("facts", "checked", "state"),
    [
        (FACTS, frozenset(), RequestState.CHECKS),
        (replace(FACTS, evidence_asked_on=CAME), ALL, RequestState.EVIDENCE),
        (replace(FACTS, asked_by=AskedBy.ANOTHER), ALL, RequestState.EVIDENCE),
        (FACTS, ALL - {AccessCheckKind.CODES}, RequestState.CHECKS),
        (FACTS, ALL, RequestState.COPY),
        (READY, ALL, RequestState.RELEASE),
        (replace(READY, death=DEAD), ALL, RequestState.DEAD),
        (replace(READY, outcome=RequestOutcome.RELEASED, death=DEAD), ALL, RequestState.CLOSED),
    ],
)
def test_the_list_says_what_is_next(facts, checked, state):
    assert answering.request_state(facts, checked) is state
