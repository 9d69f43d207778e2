"""Days and moments, typed as people say them: "tomorrow", "+3", "mon 9am", "930"."""

from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from app.door.clock import Clock
from models.values import age_on, london_day, to_london
from ui.text import (
    clock_text,
    count,
    day_or_moment_text,
    full_day_text,
    is_whole_day,
    moment_text,
    near_day_text,
    plain_day_text,
)
from ui.typed import doubt, parse_birth, parse_day, parse_moment
from ui.widgets.typed_edit import TypedEdit

_OLDEST = 110  # years; who is older is rarer than a year that was mistyped


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
        near, full = self.beside(value), full_day_text(value, date.min)
        return f"{near}, {full}" if near else full

    def beside(self, value: date) -> str:
        return near_day_text(value, self._today)

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

    def beside(self, value: datetime) -> str:
        near = near_day_text(london_day(value), london_day(self._clock.now()))
        return ". ".join(part for part in (near, doubt(value)) if part)


class DayOrMomentEdit(MomentEdit):
    """A day, or a day and a time; a day alone is its beginning, and written without a time."""

    def parse(self, typed: str) -> datetime:
        return parse_moment(typed, self._clock.now(), looks_back=self._looks_back, a_day_will_do=True)

    def written(self, value: datetime) -> str:
        return full_day_text(london_day(value), date.min) if is_whole_day(value) else super().written(value)

    def understood(self, value: datetime) -> str:
        return day_or_moment_text(value, self._clock.now()) if is_whole_day(value) else super().understood(value)


class BirthDateEdit(TypedEdit[date]):
    """A day of birth: it has come, and a year of two digits is the last one that has."""

    def __init__(self, clock: Clock, name: str, parent: QWidget | None = None) -> None:
        self._clock = clock
        super().__init__(name, "14/3/1942", parent)

    def parse(self, typed: str) -> date:
        return parse_birth(typed, self._today)

    def written(self, value: date) -> str:
        return plain_day_text(value)

    def understood(self, value: date) -> str:
        return f"{plain_day_text(value)}, {self.beside(value)}"

    def beside(self, value: date) -> str:
        years = age_on(value, self._today)
        return count(years, "year") if years <= _OLDEST else f"{years} years old: is that right?"

    @property
    def _today(self) -> date:
        return london_day(self._clock.now())
