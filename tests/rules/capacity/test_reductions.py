"""A reduction that was withdrawn."""

import pytest

from models.rules.capacity.contracted_hours import withdrawn_lacks


@pytest.mark.rule("REF-15")
def test_a_withdrawn_reduction_is_neither_changed_nor_withdrawn_again(now):
    assert withdrawn_lacks(None) == ()
    assert [(each.rule, each.who) for each in withdrawn_lacks(now)] == [("REF-15", "nobody")]
