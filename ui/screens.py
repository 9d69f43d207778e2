"""What fills the shell, as one value: made by a worker after the first paint, for its imports take their time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ui.desk import Desk, TeamChoice
from ui.navigation import TabName
from ui.tabs.tab import Tab
from ui.widgets.caseload_list import CaseloadRow
from ui.widgets.person_header import PersonView
from ui.widgets.type_ahead import Match


@dataclass(frozen=True, slots=True)
class Screens:
    """The tabs, made when first wanted, and the four questions that the shell asks; each is run on a worker.

    Each question takes the session (the turn) first. `search` answers with matches whose ids are people's.
    """

    tabs: Mapping[TabName, Callable[[Desk], Tab]]
    teams: Callable[[Any], tuple[TeamChoice, ...]]
    caseload: Callable[[Any, UUID | None], tuple[CaseloadRow, ...]]
    person: Callable[[Any, UUID], PersonView]
    search: Callable[[Any, str], tuple[Match, ...]]
