"""Figures: what is counted, what belongs to the period, and that nothing at all reads "none yet"."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.figures.figure import Figure, FigurePeriod, FigureRow, beside, share_row, share_text
from models.rules.figures.referred import ReferralFigureFacts, referrals_by_band, time_to_start
from models.rules.figures.stays import StayFigureFacts, goals_in_time, length_of_stay
from models.vocabulary.plans import AimOfSupport
from models.vocabulary.referrals import Band, ReferralOutcome

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOVEMBER = FigurePeriod(date(2026, 11, 1), date(2026, 11, 30))


def asked(band=Band.OTHER, *, days=5, after=None, outcome=None):
    first = NOW - days * DAY
    started = None if after is None else first + after
    return ReferralFigureFacts(
        band=band,
        first_asked_at=first,
        received_at=first,
        outcome=ReferralOutcome.STARTED if started else outcome,
        started_at=started,
    )


def stay(*, days=10, goals=None, ended=None, **told):
    began = NOW - days * DAY
    return StayFigureFacts(
        started_at=began,
        first_support_at=began,
        goals_complete_at=None if goals is None else began + goals,
        ended_at=None if ended is None else began + ended,
        **told,
    )


@pytest.mark.rule("FIG-1")
def test_of_the_period_before_it_isnt_said_again_who_waits_now():
    waits = [ReferralFigureFacts(Band.OTHER, NOW - DAY, NOW - DAY)]
    assert "The oldest referral that waits now" in time_to_start(waits, NOVEMBER, NOW).sentence
    assert time_to_start(waits, NOVEMBER, None).sentence == "No start in this period yet."


@pytest.mark.rule("FIG-1")
def test_a_share_of_nothing_reads_none_yet():
    assert share_text(0, 0) == "none yet"
    assert share_text(8, 10) == "8 of 10 (80%)"
    assert share_row("A", 0, 0) == FigureRow("A", None, "none yet", 0)
    assert share_row("A", 0, 3) == FigureRow("A", 0, "0 of 3 (0%)", 3)


@pytest.mark.rule("FIG-1")
def test_a_period_holds_both_of_its_days_by_the_offices_calendar():
    summer = FigurePeriod(date(2026, 7, 1), date(2026, 7, 31))
    assert summer.holds(datetime(2026, 6, 30, 23, 0, tzinfo=UTC))
    assert not summer.holds(datetime(2026, 6, 30, 22, 59, tzinfo=UTC))
    assert summer.holds(datetime(2026, 7, 31, 22, 59, tzinfo=UTC))
    assert not summer.holds(datetime(2026, 7, 31, 23, 0, tzinfo=UTC))
    assert not summer.holds(None)


@pytest.mark.rule("FIG-1")
def test_referrals_are_counted_by_band_with_what_became_of_them():
    some = [
        asked(Band.URGENT, after=HOUR),
        asked(Band.URGENT),
        asked(Band.OTHER, outcome=ReferralOutcome.DECLINED),
        asked(days=60),
    ]
    found = referrals_by_band(some, NOVEMBER)
    assert found.sentence == "3 referrals came in: 1 started, 1 still waiting, 1 left the queue otherwise."
    assert [row.label for row in found.rows] == [f"Band {band.roman}" for band in Band]
    urgent = found.rows[2]
    assert (urgent.value, urgent.text) == (2, "2 of 3 (67%): 1 started, 1 waiting")
    assert dict(urgent.parts)["Waiting"] == 1
    assert {tuple(label for label, _ in row.parts) for row in found.rows} == {
        ("Started", "Declined", "Signposted", "Withdrawn", "Hold lapsed", "Died", "In part", "Waiting")
    }
    assert (found.rows[0].value, found.rows[0].text, found.rows[0].of) == (0, "0 of 3 (0%)", 3)
    none = referrals_by_band([asked(days=60)], NOVEMBER)
    assert none.is_empty
    assert {(row.value, row.text) for row in none.rows} == {(None, "none yet")}


@pytest.mark.rule("FIG-1")
def test_the_time_to_start_has_its_middle_its_longest_and_the_oldest_that_waits():
    some = [asked(after=2 * HOUR), asked(after=4 * HOUR), asked(after=30 * HOUR), asked(days=9)]
    found = time_to_start(some, NOVEMBER, NOW)
    assert found.sentence == (
        "3 starts: half had waited 4 h or less, the longest 1 d 6 h. "
        "The oldest referral that waits now was first asked 9 d ago."
    )
    assert (found.rows[-1].value, found.rows[-1].text) == (4.0, "4 h, longest 1 d 6 h (3 starts)")
    assert (found.rows[-1].of, found.rows[0].value, found.rows[0].text) == (3, None, "none yet")
    empty = time_to_start([], NOVEMBER, NOW)
    assert (empty.sentence, empty.is_empty) == ("No start in this period yet.", True)


@pytest.mark.rule("FIG-1", "GOAL-1")
def test_goals_within_48_hours_leave_out_those_whose_time_isnt_over(policy):
    some = [
        stay(goals=48 * HOUR),
        stay(goals=48 * HOUR + timedelta(microseconds=1)),
        stay(),
        stay(days=1),
        stay(days=1, goals=HOUR),
        stay(ended=HOUR),
    ]
    found = goals_in_time(some, NOVEMBER, NOW, policy)
    assert found.sentence == "Goals were set within 48 hours for 2 of 4 (50%)."
    assert [row.value for row in found.rows] == [2, 1, 1]
    assert {row.of for row in found.rows} == {4}
    empty = goals_in_time([], NOVEMBER, NOW, policy)
    assert (empty.is_empty, empty.rows[0].value, empty.rows[0].text) == (True, None, "none yet")


@pytest.mark.rule("FIG-1", "STC-2")
def test_who_recuperates_first_is_counted_apart_and_later_goals_from_when_they_were_asked_for(policy):
    first, later = AimOfSupport.RECUPERATE, AimOfSupport.GOALS
    some = [
        stay(goals=HOUR),
        stay(support_for=first),
        stay(support_for=first, ended=5 * DAY),
        stay(support_for=first, goals=HOUR),
        stay(support_for=later, goals=50 * HOUR, goals_from=NOW - 9 * DAY),
        stay(support_for=later, goals_from=NOW - HOUR),
    ]
    found = goals_in_time(some, NOVEMBER, NOW, policy)
    assert found.sentence == (
        "Goals were set within 48 hours for 3 of 3 (100%). 2 people recuperate first, without goals."
    )
    assert [(row.label, row.value) for row in found.rows][3:] == [("Recuperate first", 2)]


@pytest.mark.rule("FIG-1")
def test_a_stay_is_counted_from_day_1_to_the_day_of_its_end(policy):
    some = [stay(days=50, ended=each * DAY) for each in (41, 42, 36)] + [stay(days=15, ended=13 * DAY), stay()]
    found = length_of_stay(some, NOVEMBER, policy)
    assert [(row.label, row.value) for row in found.rows] == [
        ("1 to 14 days", 1), ("15 to 28 days", 0), ("29 to 42 days", 2), ("Over 42 days", 1),
    ]  # fmt: skip
    assert found.sentence == "4 stays ended: half lasted 39.5 days or less, the longest 43."
    assert length_of_stay([], NOVEMBER, policy).is_empty


@pytest.mark.rule("FIG-1", "PSP-7")
@pytest.mark.parametrize(("days", "labels"), [(1, ["Day 1", "Over 1 days"]), (3, ["Day 1", "Day 2", "Day 3"])])
def test_the_classes_of_lengths_follow_the_policy(policy, days, labels):
    found = length_of_stay([stay(ended=DAY)], NOVEMBER, replace(policy, short_term_days=days))
    assert [row.label for row in found.rows][: len(labels)] == labels
    assert sum(row.value for row in found.rows) == 1
    assert f"the {days} days of the policy" in found.definition


@pytest.mark.rule("FIG-1")
@pytest.mark.parametrize(("day", "month"), [(date(2026, 3, 29), 3), (date(2026, 10, 25), 10)])
def test_a_day_of_a_clock_change_is_one_day(policy, at, day, month):
    first, until = at(f"{day - DAY} 23:30"), at(f"{day + DAY} 00:30")
    one = StayFigureFacts(first, first, None, until)
    whole = FigurePeriod(date(2026, month, 1), date(2026, month, 31))
    assert length_of_stay([one], whole, policy).sentence == "1 stay ended, after 3 days."


@pytest.mark.rule("FIG-1", "REF-17")
def test_a_referral_whose_parts_went_different_ways_is_one_and_says_so():
    some = [
        asked(Band.URGENT, after=HOUR)._replace(rest=(None,)),
        asked(after=HOUR)._replace(rest=(ReferralOutcome.STARTED,)),
    ]
    found = referrals_by_band(some, NOVEMBER)
    assert found.sentence == "2 referrals came in: 1 started, 1 in part, 0 still waiting, 0 left the queue otherwise."
    assert found.rows[2].text == "1 of 2 (50%): 1 in part"
    assert "first asked 5 d ago" in time_to_start(some, NOVEMBER, NOW).sentence


@pytest.mark.rule("FIG-1")
def test_the_period_before_is_as_long_and_right_before_it():
    assert NOVEMBER.before == FigurePeriod(date(2026, 10, 2), date(2026, 10, 31))
    day = FigurePeriod(date(2026, 3, 1), date(2026, 3, 1))
    assert day.before == FigurePeriod(date(2026, 2, 28), date(2026, 2, 28))
    assert FigurePeriod(date(1, 1, 2), date(1, 1, 2)).before.first == date.min
    assert FigurePeriod(date(1, 1, 2), date(1, 1, 3)).before is None


@pytest.mark.rule("FIG-1")
def test_a_row_says_in_words_what_it_was_before_and_what_changed():
    def row(value, text="", label="A"):
        return FigureRow(label, value, text, 9)

    def figure(*rows):
        return Figure("T", "Said.", "people", rows, "D", "S")

    before = figure(row(3, "3 of 9 (33%): 1 started"), row(None, "none yet", "B"))
    found = beside(figure(row(5), row(2, label="B"), row(1, label="C")), before, 28)
    assert found.before == "In the 28 days before: Said."
    assert [each.before_text for each in found.rows] == ["3 of 9 (33%), now 2 more", "none", ""]
    for now, said in ((3, "now the same"), (2.5, "now 0.5 less"), (None, "now none")):
        assert beside(figure(row(now)), before, 1).rows[0].before_text == f"3 of 9 (33%), {said}"
    nothing = beside(figure(row(None)), figure(row(None)), 1)
    assert (nothing.before, nothing.rows[0].before_text) == ("In the 1 day before there was none.", "")
