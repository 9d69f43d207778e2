"""The agenda at the left: the meeting itself, then person by person, each with what there is to talk about."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queries.meetings.agenda import Agenda, AgendaPerson, AgendaSign
from models.vocabulary.meetings import MeetingKind
from ui.states import State
from ui.tables.row_table_model import Column, RowTableModel
from ui.tables.table_view import TableView
from ui.text import count
from ui.theme import GROUP, RELATED, Look
from ui.widgets.caseload_list import CaseloadDelegate, CaseloadRow
from ui.widgets.labels_and_buttons import spread, words

THE_MEETING = UUID(int=0)  # the line that is about nobody in particular
_ROW = 52
_NARROWEST = 244
_STATES = {
    AgendaSign.DECIDED: State.DONE,
    AgendaSign.DIED: State.OPEN,
    AgendaSign.OVERDUE: State.OVERDUE,
    AgendaSign.NEW: State.SOON,
    AgendaSign.OPPORTUNITY: State.WAITING,
    AgendaSign.TO_DO: State.WAITING,
    AgendaSign.AWAY: State.HELD,
}


class AgendaList(QWidget):
    """`chosen` with the episode, or THE_MEETING, when somebody comes to be talked about."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._is_filling = look, False
        columns = (Column[CaseloadRow]("person", "Person", lambda row: row.name, spoken=lambda row: row.spoken),)
        self._model = RowTableModel(columns, lambda row: row.id)
        self.table = TableView(look, self._model, "meetings.people", "Agenda, person by person", row_height=_ROW)
        self.table.setItemDelegate(CaseloadDelegate(look, self.table))
        self.table.horizontalHeader().hide()
        self.total = words("", "quiet", "meetings.total", wrap=False)
        column = QVBoxLayout(self)
        spread(column, look)
        column.setContentsMargins(0, 0, look.theme.px(GROUP), 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.total)
        column.setSpacing(look.theme.px(RELATED))
        self.table.chosen.connect(self._row_chosen)
        look.changed.connect(self._fit)
        self._fit()

    def show_agenda(self, agenda: Agenda, chosen: UUID | None) -> UUID:
        """Show this agenda and say whom it stands at: who was talked about, else whoever comes first."""
        rows = (_meeting_row(agenda), *(_row(each) for each in agenda.people))
        self._is_filling = True
        self.table.show_rows(rows)
        first = rows[1].id if len(rows) > 1 else THE_MEETING
        meant = chosen if chosen in {row.id for row in rows} else first
        self.table.choose(meant)
        self._is_filling = False
        done = sum(bool(each.decisions) for each in agenda.people)
        decided = f", {done} decided" if done else ""
        self.total.setText(f"{count(len(agenda.people), 'person', 'people')}{decided}")
        return meant or THE_MEETING

    def step(self, by: int) -> None:
        """Go on by so many lines; it stays at the first and the last."""
        number = min(max(self.table.currentIndex().row() + by, 0), self._model.rowCount() - 1)
        if number >= 0:
            self.table.choose(self._model.shown()[number].id)

    @property
    def place_text(self) -> str:
        """Such as "3 of 21"; nothing at the meeting itself."""
        number = self.table.currentIndex().row()
        return f"{number} of {self._model.rowCount() - 1}" if number > 0 else ""

    def _row_chosen(self, row: CaseloadRow | None) -> None:
        if row is not None and not self._is_filling:
            self.chosen.emit(row.id)

    def _fit(self) -> None:
        self.setMinimumWidth(self._look.theme.px(_NARROWEST))


def _meeting_row(agenda: Agenda) -> CaseloadRow:
    overdue = sum(each.is_overdue for each in agenda.outstanding)
    undone = len(agenda.outstanding)
    sign = f"{undone or 'nothing'} left undone" + (f", {overdue} overdue" if overdue else "")
    state = State.OVERDUE if overdue else State.WAITING if undone else State.DONE
    name = "Roles and actions" if agenda.kind is MeetingKind.DAILY else "All actions"
    return CaseloadRow(THE_MEETING, name, None, sign, state)


def _row(person: AgendaPerson) -> CaseloadRow:
    state = _STATES.get(person.sign)
    return CaseloadRow(person.episode_id, person.person, person.day, person.sign_words, state, person.patch)
