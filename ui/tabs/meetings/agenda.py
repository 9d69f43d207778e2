"""The agenda at the left: the meeting itself, then person by person, each with what there is to talk about."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queries.meetings.agenda import Agenda, AgendaPerson, AgendaSign, Standing
from models.vocabulary.meetings import MeetingKind
from ui.states import State
from ui.tables.row_table_model import Column, RowTableModel
from ui.tables.table_view import TableView
from ui.text import count
from ui.theme import GROUP, RELATED, Look
from ui.widgets.caseload_list import ENOUGH, CaseloadDelegate, CaseloadRow
from ui.widgets.labels_and_buttons import spread, words

THE_MEETING = UUID(int=0)  # the line that is about nobody in particular
AS_BEFORE = UUID(int=1)  # the one of all whom the last meeting left as they are
_ROW = 52
_NARROWEST = 244
_STATES = {
    AgendaSign.DECIDED: State.DONE,
    AgendaSign.DIED: State.OPEN,
    AgendaSign.OVERDUE: State.OVERDUE,
    AgendaSign.NEW: State.SOON,
    AgendaSign.ASKS: State.WAITING,
    AgendaSign.TO_DO: State.WAITING,
    AgendaSign.AWAY: State.HELD,
}


class AgendaList(QWidget):
    """`chosen` with the episode, THE_MEETING or AS_BEFORE, when it or somebody comes to be talked about.

    Return on the line of those who are as before lists them below it, and puts them away again.
    """

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._is_filling = look, False
        self._agenda: Agenda | None = None
        self._lists_as_before = False
        columns = (Column[CaseloadRow]("person", "Person", lambda row: row.name, spoken=lambda row: row.spoken),)
        self._model = RowTableModel(columns, lambda row: row.id)
        self.table = TableView(look, self._model, "meetings.people", "Agenda, person by person", row_height=_ROW)
        self.table.setItemDelegate(CaseloadDelegate(look, self.table))
        self.table.horizontalHeader().hide()
        self.total = words("", "quiet", "meetings.total", wrap=False)
        column = QVBoxLayout(self)
        spread(column, look)
        column.setContentsMargins(0, 0, look.theme.gap(GROUP), 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.total)
        column.setSpacing(look.theme.gap(RELATED))
        self.table.chosen.connect(self._row_chosen)
        self.table.opened.connect(self._row_opened)
        look.changed.connect(self._fit)
        self._fit()

    def show_agenda(self, agenda: Agenda, chosen: UUID | None) -> UUID:
        """Show this agenda and say whom it stands at: who was talked about, else whoever comes first."""
        if self._agenda is None or (self._agenda.team_id, self._agenda.kind) != (agenda.team_id, agenda.kind):
            self._lists_as_before = False
        self._agenda = agenda
        as_before = {each.episode_id for each in agenda.as_before}
        self._lists_as_before = self._lists_as_before or chosen in as_before
        rows = (_meeting_row(agenda), *self._people(agenda))
        self._is_filling = True
        self.table.show_rows(rows)
        first = rows[1].id if len(rows) > 1 else THE_MEETING
        meant = chosen if chosen in {row.id for row in rows} else first
        self.table.choose(meant)
        self._is_filling = False
        self.total.setText(_total(agenda))
        return meant or THE_MEETING

    def _people(self, agenda: Agenda) -> Iterator[CaseloadRow]:
        as_before = agenda.as_before
        yield from (_row(each) for each in agenda.people if each.standing is not Standing.AS_BEFORE)
        if as_before:
            yield _as_before_row(as_before)
        if self._lists_as_before:
            yield from map(_row, as_before)

    def step(self, by: int) -> None:
        """Go on by so many lines; it stays at the first and the last."""
        number = min(max(self.table.currentIndex().row() + by, 0), self._model.rowCount() - 1)
        if number >= 0:
            self.table.choose(self._model.shown()[number].id)

    @property
    def place_text(self) -> str:
        """Such as "3 of 21"; nothing at a line that is about nobody alone."""
        row = self.table.current()
        people = [each.episode_id for each in self._agenda.people] if self._agenda else []
        return f"{people.index(row.id) + 1} of {len(people)}" if row is not None and row.id in people else ""

    def _row_chosen(self, row: CaseloadRow | None) -> None:
        if row is not None and not self._is_filling:
            self.chosen.emit(row.id)

    def _row_opened(self, row: CaseloadRow) -> None:
        if row.id == AS_BEFORE and self._agenda is not None:
            self._lists_as_before = not self._lists_as_before
            self.show_agenda(self._agenda, AS_BEFORE)

    def _fit(self) -> None:
        self.setMinimumWidth(min(self._look.theme.px(_NARROWEST), ENOUGH))


def _meeting_row(agenda: Agenda) -> CaseloadRow:
    overdue = sum(each.is_overdue for each in agenda.outstanding)
    undone = len(agenda.outstanding)
    sign = f"{undone or 'nothing'} left undone" + (f", {overdue} overdue" if overdue else "")
    state = State.OVERDUE if overdue else State.WAITING if undone else State.DONE
    name = "Roles and actions" if agenda.kind is MeetingKind.DAILY else "All actions"
    return CaseloadRow(THE_MEETING, name, None, sign, state)


def _as_before_row(people: Sequence[AgendaPerson]) -> CaseloadRow:
    left = [each for each in people if not each.decisions]
    sign = ", ".join(each.person for each in left) or "carry on as now"
    state = State.WAITING if left else State.DONE
    return CaseloadRow(AS_BEFORE, f"{count(len(people), 'person', 'people')} as before", None, sign, state)


def _total(agenda: Agenda) -> str:
    asks = sum(each.standing is Standing.ASKS and not each.decisions for each in agenda.people)
    done = sum(bool(each.decisions) for each in agenda.people)
    said = (
        count(len(agenda.people), "person", "people"),
        f"{asks} to decide" if asks else "",
        f"{done} decided" if done else "",
    )
    return ", ".join(part for part in said if part)


def _row(person: AgendaPerson) -> CaseloadRow:
    state = _STATES.get(person.sign)
    return CaseloadRow(person.episode_id, person.person, person.day, person.sign_words, state, person.patch)
