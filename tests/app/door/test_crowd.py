"""Desks that save to the same few records at once lose nothing: each press is kept once, or asked again."""

from tests.administered import postgres_office  # noqa: F401  who makes logins
from tests.crowd import crowd


def test_of_a_crowd_s_saves_to_the_same_records_each_is_kept_once(postgres_office):  # noqa: F811
    counted = crowd(postgres_office, desks=4, records=2, saves=5)
    assert (counted.saves, counted.lost, counted.twice) == (20, 0, 0)
