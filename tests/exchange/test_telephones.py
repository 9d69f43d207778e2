"""Telephone numbers as lists write them."""

import pytest

from app.exchange.telephones import has_number, with_its_zero


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("1144960033", "01144960033"),
        ("163296003", "0163296003"),
        ("7700900123", "07700900123"),
        ("114 496 0033", "0114 496 0033"),
        ("(1632) 960033", "(01632) 960033"),
        ("441144960033", "+441144960033"),
        ("44 1632 960033", "+44 1632 960033"),
    ],
)
def test_a_zero_or_a_plus_that_a_spreadsheet_dropped_is_given_back(written, whole):
    assert with_its_zero(written) == whole


@pytest.mark.parametrize(
    "written",
    ["", "0114 496 0033", "+44 114 496 0033", "0044 114 496 0033", "960033", "111", "123456789012", "1144960033 x12",
     "1632 960033 / 7700 900123", "ask the ward"],
)  # fmt: skip
def test_every_other_text_stays_as_it_is_written(written):
    assert with_its_zero(written) == written


@pytest.mark.parametrize(
    "written",
    ["0114 496 0033", "+44 114 496 0033", "0044 114 496 0033", "+44 (0)114 496 0033", "0114 496 0033 x123",
     "0114 496 0033 ext. 12", "01632 960033 / 07700 900123", "01632 960033 or 960034", "Ward 4: 01632 960033",
     "01632 960033 (after six)", "111"],
)  # fmt: skip
def test_a_number_that_can_be_dialled_is_found(written):
    assert has_number(written)


@pytest.mark.parametrize("written", ["ask the ward", "960033", "01632", "the GP", "O1632 96003"])
def test_what_nobody_can_dial_is_told(written):
    assert not has_number(written)
