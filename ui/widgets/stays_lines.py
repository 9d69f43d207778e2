"""What somebody has that isn't handed on with the rest: each with what to do about it instead (DAY-4)."""

from app.queries.owners.of_somebody import StaysRow
from ui.states import State
from ui.widgets.sentence_lines import SentenceLine


def stays_lines(name: str, rows: tuple[StaysRow, ...]) -> tuple[SentenceLine, ...]:
    """A line each; `name` is whose they are."""
    return tuple(
        SentenceLine(
            f"stays.{number}",
            f"{row.person}: {name} {row.said}." if row.person else f"{name} {row.said}.",
            State.WAITING,
            row.to_do,
        )
        for number, row in enumerate(rows, 1)
    )
