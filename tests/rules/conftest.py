"""What tests of rules start from: moments as an office clock shows them, and what a rule says around a limit."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.decision import Lack
from models.values import from_london, to_london

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture(scope="session")
def at() -> Callable[[str], datetime]:
    """The moment that "2026-11-20 09:00" means on the office wall."""
    return lambda text: from_london(datetime.fromisoformat(text))


@pytest.fixture(
    scope="session",
    params=["2026-11-20T09:00", "2026-03-29T00:59:59", "2026-03-29T01:00", "2026-10-25T00:30", "2026-10-25T01:00"],
)
def now(request) -> datetime:
    """An ordinary moment, and those on either side of both clock changes (given in UTC)."""
    return datetime.fromisoformat(request.param).replace(tzinfo=UTC)


@pytest.fixture(scope="session")
def hour_twice() -> tuple[datetime, datetime]:
    """Two moments of the hour that the office's clock shows twice: the later one has the earlier time of day."""
    moments = (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 10, tzinfo=UTC))
    return (to_london(moments[0]), to_london(moments[1]))


@pytest.fixture(scope="session")
def passes_around():
    """Whether a rule lets pass a second (a day) before a limit, at it and after it."""

    def asked(limit: datetime | date, lacks: Callable[..., tuple[Lack, ...]]) -> list[bool]:
        step = SECOND if isinstance(limit, datetime) else DAY
        return [lacks(each) == () for each in (limit - step, limit, limit + step)]

    return asked


@pytest.fixture(scope="session", params=["", " ", "\n\t "], ids=["empty", "blank", "blank lines"])
def nothing_said(request) -> str:
    """What a field holds in which nothing was said."""
    return request.param
