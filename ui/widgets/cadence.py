"""How long what is typed waits until it is kept."""

PAUSE_MS = 150
LATEST_MS = 500


class Cadence:
    """When to keep: 150 ms after a key, and at the latest 500 ms after the first one that isn't kept yet."""

    def __init__(self) -> None:
        self._first: int | None = None

    def wait(self, now: int) -> int:
        """How many ms to wait after a key at `now` (ms of any clock that only runs on)."""
        self._first = now if self._first is None else self._first
        return max(0, min(PAUSE_MS, self._first + LATEST_MS - now))

    def kept(self) -> None:
        """Everything typed until now is being kept."""
        self._first = None
