"""The lines of Today as rows in their order, each with its owner: from what was asked before, without a database.

So it needs nothing of SQLAlchemy, and the first rows of a start needn't wait for its imports.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from operator import itemgetter
from typing import Any, TypeAlias
from uuid import UUID

from app.queries.today.line import Line
from app.queries.today.prompt_row import PromptRow
from models.rules.today.away_owners import away_words
from models.rules.today.headings import PromptGroup, group_of, is_at_once

AnyMember: TypeAlias = Any  # a row with id, name, is_here, on_leave, leave_until: `staff_of_today` asks it
_TOLD = Line._fields.index("staff_id")  # what a row says as the line does; whose it is and when it is shown come after
_DUE = Line._fields.index("due")
_THEN = tuple(Line._fields.index(name) for name in ("person", "rule", "sentence"))
_BY_LIMIT = itemgetter(_DUE, *_THEN)
_BY_ARISING = itemgetter(Line._fields.index("shown_from"), *_THEN)
_new: Any = tuple.__new__


def in_order(
    lines: Iterable[Any], moment: datetime, day: date, sits_here: UUID, staff: Mapping[UUID | None, AnyMember]
) -> list[PromptRow]:
    """The rows of these lines, tuples in the order of `Line`, at a moment of a day; `sits_here` is whose are mine.

    The order is that of `models.rules.today.prompts.standing`, of equals by what they say.

    Each heading and each owner is worked out once: many lines have the same limit, and all have few owners.
    """
    headings = {group: _Heading(group) for group in PromptGroup}
    limits: dict[datetime | None, _Heading] = {}
    for line in lines:
        due, who = line[_DUE], line[_TOLD : _TOLD + 2]
        heading = limits.get(due)
        if heading is None:
            heading = limits[due] = headings[group_of(due, moment)]
        ending = heading.endings.get(who)
        if ending is None:
            ending = heading.endings[who] = (heading.group, *_whose(day, sits_here, staff, *who))
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
    day: date, sits_here: UUID, staff: Mapping[UUID | None, AnyMember], does: UUID | None, sees_to_it: UUID | None
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
        not has_left and does == sits_here,
        chaser.name if chaser is not None else "",
        chaser.id if chaser is not None else None,
        chaser is not None and chaser.id == sits_here,
        has_left,
        on_leave,
        away_words(member.leave_until, day, has_left=has_left, on_leave=on_leave) if member else "",
    )


def of_team(rows: Iterable[PromptRow], team: UUID | None, acting_for: frozenset[UUID]) -> list[PromptRow]:
    """Those of one team or of all: what belongs to no team, and what somebody does for whom this desk acts, too."""
    if team is None:
        return list(rows)
    return [row for row in rows if row.team_id in {None, team} or acting_for & {row.owner_id, row.chaser_id}]
