"""What a file doesn't say by itself and somebody has to: which columns, which sheet, which order its dates have."""

from collections.abc import Mapping as Titles
from dataclasses import dataclass, field
from enum import Enum

from app.door.errors import Refused
from app.exchange.columns import Mapping
from models.vocabulary.staff import Role


class DateOrder(Enum):
    """The order in which a file writes its dates."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class Asks(Enum):
    """What a question is about."""

    SHEET = "sheet"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody said about a file; nothing said leaves it to what the file says itself.

    `roles` answers by the folded title what a member of staff is whose title could be several roles.
    """

    columns: Mapping | None = None
    sheet: str | None = None
    order: DateOrder | None = None
    roles: Titles[str, Role] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """A question about the whole file, with the answers it can have: what is stored, and how it is said."""

    asks: Asks
    sentence: str
    choices: tuple[tuple[str, str], ...]


class FileAsks(Refused):
    """No row can be read before the question is answered; the sentence says how the command line answers it."""

    def __init__(self, question: Question, *, command_line: str = "") -> None:
        super().__init__(f"{question.sentence} {command_line}".strip(), who="whoever takes the file in")
        self.question = question


UNASKED = Answers()
