"""Every prompt that is to be shown now, each with the place that settles it (the tab Today)."""

from uuid import UUID

from app.door.turn import Turn
from app.queries.today.due_lines import shown
from app.queries.today.in_order import in_order, of_team
from app.queries.today.prompt_row import PromptGroup, PromptRow
from app.queries.today.staff_of_today import staff_rows

__all__ = ["PromptGroup", "PromptRow", "today"]


def today(
    turn: Turn, *, team: UUID | None = None, mine: bool = False, acting_for: frozenset[UUID] = frozenset()
) -> tuple[PromptRow, ...]:
    """All that is to be shown now, the most pressing first; of one team or all, or only what is this desk's.

    What belongs to no team, a concern or a death, is shown to every team; what nobody owns, or somebody who is on
    leave today, to everybody. This desk's is also what its own people wait for from others. Of those for whom this desk
    acts while they are away, the list is shown as well, whatever their team. Three statements where all is settled;
    whose records were written since is derived anew.
    """
    lines = shown(turn)
    rows = of_team(in_order(lines, turn.moment, turn.day, turn.staff, staff_rows(turn)), team, acting_for)
    if mine:
        rows = [row for row in rows if _is_this_desks(row, acting_for)]
    return tuple(rows)


def _is_this_desks(row: PromptRow, acting_for: frozenset[UUID]) -> bool:
    return row.is_mine or row.is_chased or row.is_the_teams or bool(acting_for & {row.owner_id, row.chaser_id})
