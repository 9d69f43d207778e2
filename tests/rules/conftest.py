"""What every test of a rule starts from: the settings as shipped, and moments as an office clock shows them."""

from collections.abc import Callable
from datetime import datetime

import pytest

from models.policy import PolicySettings
from models.values import from_london
from resources import read_toml


@pytest.fixture(scope="session")
def policy() -> PolicySettings:
    return PolicySettings.parse(read_toml("policy.toml"))


@pytest.fixture(scope="session")
def at() -> Callable[[str], datetime]:
    """The moment that "2026-11-20 09:00" means on the office wall."""
    return lambda text: from_london(datetime.fromisoformat(text))
