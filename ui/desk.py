"""What every screen is handed: the one door, the clock, the look, what this desk remembers, and the team in view."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:  # only handed on: the first paint waits for none of them
    from uuid import UUID

    from app.desk.drafts import Drafts
    from app.desk.preferences import Preferences
    from app.door.clock import Clock
    from app.door.door import Door
    from ui.theme import Look


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """A team that can be in view."""

    id: "UUID"
    name: str


@dataclass(frozen=True, slots=True)
class SeatView:
    """Who sits here, on which database; `by_login` where the server says who it is."""

    staff: "UUID"
    name: str
    role: str
    office: str
    database: str
    by_login: bool


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who could sit here."""

    id: "UUID"
    name: str
    role: str


class Desk(QObject):
    """One person's place of work. `team` is None while every team of the office is in view."""

    team_changed = Signal()

    def __init__(
        self,
        door: "Door",
        clock: "Clock",
        look: "Look",
        preferences: "Preferences",
        drafts: "Drafts",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.door, self.clock, self.look = door, clock, look
        self.preferences, self.drafts = preferences, drafts
        self.team: UUID | None = None

    def choose_team(self, team: "UUID | None") -> None:
        """Put this team in view; every screen asks again."""
        if team != self.team:
            self.team = team
            self.team_changed.emit()
