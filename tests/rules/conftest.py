"""What tests of rules start from: moments as an office clock shows them."""

from collections.abc import Callable
from datetime import datetime

import pytest

from models.values import from_london


@pytest.fixture(scope="session")
def at() -> Callable[[str], datetime]:
    """The moment that "2026-11-20 09:00" means on the office wall."""
    return lambda text: from_london(datetime.fromisoformat(text))
