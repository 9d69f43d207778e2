"""Hours and whole numbers, typed: "37.5", "37,5", "37:30" or "37 h" are the same hours."""

from models.values import hours_text
from models.vocabulary.hours import hours_typed, number_typed
from ui.widgets.typed_edit import TypedEdit


class HoursEdit(TypedEdit[int]):
    """Hours, kept as whole minutes."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "such as 37.5 or 37:30")

    def parse(self, typed: str) -> int:
        return hours_typed(typed)

    def written(self, value: int) -> str:
        return f"{hours_text(value)} h"


class NumberEdit(TypedEdit[int]):
    """A whole number, not less than nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "such as 4")

    def parse(self, typed: str) -> int:
        return number_typed(typed)
