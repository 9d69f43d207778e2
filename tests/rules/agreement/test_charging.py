"""From which moment somebody pays, and why."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.agreement.charging import (
    ChargeFacts,
    Liability,
    charge_lacks,
    charged_from,
    liability,
)
from models.values import from_london
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import EpisodeKind

HOUR = timedelta(hours=1)
KINDS = (EpisodeKind.INTERIM_TEAM, EpisodeKind.INTERIM_IN_STS)


@pytest.fixture
def co_funder(at):
    """A co-funder for whom the list decides: listed on 12 November at 10."""
    return ChargeFacts(
        kind=EpisodeKind.INTERIM_TEAM,
        funding=Funding.CO_FUNDER,
        interim_started_at=at("2026-11-13 09:00"),
        support_plan_at=at("2026-11-09 12:00"),
        fabo_at=at("2026-11-09 13:00"),
        sent_to_brokerage_at=at("2026-11-10 10:00"),
        listed_at=at("2026-11-12 10:00"),
        eligible_at=at("2026-11-08 10:00"),
    )


@pytest.fixture
def self_funder(co_funder, at):
    """A self-funder with the same dates and a confirmed need."""
    return replace(
        co_funder,
        funding=Funding.SELF_FUNDER,
        support_plan_at=None,
        fabo_at=None,
        need_confirmed_at=at("2026-11-09 12:00"),
    )


@pytest.mark.rule("FUND-1")
@pytest.mark.parametrize("funding", list(Funding))
def test_short_term_is_free_whoever_pays_for_what_follows(co_funder, policy, funding):
    free = liability(replace(co_funder, kind=EpisodeKind.SHORT_TERM, funding=funding), policy)
    assert (free.rule, free.since, free.is_after, free.lines, free.lacks) == ("FUND-1", None, False, (), ())


@pytest.mark.rule("FUND-1")
def test_nothing_to_charge_can_be_printed_for_a_short_term_episode():
    assert [each.rule for each in charge_lacks(EpisodeKind.SHORT_TERM)] == ["FUND-1"]
    assert [charge_lacks(kind) for kind in KINDS] == [(), ()]


@pytest.mark.rule("FUND-2")
@pytest.mark.parametrize("kind", KINDS)
def test_a_co_funder_pays_just_after_48_hours_on_the_list(co_funder, at, policy, kind):
    pays = liability(replace(co_funder, kind=kind), policy)
    limit = at("2026-11-14 10:00")
    assert (pays.rule, pays.since, pays.is_after) == ("FUND-2", limit, True)


@pytest.mark.rule("FUND-2")
@pytest.mark.parametrize("listed", ["2026-03-28 10:00", "2026-10-24 10:00"])
def test_48_hours_on_the_list_are_elapsed_hours_across_the_clock_changes(co_funder, at, policy, listed):
    early = at("2026-01-05 09:00")
    facts = replace(
        co_funder,
        interim_started_at=early,
        support_plan_at=early,
        fabo_at=early,
        sent_to_brokerage_at=early,
        listed_at=at(listed),
    )
    assert liability(facts, policy).since == at(listed) + 48 * HOUR


@pytest.mark.rule("FUND-2")
@pytest.mark.parametrize("field", ["interim_started_at", "support_plan_at", "fabo_at"])
def test_the_latest_of_the_other_facts_decides_from_its_own_moment(co_funder, at, policy, field):
    late = at("2026-11-16 11:30")
    pays = liability(replace(co_funder, **{field: late}), policy)
    assert (pays.since, pays.is_after) == (late, False)
    (line,) = (each for each in pays.lines if each.is_decisive)
    assert line.counts_from == late
    assert line.what in pays.sentence
    assert "from 16 Nov 2026 at 11:30" in pays.sentence


@pytest.mark.rule("FUND-2")
def test_where_the_list_and_another_fact_meet_liability_begins_just_after(co_funder, at, policy):
    limit = at("2026-11-14 10:00")
    pays = liability(replace(co_funder, interim_started_at=limit), policy)
    assert (pays.since, pays.is_after) == (limit, True)
    assert "just after" in pays.sentence


@pytest.mark.rule("FUND-2")
@pytest.mark.parametrize(
    ("field", "who"),
    [
        ("interim_started_at", "the STS DSO"),
        ("support_plan_at", "the case coordinator"),
        ("fabo_at", "the case coordinator"),
        ("sent_to_brokerage_at", "the case coordinator"),
        ("listed_at", "Brokerage"),
    ],
)
def test_a_missing_fact_charges_nothing_and_says_which_and_who(co_funder, policy, field, who):
    open_ = liability(replace(co_funder, **{field: None}), policy)
    assert (open_.since, open_.is_after) == (None, False)
    assert [(each.rule, each.who) for each in open_.lacks] == [("FUND-2", who)]
    (line,) = (each for each in open_.lines if each.counts_from is None)
    assert "not recorded yet" in line.sentence
    assert not any(each.is_decisive for each in open_.lines)


@pytest.mark.rule("FUND-2")
def test_the_explanation_names_each_fact_and_the_listing_itself(co_funder, policy):
    lines = liability(co_funder, policy).lines
    assert len(lines) == 5
    assert lines[4].what == "More than 48 hours on the lack of provision list"
    assert "listed 12 Nov 2026 at 10:00" in lines[4].sentence
    assert "after 14 Nov 2026 at 10:00" in lines[4].sentence
    assert [each.is_decisive for each in lines] == [False] * 4 + [True]


@pytest.mark.rule("FUND-2", "INT-2")
def test_the_policy_can_count_from_sending(co_funder, self_funder, at, policy):
    from_sent = replace(policy, charging_counts_from_listed=False)
    for facts in (co_funder, self_funder):
        pays = liability(replace(facts, interim_started_at=at("2026-11-11 09:00"), listed_at=None), from_sent)
        assert (pays.since, pays.is_after) == (at("2026-11-12 10:00"), True)
        assert pays.lines[-1].what == "More than 48 hours with Brokerage"
        assert "sent 10 Nov 2026 at 10:00" in pays.lines[-1].sentence


@pytest.mark.rule("FUND-2")
def test_the_policy_can_charge_a_co_funder_from_eligibility_but_never_before_interim(co_funder, at, policy):
    eligible = replace(policy, charge_from_eligible=True)
    pays = liability(replace(co_funder, listed_at=None, fabo_at=None), eligible)
    assert (pays.since, pays.is_after) == (co_funder.interim_started_at, False)
    late = liability(replace(co_funder, eligible_at=at("2026-11-18 10:00")), eligible)
    assert late.since == at("2026-11-18 10:00")
    assert [each.who for each in liability(replace(co_funder, eligible_at=None), eligible).lacks] == [
        "the case coordinator"
    ]


@pytest.mark.rule("FUND-3")
def test_a_self_funder_pays_without_fabo_or_support_plan_once_need_is_confirmed(self_funder, at, policy):
    limit = at("2026-11-14 10:00")
    pays = liability(self_funder, policy)
    assert (pays.rule, pays.since, pays.is_after) == ("FUND-3", limit, True)
    assert liability(self_funder, replace(policy, charge_from_eligible=True)).since == limit
    late = replace(self_funder, need_confirmed_at=at("2026-11-17 10:00"))
    assert liability(late, policy).since == at("2026-11-17 10:00")


@pytest.mark.rule("FUND-3")
@pytest.mark.parametrize("field", ["interim_started_at", "need_confirmed_at", "sent_to_brokerage_at", "listed_at"])
def test_a_self_funder_pays_nothing_while_a_fact_is_missing(self_funder, policy, field):
    missing = liability(replace(self_funder, **{field: None}), policy)
    assert missing.since is None
    assert [each.rule for each in missing.lacks] == ["FUND-3"]


@pytest.mark.rule("FUND-2")
def test_the_council_pays_for_its_own_and_who_pays_is_asked_where_unknown(co_funder, policy):
    council = liability(replace(co_funder, funding=Funding.COUNCIL), policy)
    unknown = liability(replace(co_funder, funding=Funding.NOT_KNOWN), policy)
    assert (council.since, council.lacks) == (None, ())
    assert (unknown.since, [each.who for each in unknown.lacks]) == (None, ["the case coordinator"])


MOMENTS = (
    st.datetimes(
        min_value=datetime(2026, 3, 20),  # noqa: DTZ001  a wall clock
        max_value=datetime(2026, 4, 5),  # noqa: DTZ001
    )
    .filter(lambda local: local.hour != 1)
    .map(from_london)
)


@pytest.mark.rule("FUND-2", "FUND-3")
@given(st.tuples(*[MOMENTS] * 6), st.sampled_from([Funding.CO_FUNDER, Funding.SELF_FUNDER]))
def test_nobody_pays_before_every_fact_holds(policy, moments, funding):
    start, plan, fabo, sent, listed, need = moments
    pays = liability(
        ChargeFacts(
            kind=EpisodeKind.INTERIM_TEAM,
            funding=funding,
            interim_started_at=start,
            support_plan_at=plan,
            fabo_at=fabo,
            sent_to_brokerage_at=sent,
            listed_at=listed,
            need_confirmed_at=need,
        ),
        policy,
    )
    needed = (start, sent, *((plan, fabo) if funding is Funding.CO_FUNDER else (need,)))
    assert pays.since == max(*needed, listed + 48 * HOUR)
    assert pays.is_after is (listed + 48 * HOUR >= max(needed))
    assert sum(each.is_decisive for each in pays.lines) == 1


def begins(since, *, just_after=False):
    return charged_from(Liability("FUND-3", since, just_after, ""))


@pytest.mark.rule("FUND-2", "FUND-3")
@pytest.mark.parametrize(
    "day", [date(2026, 11, 20), date(2026, 3, 29), date(2026, 3, 30), date(2026, 10, 25), date(2026, 10, 26)]
)
def test_the_first_whole_day_is_charged_across_midnight_and_the_clock_changes(at, day):
    midnight, next_day = at(f"{day} 00:00"), day + timedelta(days=1)
    second = timedelta(seconds=1)
    assert [begins(midnight + step) for step in (-second, timedelta(0), second)] == [day, day, next_day]
    after = [begins(midnight + step, just_after=True) for step in (-second, timedelta(0), second)]
    assert after == [day, next_day, next_day]
    assert begins(at(f"{next_day} 00:00") - second) == next_day


@pytest.mark.rule("FUND-2", "FUND-3")
def test_a_day_of_25_hours_is_charged_whole_or_not_at_all(hour_twice):
    first, second = hour_twice
    assert begins(first) == begins(second) == date(2026, 10, 26)


@pytest.mark.rule("FUND-2")
@pytest.mark.parametrize(
    ("listed", "first_day"),
    [("2026-03-28 01:00", date(2026, 3, 31)), ("2026-10-24 01:00", date(2026, 10, 27))],
)
def test_48_elapsed_hours_end_an_hour_beside_the_wall_clock_when_it_changes(co_funder, at, policy, listed, first_day):
    earlier = at("2026-03-01 09:00")
    others = dict.fromkeys(("interim_started_at", "support_plan_at", "fabo_at", "sent_to_brokerage_at"), earlier)
    pays = liability(replace(co_funder, listed_at=at(listed), **others), policy)
    assert charged_from(pays) == first_day


@pytest.mark.rule("FUND-1", "FUND-2")
def test_no_day_is_charged_while_nothing_is_or_a_fact_is_missing(co_funder, policy):
    assert charged_from(liability(replace(co_funder, kind=EpisodeKind.SHORT_TERM), policy)) is None
    assert charged_from(liability(replace(co_funder, funding=Funding.COUNCIL), policy)) is None
    assert charged_from(liability(replace(co_funder, listed_at=None), policy)) is None
