"""What fills the shell, as one value: made by a worker after the first paint, for its imports take their time.

And what the shell knows of the window that it stands in: its tabs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

if TYPE_CHECKING:  # the shell is painted before any of these is needed
    from PySide6.QtWidgets import QStackedWidget

    from app.door.changes import Changes
    from app.door.errors import Refused, Unavailable
    from ui.actions import ActionSpec
    from ui.desk import SeatView, StaffMember, TeamChoice
    from ui.navigation import TabName
    from ui.tabs.tab import Tab
    from ui.widgets.caseload_list import CaseloadRow
    from ui.widgets.person_header import PersonView
    from ui.widgets.type_ahead import Match


@dataclass(frozen=True, slots=True)
class Screens:
    """How a tab is imported, and the questions that the shell asks; each is run on a worker.

    `bring` answers with what makes the tab of a desk. Each question takes the session (the turn) first; `search`
    answers with matches whose ids are people's.
    """

    bring: "Callable[[TabName], type[Tab]]"
    teams: "Callable[[Any], tuple[TeamChoice, ...]]"
    caseload: "Callable[[Any, UUID | None], tuple[CaseloadRow, ...]]"
    person: "Callable[[Any, UUID], PersonView]"
    search: "Callable[[Any, str], tuple[Match, ...]]"
    seat: "Callable[[Any], SeatView]"
    staff: "Callable[[Any], tuple[StaffMember, ...]]"
    limits: "Callable[[Any], dict[str, str]]"
    opened: "Callable[[Any, UUID], Changes] | None" = None  # notes that this person's record was opened
    copied: "Callable[[Any, str, int], Changes] | None" = None  # notes that so many rows of a list were copied
    recent: "Callable[[Any, tuple[UUID, ...]], tuple[Match, ...]] | None" = None  # of whom the ids are kept here


class Tabs(Protocol):
    """The window's tabs, as what stands around them sees them."""

    stack: "QStackedWidget"

    @property
    def current_tab(self) -> "TabName":
        """The tab in front."""

    def tab(self, name: "TabName") -> "Tab | None":
        """A tab; None while a worker imports it."""

    def specs(self, name: "TabName") -> "tuple[ActionSpec, ...]":
        """What a tab's actions are; none while a worker imports it."""

    def show_tab(self, name: "TabName") -> None:
        """Bring a tab to the front."""

    def enter(self, name: "TabName") -> None:
        """Bring a tab to the front, with the keyboard in it."""

    def turn_again(self) -> None:
        """Somebody else is in view."""

    def ask_again(self) -> None:
        """Ask for everything anew."""

    def say(self, trouble: "Refused | Unavailable") -> None:
        """Say a trouble of the whole window."""
