"""Days and moments, typed as people say them: "tomorrow", "+3", "mon 9am", "930"."""

from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from app.door.clock import Clock
from models.values import london_day, to_london
from ui.text import clock_text, day_text, full_day_text, moment_text
from ui.typed import doubt, parse_day, parse_moment
from ui.widgets.typed_edit import TypedEdit


class DateEdit(TypedEdit[date]):
    """A day. With `looks_back` a weekday is the last one, for what has already happened."""

    def __init__(self, clock: Clock, name: str, parent: QWidget | None = None, *, looks_back: bool = False) -> None:
        self._clock, self._looks_back = clock, looks_back
        super().__init__(name, "today, tomorrow, +3, mon, 5/11", parent)

    def parse(self, typed: str) -> date:
        return parse_day(typed, self._today, looks_back=self._looks_back)

    def written(self, value: date) -> str:
        return f"{full_day_text(value, date.min)}"

    def understood(self, value: date) -> str:
        near, full = day_text(value, self._today), full_day_text(value, date.min)
        return full if near == full or near in full else f"{near}, {full}"

    @property
    def _today(self) -> date:
        return london_day(self._clock.now())


class MomentEdit(TypedEdit[datetime]):
    """A day and a time by the office's clock; `value()` is in UTC. A time that the clocks leave out is refused."""

    def __init__(self, clock: Clock, name: str, parent: QWidget | None = None, *, looks_back: bool = False) -> None:
        self._clock, self._looks_back = clock, looks_back
        super().__init__(name, "now, 930, tomorrow 14:30, mon 9am", parent)

    def parse(self, typed: str) -> datetime:
        return parse_moment(typed, self._clock.now(), looks_back=self._looks_back)

    def written(self, value: datetime) -> str:
        return f"{full_day_text(to_london(value).date(), date.min)} {clock_text(value)}"

    def understood(self, value: datetime) -> str:
        return f"{moment_text(value, self._clock.now())}. {doubt(value)}".removesuffix(". ")
