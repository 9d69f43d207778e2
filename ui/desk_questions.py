"""The shell's questions about this desk: its teams, and who sits here. Few imports: asked at every start."""

from typing import Any

from app.queries import office as office_queries
from ui.desk import TeamChoice


def teams(turn: Any) -> tuple[TeamChoice, ...]:
    """The teams that can be in view."""
    return tuple(TeamChoice(each.id, each.name) for each in office_queries.teams(turn))
