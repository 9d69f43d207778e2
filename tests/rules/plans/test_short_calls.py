"""Calls under half an hour: asked for their reason at 29 minutes and not at 30, and what another version says of it."""

from dataclasses import replace

import pytest

from models.rules.plans.short_calls import (
    beside_visits,
    short_call_lacks,
    short_calls,
    why_changes,
    why_kept,
    why_now,
)
from models.values import Call, PlannedVisit, WhyShort

WEEKDAYS, WEEKEND = frozenset(range(5)), frozenset({5, 6})
LUNCH = PlannedVisit(WEEKDAYS, Call.LUNCH, 30)
TABLETS = WhyShort(Call.LUNCH, "Only her tablets")

pytestmark = pytest.mark.rule("PSP-1")


@pytest.mark.parametrize(("minutes", "asked"), [(1, True), (29, True), (30, False), (31, False)])
def test_under_thirty_minutes_the_reason_is_asked(policy, minutes, asked):
    week = (replace(LUNCH, minutes=minutes),)
    assert len(short_call_lacks(week, (), policy)) == asked
    assert short_call_lacks(week, (TABLETS,), policy) == ()
    assert beside_visits(week, (TABLETS,), policy) == ("Only her tablets" if asked else None,)


@pytest.mark.parametrize(("below", "asked"), [(0, 0), (30, 0), (31, 1), (45, 1)])
def test_the_office_sets_from_when_on_none_is_asked(policy, below, asked):
    assert len(short_call_lacks((LUNCH,), (), replace(policy, visit_reason_below=below))) == asked


def test_each_call_is_asked_once_in_the_order_of_the_day_with_the_minutes_of_its_visits(policy):
    week = (
        PlannedVisit(WEEKEND, Call.NIGHT, 1),
        replace(LUNCH, minutes=20),
        replace(LUNCH, minutes=15, days=WEEKEND),
        PlannedVisit(WEEKDAYS, Call.MORNING, 45),
    )
    lacks = short_call_lacks(week, (), policy)
    assert [(each.rule, each.who, each.field) for each in lacks] == [
        ("PSP-1", "whoever typed it", "why_short_lunch"),
        ("PSP-1", "whoever typed it", "why_short_night"),
    ]
    assert [each.sentence for each in lacks] == [
        "Lunch, 15 and 20 minutes: say why so short a visit is enough, or plan 30 minutes.",
        "Night, 1 minute: say why so short a visit is enough, or plan 30 minutes.",
    ]
    assert [each.sentence for each in short_calls(week, (TABLETS,), policy)] == [
        "Lunch, 15 and 20 minutes: Only her tablets",
        "Night, 1 minute: nobody has said why a visit under 30 minutes is enough. A new version asks for it.",
    ]


@pytest.mark.parametrize(("because", "fits"), [("x" * 200, True), ("x" * 201, False), ("Tablets\nand a drink", False)])
def test_a_reason_is_one_line_that_fits_on_the_papers(policy, because, fits):
    lacks = short_call_lacks((replace(LUNCH, minutes=20),), (WhyShort(Call.LUNCH, because),), policy)
    said = "Lunch, 20 minutes: say why that is enough in one line of 200 letters or fewer."
    assert [each.sentence for each in lacks] == ([] if fits else [said])


def test_a_reason_goes_on_while_its_call_stays_short_unless_another_is_told(policy):
    short, other = (replace(LUNCH, minutes=20),), WhyShort(Call.LUNCH, "Eye drops")
    assert why_now(short, (), (TABLETS,), policy) == (TABLETS,)
    assert why_now(short, (other,), (TABLETS,), policy) == (other,)
    assert why_now(short, (WhyShort(Call.LUNCH, " "),), (TABLETS,), policy) == ()
    assert why_now((LUNCH,), (other,), (TABLETS,), policy) == ()


def test_what_the_visits_keep_is_said_a_call_once():
    kept = [(Call.TEA, None), (Call.NIGHT, "A look"), (Call.LUNCH, TABLETS.because), (Call.LUNCH, TABLETS.because)]
    assert why_kept(kept) == (TABLETS, WhyShort(Call.NIGHT, "A look"))
    assert why_kept([(None, None)]) == ()


def test_another_reason_is_a_change_in_words():
    other = WhyShort(Call.LUNCH, "Eye drops")
    assert why_changes((), (TABLETS,)) == ("Lunch is short because: “Only her tablets”",)
    assert why_changes((TABLETS,), (other,)) == ("Lunch is short because: “Only her tablets” → “Eye drops”",)
    assert why_changes((TABLETS,), (TABLETS,)) == why_changes((TABLETS,), ()) == ()
