"""Every prompt that is to be shown now, each with the place that settles it (the tab Today)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from app.door.turn import Turn
from app.queries.statement import AnyRow
from app.queries.today.due_lines import Line, shown
from app.queries.today.prompt_row import PromptRow
from app.queries.today.staff_of_today import staff_rows
from models.rules.today.away_owners import away_words
from models.rules.today.headings import PromptGroup, group_of
from models.rules.today.prompts import is_at_once

__all__ = ["PromptGroup", "PromptRow", "today"]

_TOLD = Line._fields.index("staff_id")  # what a row says as the line does; whose it is and when it is shown come after
_DUE = Line._fields.index("due")
_THEN = tuple(Line._fields.index(name) for name in ("person", "rule", "sentence"))
_BY_LIMIT = itemgetter(_DUE, *_THEN)
_BY_ARISING = itemgetter(Line._fields.index("shown_from"), *_THEN)
_new: Any = tuple.__new__


def today(
    turn: Turn, *, team: UUID | None = None, mine: bool = False, acting_for: frozenset[UUID] = frozenset()
) -> tuple[PromptRow, ...]:
    """All that is to be shown now, the most pressing first; of one team or all, or only what is this desk's.

    What belongs to no team, a concern or a death, is shown to every team; what nobody owns, or somebody who is on
    leave today, to everybody. This desk's is also what its own people wait for from others. Of those for whom this desk
    acts while they are away, the list is shown as well, whatever their team. Three statements where all is settled;
    whose records were written since is derived anew.
    """
    rows = _in_order(shown(turn), turn, staff_rows(turn))
    if team is not None:
        rows = [row for row in rows if row.team_id in {None, team} or acting_for & {row.owner_id, row.chaser_id}]
    if mine:
        rows = [row for row in rows if _is_this_desks(row, acting_for)]
    return tuple(rows)


def _is_this_desks(row: PromptRow, acting_for: frozenset[UUID]) -> bool:
    return row.is_mine or row.is_chased or row.is_the_teams or bool(acting_for & {row.owner_id, row.chaser_id})


def _in_order(lines: list[Any], turn: Turn, staff: Mapping[UUID | None, AnyRow]) -> list[PromptRow]:
    """The order is that of `models.rules.today.prompts.standing`, of equals by what they say.

    Each heading and each owner is worked out once: many lines have the same limit, and all have few owners.
    """
    headings = {group: _Heading(group) for group in PromptGroup}
    limits: dict[datetime | None, _Heading] = {}
    for line in lines:
        due, who = line[_DUE], line[_TOLD : _TOLD + 2]
        heading = limits.get(due)
        if heading is None:
            heading = limits[due] = headings[group_of(due, turn.moment)]
        ending = heading.endings.get(who)
        if ending is None:
            ending = heading.endings[who] = (heading.group, *_whose(turn, staff, *who))
        row = _new(PromptRow, line[:_TOLD] + ending)
        (heading.at_once if is_at_once(line[0]) else heading.others).append(row)
    return [row for each in headings.values() for row in each.in_order()]


class _Heading:
    """The rows of one heading: what can't wait, and all else; `endings` is what they say from the heading on."""

    def __init__(self, group: PromptGroup) -> None:
        self.group = group
        self.endings: dict[tuple[UUID | None, UUID | None], tuple[object, ...]] = {}
        self.at_once: list[PromptRow] = []
        self.others: list[PromptRow] = []

    def in_order(self) -> Iterator[PromptRow]:
        by = _BY_ARISING if self.group is PromptGroup.OPEN else _BY_LIMIT
        yield from sorted(self.at_once, key=by)
        yield from sorted(self.others, key=by)


def _whose(
    turn: Turn, staff: Mapping[UUID | None, AnyRow], does: UUID | None, sees_to_it: UUID | None
) -> tuple[object, ...]:
    """What a row says of its owner, from `owner` to `away`. (DAY-4)."""
    member, responsible = staff.get(does), staff.get(sees_to_it)
    has_left = member is not None and not member.is_here
    on_leave = member is not None and not has_left and bool(member.on_leave)
    is_here = responsible is not None and responsible.is_here
    chaser = responsible if is_here and does != sees_to_it else None
    return (
        member.name if member is not None else "",
        None if has_left else does,
        not has_left and does == turn.staff,
        chaser.name if chaser is not None else "",
        chaser.id if chaser is not None else None,
        chaser is not None and chaser.id == turn.staff,
        has_left,
        on_leave,
        away_words(member.leave_until, turn.day, has_left=has_left, on_leave=on_leave) if member else "",
    )
