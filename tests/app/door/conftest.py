"""What tests of the door share."""

from concurrent.futures import ThreadPoolExecutor

import pytest


@pytest.fixture
def in_background():
    with ThreadPoolExecutor(1) as worker:
        yield worker.submit
