"""Invented NHS numbers stay where invented people are."""

import pytest

from models.rules.people.invented import invented_number_lacks


@pytest.mark.parametrize(
    ("digits", "is_test", "fields"),
    [
        ("9993261629", False, ["nhs_number"]),
        ("9993261629", True, []),
        ("9990000000", False, ["nhs_number"]),
        ("9989999999", False, ["nhs_number"]),
        ("9434765919", False, ["nhs_number"]),
        ("9434765919", True, []),
        ("4010232137", False, []),
    ],
)
def test_a_number_of_the_range_for_tests_is_taken_by_a_test_database_only(digits, is_test, fields):
    assert [lack.field for lack in invented_number_lacks(digits, is_test=is_test)] == fields
