"""What a day prompts, worked out once: at each of its moments the same as is said at that very moment."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.clocks import end_of_day
from models.rules.closure.breaks import BreakFacts
from models.rules.referrals.prompts import QuestionFacts, ReferralPromptFacts
from models.rules.today.concerns import ConcernFacts
from models.rules.today.prompts import RecordPromptFacts, record_prompts
from models.rules.today.prompts_of_day import prompts_of_day
from models.rules.transfer.conditions import TransferFacts
from models.rules.transfer.offers import OfferFacts
from models.rules.transfer.prompts import TransferPromptFacts
from models.values import start_of_day
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import EpisodeKind

HOUR, DAY, INSTANT = timedelta(hours=1), timedelta(days=1), timedelta(microseconds=1)
DAYS = (date(2026, 11, 20), date(2026, 3, 29), date(2026, 10, 25))  # the clocks change on two of them
AROUND = st.integers(-6 * 24 * 4, 3 * 24 * 4).map(lambda quarters: quarters * timedelta(minutes=15))
MAYBE = st.none() | AROUND


def said_at(record, moment, policy):
    return Counter(record_prompts(record, moment, policy))


def shown_at(found, moment):
    return Counter(each.prompt for each in found if each.is_shown_at(moment))


def agree(record, day, policy):
    """At each quarter of an hour, at each moment at which something begins or ends, and an instant before."""
    found = prompts_of_day(record, day, policy)
    begins, last = start_of_day(day), end_of_day(day)
    quarters = (begins + number * timedelta(minutes=15) for number in range(100))
    turns = {moment for each in found for moment in (each.since, each.until) if moment is not None}
    for moment in sorted({last, *quarters, *turns, *(each - INSTANT for each in turns)}):
        if begins <= moment <= last:
            assert shown_at(found, moment) == said_at(record, moment, policy), moment
    return found


@pytest.mark.rule("REF-13")
@pytest.mark.parametrize("day", DAYS)
def test_capacity_that_expires_in_the_day_is_warned_of_up_to_its_limit_and_then_released(day, policy):
    limit = start_of_day(day) + 5 * HOUR
    facts = ReferralPromptFacts(name="Mary Smith", hold_found_at=limit - policy.hold_for, from_hospital=True)
    found = agree(RecordPromptFacts(name="Mary Smith", referral=facts), day, policy)
    held, expired = (next(each for each in found if words in each.prompt.sentence) for words in ("until", "expired"))
    assert held.is_shown_at(limit)
    assert not held.is_shown_at(limit + INSTANT)
    assert (expired.since, expired.until) == (limit + INSTANT, None)


@pytest.mark.rule("INT-1", "INT-2")
@pytest.mark.parametrize("day", DAYS)
def test_an_offer_that_comes_and_goes_within_the_day_is_asked_about_meanwhile(day, policy):
    begins = start_of_day(day)
    came, went = begins + 10 * HOUR, begins + 15 * HOUR
    facts = TransferFacts(
        sent_to_brokerage_at=begins - 5 * DAY, past_offers=(OfferFacts(offered_at=came, ended_at=went),)
    )
    record = RecordPromptFacts(name="Mary Smith", transfer=TransferPromptFacts(name="Mary Smith", transfer=facts))
    asked = [each for each in agree(record, day, policy) if each.prompt.field == "transfer.answer"]
    assert [(each.since, each.until) for each in asked] == [(came, went)]


@pytest.mark.rule("DAY-1")
def test_two_of_the_same_words_are_two(policy):
    begins = start_of_day(DAYS[0])
    record = RecordPromptFacts(name="Mary Smith", concerns=(ConcernFacts(begins + HOUR), ConcernFacts(begins + HOUR)))
    found = agree(record, DAYS[0], policy)
    assert [(each.since, each.until) for each in found] == [(begins + HOUR, None)] * 2


@given(
    day=st.sampled_from(DAYS),
    hold=MAYBE,
    start=MAYBE,
    questions=st.lists(AROUND, max_size=2),
    away=st.sampled_from(BreakKind),
    kind=st.sampled_from(EpisodeKind),
    began=AROUND,
    back=MAYBE,
    asked=AROUND,
    offers=st.lists(st.tuples(AROUND, AROUND, MAYBE), max_size=3),
    sent=MAYBE,
    listed=MAYBE,
    standing=MAYBE,
)
def test_each_moment_of_any_day_says_what_is_said_at_that_moment(
    policy, day, hold, start, questions, away, kind, began, back, asked, offers, sent, listed, standing
):
    begins = start_of_day(day)

    def at(span):
        return None if span is None else begins + span

    referral = ReferralPromptFacts(
        name="Mary Smith",
        questions=tuple(QuestionFacts(at(each), "Ward 4") for each in questions),
        hold_found_at=at(hold),
        first_start_at=at(start),
        from_hospital=True,
        received_at=begins - DAY,
        placed_until=at(listed),
    )
    stay = BreakFacts(
        kind=away,
        episode_kind=kind,
        began_at=at(began),
        last_visit_on=day - DAY,
        return_expected_at=at(back),
        last_asked_at=at(asked),
    )
    facts = TransferFacts(
        sent_to_brokerage_at=at(sent),
        listed_at=at(listed),
        offer_at=at(standing),
        past_offers=tuple(
            OfferFacts(offered_at=at(first), ended_at=at(max(first, last)), accepted_at=at(yes))
            for first, last, yes in offers
        ),
    )
    record = RecordPromptFacts(
        name="Mary Smith",
        referral=referral,
        breaks=(stay,),
        transfer=TransferPromptFacts(name="Mary Smith", transfer=facts),
    )
    agree(record, day, policy)
