"""A week of calls as people write it, understood as it is typed."""

from PySide6.QtWidgets import QWidget

from app.exchange.calls_text import CallsRead, read_calls, visits_text
from models.values import NotAValue, PlannedVisit
from ui.widgets.typed_edit import TypedEdit


class CallsEdit(TypedEdit[CallsRead]):
    """The calls of a week as people write them: "am 45x2, lunch 30, bed 30x2 daily"."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "am 45x2, lunch 30, bed 30x2 daily", parent)

    def parse(self, typed: str) -> CallsRead:
        read = read_calls(typed)
        if read.unread:
            unread = ", ".join(read.unread)
            raise NotAValue(f"This can't be read: {unread}. Write call, minutes, workers and days: am 45x2 daily.")
        return read

    def written(self, value: CallsRead) -> str:
        return value.typed

    def understood(self, value: CallsRead) -> str:
        return f"{visits_text(value.visits)}{' (no days are named)' if value.days_assumed else ''}"

    @property
    def visits(self) -> tuple[PlannedVisit, ...]:
        """The calls that were understood."""
        read = self.value()
        return read.visits if read else ()
