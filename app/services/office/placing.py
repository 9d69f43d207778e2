"""Putting a line of what the office edits at another place: the same for lists, the start checklist and examples."""

from collections.abc import Sequence
from typing import Protocol, TypeVar
from uuid import UUID

from app.door.turn import Turn
from models.rules.office.lists import in_order


class Placed(Protocol):
    """A record with its place among its like."""

    position: int
    operation_id: UUID | None


Line = TypeVar("Line", bound=Placed)


def put_at(turn: Turn, lines: Sequence[Line], moved: Line, to: int) -> None:
    """Number the lines anew with one of them at another place, the first is 1; only what moves is written."""
    for position, line in enumerate(in_order(lines, moved, to)):
        if line.position != position:
            line.position, line.operation_id = position, turn.operation
