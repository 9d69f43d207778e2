"""The office that queries are asked about."""

import pytest


@pytest.fixture
def postgres_office(desk_office):
    """As a desk's own login has it, whom the server refuses what no desk may."""
    return desk_office
