"""Who pays is asked from the sending to Brokerage until it is known, late once somebody who pays would be liable."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.rules.agreement.charging import ChargeFacts
from models.rules.today.headings import PromptGroup, group_of
from models.rules.transfer.checklist import ChecklistFacts
from models.rules.transfer.conditions import TransferFacts
from models.rules.transfer.prompts import TransferPromptFacts, transfer_prompts
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import EpisodeKind

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def asked(facts, moment, policy):
    return [each for each in transfer_prompts(facts, moment, policy) if each.rule == "FUND-6"]


@pytest.fixture(params=["2026-11-10 10:00", "2026-03-27 10:00", "2026-10-23 10:00"])
def unknown(at, request):
    """Mary Smith in interim support, sent and listed; the 48 hours go over a clock change in two of three."""
    sent = at(request.param)
    charged = ChargeFacts(
        kind=EpisodeKind.INTERIM_TEAM,
        funding=Funding.NOT_KNOWN,
        interim_started_at=sent - HOUR,
        need_confirmed_at=sent - HOUR,
        sent_to_brokerage_at=sent,
        listed_at=sent + HOUR,
    )
    facts = TransferFacts(sent_to_brokerage_at=sent, listed_at=sent + HOUR)
    return TransferPromptFacts(name="Mary Smith", transfer=facts, handed_over_at=sent - HOUR, charged=charged)


@pytest.mark.rule("FUND-6")
def test_it_is_asked_from_the_sending_on_and_overdue_once_the_other_conditions_hold(unknown, policy):
    sent = unknown.transfer.sent_to_brokerage_at
    assert asked(unknown, sent - SECOND, policy) == []
    (prompt,) = asked(unknown, sent, policy)
    assert (prompt.shown_from, prompt.due, prompt.field) == (sent, sent + 49 * HOUR, "transfer.funding")
    assert prompt.sentence.startswith("Mary Smith")
    assert group_of(prompt.due, prompt.due + SECOND) is PromptGroup.OVERDUE
    assert group_of(prompt.due, prompt.due) is not PromptGroup.OVERDUE


@pytest.mark.rule("FUND-6")
def test_it_has_no_limit_while_a_fact_is_missing_or_support_is_short_term(unknown, policy):
    sent = unknown.transfer.sent_to_brokerage_at
    short = replace(unknown.charged, kind=EpisodeKind.SHORT_TERM)
    for charged in (replace(unknown.charged, need_confirmed_at=None), short, None):
        (prompt,) = asked(replace(unknown, charged=charged), sent, policy)
        assert prompt.due is None


@pytest.mark.rule("FUND-6")
@pytest.mark.parametrize("funding", list(Funding))
def test_whoever_is_known_to_pay_is_not_asked_about_and_the_end_of_interim_support_answers_nothing(
    unknown, policy, funding
):
    sent = unknown.transfer.sent_to_brokerage_at
    known = replace(unknown, checklist=ChecklistFacts(funding=funding))
    said = 1 if funding is Funding.NOT_KNOWN else 0
    assert len(asked(known, sent, policy)) == said
    assert len(asked(replace(known, is_over=True), sent, policy)) == said
