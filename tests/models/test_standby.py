"""A server dies and its standby takes over: nothing is lost that was answered, and desks go on at the same address."""

import os

import pytest

from tests.standby import drill


@pytest.mark.skipif(os.name == "nt", reason="Windows can't take a running server's folder over")
def test_the_standby_takes_over_and_has_every_save_that_was_answered():
    log = []
    drill(5, log.append)
    assert "6 of 6 people are there" in log[-1]
