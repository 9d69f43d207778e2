"""2A as the department computes it: every case of known answer, and what may never change it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.cld.events import CldEvent, Span
from models.rules.cld.measure_2a import Counts, Line2A, episodes_2a, figure_2a, named_count
from tests.rules.cld.cases import DATA, cases, release

YEAR = Span(date(2026, 4, 1), date(2027, 3, 31))
ST_MAX, COMMUNITY = "Short term support: ST-Max", "Long term support: Community"
WHY = {
    Counts.OTHER_PERIOD: "not counted: cluster ends outside the period",
    Counts.EXISTING: "not counted: existing client (long-term support less than 91 days before)",
}


def said(episode):
    """Where an episode counts, in the words of the cases."""
    return WHY.get(episode.counts) or named_count(episode)


def counted(events, data=DATA, period=YEAR):
    return episodes_2a(events, release(), period=period, data=data)


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize("case", cases("ASCOF 2A"), ids=lambda each: each.name)
def test_a_case_comes_out_as_it_is_known(case):
    found = episodes_2a(case.events, release(), period=case.period, data=DATA)
    expected = case.expected
    assert " | ".join(f"{each.start}..{each.end or 'open'}" for each in found) == expected["expected_clusters"]
    assert " | ".join(map(said, found)) == expected["expected_why"]
    assert " | ".join(each.result for each in found) == expected["expected_final_outcome"]
    assert " | ".join(each.step for each in found) == expected["expected_step"]
    assert " | ".join(each.band for each in found) == expected["expected_age_band"]
    total = figure_2a(found, release())[-1]
    told = (str(total.denominator), str(total.successes))
    assert told == (expected["expected_denominator"], expected["expected_numerator"])


# --- whatever the rows --------------------------------------------------------------------------------------------

DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 30))
OUTCOMES = st.sampled_from((*release().ranked, "", "Nobody's word"))


@st.composite
def rows(draw):
    """Some events of one person."""
    found = []
    for record in range(draw(st.integers(1, 5))):
        start = draw(DAYS)
        kind = draw(st.sampled_from(("Service", "Service", "Service", "Request", "Assessment", "Review")))
        end = draw(st.none() | st.integers(-1, 60).map(lambda days, start=start: start + timedelta(days=days)))
        service = draw(st.sampled_from((ST_MAX, ST_MAX, *release().values.service_types)))
        found.append(
            CldEvent(
                person="9990001014",
                client_type="Service user",
                event_type=kind,
                start=start,
                end=end,
                service_type=service if kind == "Service" else "",
                component=draw(st.sampled_from(("Reablement", "Equipment", "Short term nursing care"))),
                outcome=draw(OUTCOMES),
                born=date(1944, 3, 1),
                record=record,
            )
        )
    return found


@settings(max_examples=60, deadline=None)
@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(events, chance):
    mixed = list(events)
    chance.shuffle(mixed)
    assert counted(mixed) == counted(events)


@settings(max_examples=60, deadline=None)
@given(rows())
def test_capitals_change_nothing(events):
    shouted = [each._replace(service_type=each.service_type.upper(), outcome=each.outcome.upper()) for each in events]
    known = [each._replace(outcome="" if each.outcome == "Nobody's word" else each.outcome) for each in events]
    shouted = [each._replace(outcome="" if each.outcome == "NOBODY'S WORD" else each.outcome) for each in shouted]
    assert counted(shouted) == counted(known)


@settings(max_examples=60, deadline=None)
@given(rows())
def test_long_term_support_that_ended_91_days_before_changes_nothing(events):
    first = min(each.start for each in events)
    old = CldEvent(
        person="9990001014", client_type="Service user", event_type="Service", start=first - timedelta(days=400),
        end=first - timedelta(days=91), service_type=COMMUNITY, outcome="NFA: Support ended as planned",
        born=date(1944, 3, 1), record=99,
    )  # fmt: skip
    assert counted([*events, old]) == counted(events)


@settings(max_examples=60, deadline=None)
@given(rows())
def test_each_episode_is_counted_once_and_no_more_succeed_than_are_counted(events):
    found = counted(events)
    assert len({(each.person, each.start) for each in found}) == len(found)
    for line in figure_2a(found, release()):
        assert 0 <= line.successes <= line.denominator <= len(found)


@settings(max_examples=60, deadline=None)
@given(rows())
def test_an_unpaid_carers_own_rows_count_nowhere(events):
    carers = [each._replace(client_type="Unpaid carer", record=each.record + 10) for each in events]
    assert counted([*events, *carers]) == counted(events)


# --- what the cases leave out -------------------------------------------------------------------------------------


def st_max(start, end, outcome="NFA: Support ended as planned", **other):
    told = CldEvent(
        "9990001014", "Service user", "Service", start, end, ST_MAX, "Reablement", outcome, date(1944, 3, 1)
    )
    return told._replace(**other)


@pytest.mark.rule("FIG-2")
def test_the_first_edition_does_not_see_what_follows_in_the_next_seven_days():
    ended = st_max(date(2027, 3, 1), date(2027, 3, 31))
    care = st_max(date(2027, 4, 2), None, "", service_type=COMMUNITY, component="")
    first = counted([ended, care], data=Span(date(2024, 4, 1), YEAR.last))
    revised = counted([ended, care])
    assert [each.counts for each in (*first, *revised)] == [Counts.SUCCESS, Counts.NO_SUCCESS]


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(("age", "counts"), [(17, Counts.UNDER_AGE), (18, Counts.SUCCESS)])
def test_who_is_under_age_at_the_end_is_left_out(age, counts):
    (found,) = counted([st_max(date(2026, 5, 1), date(2026, 5, 28), born=date(2026 - age, 5, 1))])
    assert found.counts is counts


@pytest.mark.rule("FIG-2")
def test_a_death_that_only_another_row_tells_leaves_out_an_episode_begun_after_it():
    told = st_max(date(2026, 1, 5), date(2026, 1, 9), died=date(2026, 4, 30))
    later = st_max(date(2026, 5, 1), date(2026, 5, 28))
    assert counted([told, later])[-1].counts is Counts.DEAD_BEFORE


def test_a_figure_of_nothing_is_published_as_nought():
    assert Line2A("Total", 0, 0).percent == Decimal("0.0")
    assert Line2A("Total", 2, 3).percent == Decimal("66.7")
    assert Line2A("Total", 1, 16).percent == Decimal("6.3")


def test_the_windows_are_the_releases_own():
    wider = replace(release(), measure_2a=replace(release().measure_2a, joined_within=8))
    apart = [st_max(date(2026, 5, 1), date(2026, 5, 10)), st_max(date(2026, 5, 18), date(2026, 6, 1))]
    assert len(episodes_2a(apart, release(), period=YEAR, data=DATA)) == 2
    assert len(episodes_2a(apart, wider, period=YEAR, data=DATA)) == 1
