"""What fills the shell: every tab by its name, and the shell's four questions. Imported by a worker, after the paint.

A tab that exists is one line in `_TABS`; what a query answers is put into the words of the shell's widgets here.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from app.queries import caseload as caseload_queries
from app.queries import office as office_queries
from app.queries import search as search_queries
from app.queries.caseload import CaseRow, PersonSign
from app.queries.search import FoundPerson
from models.vocabulary import EpisodeKind
from ui.desk import Desk, TeamChoice
from ui.navigation import TabName
from ui.screens import Screens
from ui.states import State
from ui.tabs.closure import ClosureTab
from ui.tabs.goals import GoalsTab
from ui.tabs.interim_transfer import InterimTransferTab
from ui.tabs.meetings import MeetingsTab
from ui.tabs.referrals import ReferralsTab
from ui.tabs.service_plans import ServicePlansTab
from ui.tabs.tab import Tab
from ui.tabs.today import TodayTab
from ui.tabs.unfinished import unfinished
from ui.text import day_of_state
from ui.widgets.caseload_list import CaseloadRow
from ui.widgets.person_header import PersonView, Sign, SignKind
from ui.widgets.type_ahead import Match

_TABS: dict[TabName, Callable[[Desk], Tab]] = {
    TabName.TODAY: TodayTab,
    TabName.MEETINGS: MeetingsTab,
    TabName.REFERRALS: ReferralsTab,
    TabName.PLANS: ServicePlansTab,
    TabName.GOALS: GoalsTab,
    TabName.TRANSFER: InterimTransferTab,
    TabName.CLOSURE: ClosureTab,
}

_SIGNS = {
    PersonSign.DIED: SignKind.DIED,
    PersonSign.SAFEGUARDING: SignKind.SAFEGUARDING,
    PersonSign.IN_HOSPITAL: SignKind.IN_HOSPITAL,
    PersonSign.AWAY: SignKind.AWAY,
    PersonSign.LONE_WORKER: SignKind.LONE_WORKER,
    PersonSign.DOUBLE_UP: SignKind.DOUBLE_UP,
    PersonSign.COMMUNICATION: SignKind.COMMUNICATION,
}


def screens() -> Screens:
    """Every tab and the shell's questions."""
    tabs = {name: _TABS.get(name) or unfinished(name) for name in TabName}
    return Screens(tabs, _teams, _caseload, _person, _search)


def _teams(turn: Any) -> tuple[TeamChoice, ...]:
    return tuple(TeamChoice(each.id, each.name) for each in office_queries.teams(turn))


def _caseload(turn: Any, team: UUID | None) -> tuple[CaseloadRow, ...]:
    """One row a person: who ended one kind of support and has another open is shown with the open one."""
    rows: dict[UUID, CaseRow] = {}
    for row in caseload_queries.caseload(turn, team=team):
        if row.person_id not in rows or not row.is_closing:
            rows[row.person_id] = row
    return tuple(_case(row) for row in rows.values())


def _case(row: CaseRow) -> CaseloadRow:
    sign = row.next_sign
    kind = _SIGNS[sign.kind] if sign is not None else None
    if kind is None and row.is_closing:
        return CaseloadRow(row.person_id, row.person, None, "ended, to be closed", State.SOON, row.patch)
    state = kind.state if kind is not None else None
    if kind is None and row.kind is EpisodeKind.SHORT_TERM:
        state = day_of_state(row.day)
    return CaseloadRow(row.person_id, row.person, row.day, kind.word if kind else "", state, row.patch)


def _person(turn: Any, person: UUID) -> PersonView:
    view = caseload_queries.person_header(turn, person=person)
    return PersonView(
        id=view.id,
        name=view.name,
        preferred=view.preferred,
        age=view.age,
        nhs=view.nhs_number,
        patch=view.patch,
        day=view.day,
        kind=view.kind.label if view.kind else "",
        limit=view.limit,
        signs=tuple(Sign(_SIGNS[each.kind], each.detail) for each in view.signs),
        reference=view.reference,
    )


def _search(turn: Any, text: str) -> tuple[Match, ...]:
    return tuple(Match(each.person_id, each.name, _detail(each)) for each in search_queries.search(turn, text=text))


def _detail(found: FoundPerson) -> str:
    """What tells people of one name apart."""
    born = f"{found.born:%d/%m/%Y}" if found.born else ""
    return ", ".join(part for part in (born, found.patch, found.state) if part)
