"""Whether a cell says what it should, and how a person reads what it says."""

from datetime import date, datetime, timedelta

from reports.layout.cells import Kind, Value, excel_value

# Where days are counted from: usually, and where a workbook says that it counts from 1904.
EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001  a sheet's clock has no zone
_TOLERANCE = 1e-5  # Excel keeps moments as parts of a day, to some milliseconds
_DAY = timedelta(days=1)
_LAST = datetime(9999, 12, 31)  # noqa: DTZ001  the last day that Excel shows
LATEST = {is_1904: (_LAST - epoch).days for is_1904, epoch in EPOCHS.items()}
_SHOWN = 80

Found = str | float | bool | None


class Compared:
    """Compares in a workbook that counts its days from 1900, or from 1904."""

    def __init__(self, *, is_1904: bool) -> None:
        self.epoch = EPOCHS[is_1904]
        self._moments: dict[Value, str | float | None] = {}

    def stored(self, value: Value) -> str | float | None:
        """As a cell stores it; a day or moment is worked out once, for many rows share it."""
        if not isinstance(value, date):
            return excel_value(value, self.epoch)
        known = self._moments.get(value)
        if known is None:
            if len(self._moments) > 100_000:  # noqa: PLR2004  some megabytes
                self._moments.clear()
            known = self._moments[value] = excel_value(value, self.epoch)
        return known

    def is_same(self, found: Found, value: Value) -> bool:
        """Whether a cell that was found says that value."""
        due = self.stored(value)
        if isinstance(due, (int, float)) and isinstance(found, (int, float)) and not isinstance(found, bool):
            return abs(found - due) < _TOLERANCE
        if found is None or due is None or isinstance(due, str):
            return plain_text(found) == plain_text(due)
        if isinstance(found, str) and isinstance(value, date):
            return self._is_same_day(found, due)
        return False

    def _is_same_day(self, found: str, due: float) -> bool:
        """A day may stand there as `2026-11-20T09:00:00`: some programs write it so."""
        try:
            said = datetime.fromisoformat(found)
        except ValueError:
            return False
        return "T" in found and abs((said.replace(tzinfo=None) - self.epoch) / _DAY - due) < _TOLERANCE

    def shown(self, found: Found, kind: Kind) -> str:
        """What was found, as a person reads it in a column of that kind."""
        is_number = isinstance(found, (int, float)) and not isinstance(found, bool)
        if is_number and kind in {Kind.DAY, Kind.MOMENT} and 0 < float(found or 0) < (_LAST - self.epoch).days:
            moment = self.epoch + timedelta(seconds=round(float(found or 0) * 86_400))
            return f"{moment:%d/%m/%Y %H:%M}" if moment.hour or moment.minute else f"{moment:%d/%m/%Y}"
        return plain_text(found)[:_SHOWN]


def plain_text(value: Found) -> str:
    """What stands in a cell, as text; Excel keeps a line break within a cell as one sign."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
