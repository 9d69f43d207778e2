"""The moment, in UTC. The only module that reads the system's time; everything else is handed a Clock."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Says what moment it is; `is_set` where somebody set it, so that no server is asked."""

    is_set: bool

    def now(self) -> datetime:
        """The moment, aware, in UTC."""


class SystemClock:
    """The desk's own clock."""

    is_set = False

    def now(self) -> datetime:
        """The moment by the operating system."""
        return datetime.now(UTC)  # noqa: TID251  the one place


class DeskClock:
    """A desk's clock: the system's, until its database turns out to be a demonstration, which has a day of its own."""

    def __init__(self) -> None:
        self.is_set = False
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        """The moment: as long after the one it went on at as has passed since."""
        return SystemClock().now() + self._ahead

    def go_on_at(self, moment: datetime) -> None:
        """It is this moment now, and the clock runs on from there."""
        self._ahead = moment - SystemClock().now()
        self.is_set = True


class FixedClock:
    """A clock that stands still until it is moved: for the demonstration and `--as-at`."""

    is_set = True

    def __init__(self, moment: datetime) -> None:
        self.move_to(moment)

    def now(self) -> datetime:
        """The moment at which it stands."""
        return self._moment

    def move_to(self, moment: datetime) -> None:
        """Stand at this moment from now on."""
        if moment.tzinfo is None:
            raise TypeError(f"moment without a time zone: {moment!r}")
        self._moment = moment.astimezone(UTC)
