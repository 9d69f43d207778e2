"""The shell's questions about people: what a query answers, in the words of the shell's widgets. Run on a worker."""

from typing import Any
from uuid import UUID

from app.door.changes import Changes
from app.queries.people import caseload as caseload_queries
from app.queries.people import search as search_queries
from app.queries.people.caseload import CaseRow, PersonSign, ShortTermState
from app.queries.people.search import FoundPerson
from app.queries.today.next_dates import next_of
from app.services.history.noting import note_once, note_opened
from models.vocabulary.access import Access
from ui.icons import Icon
from ui.states import State
from ui.widgets.caseload_list import BETWEEN_SIGNS, CaseloadRow
from ui.widgets.person_header import PersonView, Sign, SignKind
from ui.widgets.type_ahead import Match

_SIGNS = {
    PersonSign.DIED: SignKind.DIED,
    PersonSign.SAFEGUARDING: SignKind.SAFEGUARDING,
    PersonSign.IN_HOSPITAL: SignKind.IN_HOSPITAL,
    PersonSign.AWAY: SignKind.AWAY,
    PersonSign.EXPECTED: SignKind.EXPECTED,
    PersonSign.LONE_WORKER: SignKind.LONE_WORKER,
    PersonSign.DOUBLE_UP: SignKind.DOUBLE_UP,
    PersonSign.COMMUNICATION: SignKind.COMMUNICATION,
    PersonSign.LEGAL_HOLD: SignKind.LEGAL_HOLD,
}

_LATE = {ShortTermState.ENDING: State.SOON, ShortTermState.OVERDUE: State.OVERDUE}


def caseload(turn: Any, team: UUID | None) -> tuple[CaseloadRow, ...]:
    """Everybody on the caseload of a team, or of all."""
    return tuple(_case(row) for row in caseload_queries.caseload(turn, team=team))


def _case(row: CaseRow) -> CaseloadRow:
    if row.shows_closing:
        return CaseloadRow(row.person_id, row.person, None, "ended, to be closed", State.SOON, row.patch)
    sign = row.next_sign
    kind = _SIGNS[sign.kind] if sign is not None else None
    late = _late(row.six_weeks)
    said = [kind.word] if kind is not None else []
    said += [f"past day {row.limit}"] if late is State.OVERDUE else []
    return CaseloadRow(
        row.person_id,
        row.person,
        row.day,
        BETWEEN_SIGNS.join(said),
        kind.state if kind is not None else late,
        row.patch,
        kind.icon if kind is not None else None,
        late,
    )


def _late(six_weeks: ShortTermState | None) -> State | None:
    return _LATE.get(six_weeks) if six_weeks is not None else None


def person(turn: Any, person: UUID) -> PersonView:
    """What stands above the tabs about one person."""
    view = caseload_queries.person_header(turn, person=person)
    coming = next_of(turn, person=person)
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
        late=_late(view.six_weeks),
        signs=tuple(Sign(_SIGNS[each.kind], each.detail) for each in view.signs),
        reference=view.reference,
        allocated=view.allocated,
        next=coming.sentence if coming else "",
    )


def opened(turn: Any, person: UUID) -> Changes:
    """Note that whoever sits here opened this person's record."""
    return note_opened(turn, person=person)


def copied(turn: Any, title: str, rows: int) -> Changes:
    """Note that whoever sits here put rows of a list on the clipboard, and so out of the program."""
    return note_once(turn, did=Access.EXPORTED, what=f"rows of “{title}” to the clipboard", rows=rows)


def search(turn: Any, text: str) -> tuple[Match, ...]:
    """Who is meant by what was typed."""
    return tuple(_match(each) for each in search_queries.search(turn, text=text))


def recent(turn: Any, people: tuple[UUID, ...]) -> tuple[Match, ...]:
    """Those of these people who can be seen from here, in the order given."""
    return tuple(_match(each) for each in search_queries.of_these(turn, people=people))


def _match(found: FoundPerson) -> Match:
    return Match(found.person_id, found.name, found.told_apart, Icon.DIED if found.death else Icon.PERSON)
