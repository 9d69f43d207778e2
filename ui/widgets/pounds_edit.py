"""An amount of money, typed in pounds: "25.6", "25.60", "£25.60" are the same."""

import re
from decimal import Decimal

from models.values import Money, NotAValue
from ui.widgets.typed_edit import TypedEdit

_POUNDS = re.compile(r"£?\s*(\d{1,6}(?:\.\d{1,2})?)")


class PoundsEdit(TypedEdit[Decimal]):
    """Pounds, with pence where there are some."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "such as 25.60")

    def parse(self, typed: str) -> Decimal:
        found = _POUNDS.fullmatch(typed.strip())
        if found is None:
            raise NotAValue("Type pounds and pence, such as 25.60.")
        return Decimal(found[1])

    def written(self, value: Decimal) -> str:
        return str(Money(value)).replace(",", "")
