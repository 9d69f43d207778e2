"""The shell's questions about this desk: its teams, and who sits here. Few imports: asked at every start."""

from typing import Any

from app.queries.office import choices as office_queries
from app.queries.office import seat as desk_queries
from ui.desk import SeatView, StaffMember, TeamChoice


def teams(turn: Any) -> tuple[TeamChoice, ...]:
    """The teams that can be in view."""
    return tuple(TeamChoice(each.id, each.name) for each in office_queries.teams(turn))


def seat(turn: Any) -> SeatView:
    """Who sits here, on which database."""
    here = desk_queries.seat(turn)
    return SeatView(
        here.staff, here.name, here.role.label, here.office, here.database, here.by_login, here.is_here, here.office_id
    )


def limits(turn: Any) -> dict[str, str]:
    """The limits of the office's settings, as help says them."""
    return desk_queries.limits(turn)


def staff(turn: Any) -> tuple[StaffMember, ...]:
    """Who could sit here."""
    return tuple(StaffMember(each.id, each.name, each.role.label) for each in office_queries.staff(turn))
