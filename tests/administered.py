"""A small office on a server as the server's administrator has it, for tests that change the database itself.

A folder or a module imports it in the place of the one that a desk has; so does what tries what no desk may.
"""

from collections.abc import Iterator

import pytest

from tests.builders import MovingClock, SmallOffice
from tests.databases import opened
from tests.lent_postgres import LentPostgres


@pytest.fixture
def postgres_office(
    made_postgres_office: tuple[LentPostgres, SmallOffice], clock: MovingClock
) -> Iterator[SmallOffice]:
    """By the administrator's login, whom row security holds back from nothing."""
    lent, made = made_postgres_office
    for url in lent.lend():
        yield from opened(url, made, clock)
