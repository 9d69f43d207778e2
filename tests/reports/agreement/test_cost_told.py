"""What a family reads of a cost that isn't the same all the time: now, before and to come, agreed or not."""

import dataclasses
from datetime import date

import pytest

from models.rules.office.reading_age import LIMIT, reading_age
from models.values import Money
from reports.agreement.agreement import render
from reports.agreement.paper import CostPeriod, CostTold, FirstDays, MoneyLine
from reports.layout.styles import Edition

ISSUED = date(2026, 11, 20)


def a_period(day, until=None, pence=43400, **more):
    lines = (MoneyLine("Bed, every day, 45 minutes, two care workers", "5 h", Money.pence(100), Money.pence(pence)),)
    told = {"lines": lines if pence else (), "total": Money.pence(pence), "bill_total": Money.pence(4 * pence)}
    return CostPeriod(from_day=day, until=until, **(told | more))


@pytest.fixture
def told(agreement, words_of):
    """The words of an agreement with these periods."""

    def tell(*periods, total=43400, edition=Edition.STANDARD, **more):
        more = {"periods": periods, "week_total": Money.pence(total)} | more
        return words_of(render(dataclasses.replace(agreement, **more), edition))

    return tell


@pytest.mark.rule("FUND-7")
def test_the_summary_names_the_price_of_now_what_it_was_before_and_what_comes(told):
    words = told(
        a_period(date(2026, 11, 16), date(2026, 11, 18), 34720),
        a_period(date(2026, 11, 19), date(2026, 12, 6)),
        a_period(date(2026, 12, 7), None, 44800),
    )
    summary = words.split("2. The people")[0]
    assert "£434.00 a week You pay from Monday 16 November 2026." in summary
    assert "This price counts from Thursday 19 November 2026." in summary
    assert "From Monday 16 November 2026 until Wednesday 18 November 2026 it was £347.20 a week." in summary
    assert "From Monday 7 December 2026 it is £448.00 a week." in summary
    assert reading_age(summary.split("for you")[1]) <= LIMIT


@pytest.mark.rule("FUND-7")
def test_a_renewed_paper_says_from_when_its_price_counts_not_only_from_when_somebody_pays(told):
    words = told(a_period(date(2026, 11, 18), agreed=False))
    assert "You pay from Monday 16 November 2026. This price counts from Wednesday 18 November 2026." in words
    assert "it was £" not in words


@pytest.mark.rule("FUND-7")
@pytest.mark.parametrize("edition", Edition)
def test_not_agreed_is_said_in_words_that_fit_a_paper_without_place_to_sign(told, edition):
    words = told(a_period(date(2026, 11, 18), agreed=False), edition=edition)
    assert "Not agreed yet. No paper that was signed has this price in it." in words
    assert "by signing this paper" not in words


@pytest.mark.rule("FUND-8")
def test_who_asked_to_stop_reads_of_nothing_to_pay_and_of_no_sum(told):
    words = told(a_period(date(2026, 11, 16), pence=0, is_asked=True), total=0, lines=())
    assert "Nothing, because you asked us to stop" in words
    assert "From Monday 16 November 2026 you pay nothing" in words
    for untrue in ("£", "how the cost of a week is made up", "Each line is", "You pay from"):
        assert untrue not in words


@pytest.mark.rule("FUND-8")
def test_who_asked_for_less_reads_so_beside_the_sum(told):
    summary = told(a_period(date(2026, 11, 16), is_asked=True)).split("2. The people")[0]
    assert "You asked us for less than we had planned" in summary


@pytest.mark.rule("FUND-7")
def test_a_single_first_day_is_one_day(told):
    first = FirstDays(
        from_day=ISSUED, until=ISSUED, lines=(MoneyLine("Bed", "1", Money.pence(100), Money.pence(100)),),
        total=Money.pence(100),
    )  # fmt: skip
    words = told(a_period(ISSUED), first_days=first)
    assert "the visits planned on Friday 20 November 2026:" in words


@pytest.mark.rule("FUND-8")
@pytest.mark.parametrize(
    ("agreed", "said", "sentence"),
    [
        (None, True, "You pay from Monday 16 November 2026. This paper was made later, on 20 November 2026. This is"),
        (None, False, "We have no note that somebody told you"),
        (False, True, "The price changed from Monday 16 November 2026. This paper was made later"),
        (False, False, "The price changed from Monday 16 November 2026. This paper was made later"),
        (True, True, ""),
        (True, False, ""),
    ],
)
def test_only_days_of_no_signed_paper_are_said_to_lie_before_it(told, agreed, said, sentence):
    record = (CostTold(date(2026, 11, 15), "Priya Raman", "Ann Gill", "by letter"),) if said else ()
    words = told(a_period(date(2026, 11, 16), agreed=agreed), said_of_cost=record)
    assert sentence in words
    assert ("This paper was made later" in words) is bool(sentence)
    assert ("15 November 2026: Priya Raman told Ann Gill, by letter" in words) is (said and bool(sentence))
