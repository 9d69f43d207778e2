"""Who pays for what follows an end: as known at the closing, and what is found only later."""

import pytest

from models.rules.cld.who_paid import kept_at_closing, pays_in_full
from models.vocabulary.agreement import Funding


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize("now", list(Funding))
def test_what_was_known_at_the_closing_counts_whatever_is_known_now(now):
    assert pays_in_full(now, at_closing=True)
    assert not pays_in_full(now, at_closing=False)


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize("known", list(Funding))
def test_what_nobody_knew_is_as_it_is_known_now(known):
    assert pays_in_full(known, at_closing=None) is (known is Funding.SELF_FUNDER)
    assert pays_in_full(known, at_closing=kept_at_closing(known)) is (known is Funding.SELF_FUNDER)
    assert (kept_at_closing(known) is None) is (known is Funding.NOT_KNOWN)
