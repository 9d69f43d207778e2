"""Block hours in figures: the mean of the days, at the first and last of them, and who was away."""

from datetime import date

import pytest

from models.rules.figures.block_hours import BlockKind, BlockSpan, block_hours
from models.rules.figures.figure import FigurePeriod

pytestmark = pytest.mark.rule("STC-4", "FIG-1")
TEN_DAYS = FigurePeriod(date(2026, 11, 1), date(2026, 11, 10))
TODAY = date(2026, 11, 20)
BOUGHT = BlockSpan("Eastmoor", BlockKind.BOUGHT, date.min, None, 600)


def used(first, until, minutes=600, kind=BlockKind.USED):
    return BlockSpan("Eastmoor", kind, first, until, minutes)


def text(*spans, period=TEN_DAYS, today=TODAY):
    (row,) = block_hours([BOUGHT, *spans], period, today).rows
    return row.text


@pytest.mark.parametrize(
    ("first", "until", "said"),
    [
        (date(2026, 11, 1), None, "10 h of 10 h (100%)"),
        (date(2026, 10, 1), date(2026, 11, 1), "0 h of 10 h (0%)"),
        (date(2026, 10, 1), date(2026, 11, 2), "1 h of 10 h (10%)"),
        (date(2026, 11, 10), date(2026, 11, 30), "1 h of 10 h (10%)"),
        (date(2026, 11, 11), None, "0 h of 10 h (0%)"),
        (date(2026, 11, 5), date(2026, 11, 5), "0 h of 10 h (0%)"),
    ],
)
def test_hours_count_on_each_day_from_the_first_to_the_one_before_the_end(first, until, said):
    assert text(used(first, until)) == said


def test_days_to_come_are_neither_bought_nor_used():
    assert text(used(date(2026, 11, 6), None), today=date(2026, 11, 6)) == "1.67 h of 10 h (17%)"
    assert text(used(date(2026, 11, 6), None), today=date(2026, 10, 31)) == "none yet"


def test_who_was_away_is_said_and_more_than_bought_isnt_hidden():
    away = used(date(2026, 11, 1), date(2026, 11, 6), kind=BlockKind.AWAY)
    figure = block_hours([BOUGHT, used(date(2026, 11, 1), None, 660), away], TEN_DAYS, TODAY)
    assert figure.sentence == ("11 h a week were used of 10 h bought (110%), 5 h of them by people who were away.")
    assert [(row.value, row.of) for row in figure.rows] == [(11, 10)]


def test_of_nothing_bought_there_is_no_share_and_of_nothing_at_all_no_value():
    nothing = BOUGHT._replace(minutes=0)
    (row,) = block_hours([nothing, used(date(2026, 11, 1), None, 60)], TEN_DAYS, TODAY).rows
    assert row.text == "1 h of 0 h"
    figure = block_hours([nothing], TEN_DAYS, TODAY)
    assert (figure.sentence, figure.is_empty) == ("No block of hours in this period yet.", True)
