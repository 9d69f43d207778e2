"""The first page of Today: one list in groups; a filter above it that says what it hides."""

from functools import cached_property
from itertools import compress
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.queries.today.prompt_row import PromptGroup, PromptRow
from ui.desk import Desk
from ui.icons import Icon
from ui.language import as_read, call
from ui.navigation import Place, TabName, place_of
from ui.tabs.today.headings_and_prompts import TodayLine, Whose, Wish, left_out, lines, summary
from ui.tabs.today.prompt_list import TodayList
from ui.theme import GROUP
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.grown import grow
from ui.widgets.labels_and_buttons import button, spread, words


class PromptsPage(QWidget):
    """`opened` with the place that settles a prompt. `acting_for` is whose prompts are mine too."""

    opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.look = desk, desk.look
        look = self.look
        self.acting_for: UUID | None = None
        self._rows: tuple[PromptRow, ...] = ()
        self._lesson = ""
        kept = desk.preferences.closed_groups  # each says how many it hides, and what is overdue can't be closed
        self._closed = {
            each for each in PromptGroup if each.name in ({PromptGroup.LATER.name} if kept is None else kept)
        }
        self.whose: ChoiceBox[Whose] = ChoiceBox(look, "today.whose")
        self.filter = QLineEdit()
        self.summary = words("", "heading", "today.summary")
        self.hidden = words("", "soon", "today.hidden")
        self.show_all = button(look, "&Show all", "today.show_all", kind="quiet")
        self.prompts = TodayList(desk)
        self._stack = QStackedWidget()
        self._build()
        self.prompts.opened.connect(self._open)
        self.whose.picked.connect(self._filter_changed)
        self.filter.textChanged.connect(self._filter_changed)
        self.show_all.clicked.connect(self._show_everything)

    @cached_property
    def empty(self) -> EmptyState:
        """What is shown where nothing is to be done; made when it is first wanted, for the first rows wait for none."""
        empty = EmptyState(self.look, "today.empty", Icon.TODAY, "Nothing is to be done", "", "Look at the &referrals")
        empty.asked.connect(self._go_to_referrals)
        self._stack.addWidget(empty)
        return empty

    def show_rows(self, rows: tuple[PromptRow, ...], lesson: str) -> None:
        """Show these, as far as they are wanted; the lesson where there are none."""
        self._rows = rows
        self._lesson = lesson
        self._show_wanted()

    def clear(self) -> None:
        """Show nothing, not even that there is nothing."""
        self._rows = ()
        self.prompts.show_rows(())
        self.summary.clear()

    def toggle_later(self) -> None:
        """Show or hide what is due later."""
        self._toggle(PromptGroup.LATER)

    def _show_wanted(self) -> None:
        wish = Wish(self.whose.value() or Whose.ALL, self.filter.text(), self.acting_for)
        taken = [wish.takes(row) for row in self._rows]
        self.prompts.show_rows(lines(compress(self._rows, taken), self._closed))
        if self.prompts.current() is None:
            self._choose_first_prompt()
        hidden = left_out(row for row, is_taken in zip(self._rows, taken, strict=True) if not is_taken)
        self.hidden.setText(hidden)
        for each in (self.hidden, self.show_all):
            each.setVisible(bool(hidden))
        self.summary.setText(summary(self._rows))
        if self._rows:
            self._stack.setCurrentIndex(0)
        else:
            self.empty.set_words(self.empty.heading.text(), self._lesson)
            self._stack.setCurrentWidget(self.empty)

    def _filter_changed(self) -> None:
        self._show_wanted()
        self._choose_first_prompt()

    def _choose_first_prompt(self) -> None:
        first = next((line for line in self.prompts.shown() if line.row is not None), None)
        if first is not None:
            self.prompts.choose(first.key)
            self.prompts.scrollToTop()  # with its heading

    def _open(self, line: TodayLine) -> None:
        if line.row is not None:
            self.opened.emit(place_for(line.row))
        elif line.can_close:
            self._toggle(line.group)

    def _toggle(self, group: PromptGroup) -> None:
        self._closed ^= {group}
        self.desk.preferences.closed_groups = frozenset(each.name for each in self._closed)
        self._show_wanted()

    def _show_everything(self) -> None:
        self.whose.set_value(Whose.ALL)
        self.filter.clear()
        self._show_wanted()

    def _name_keys(self) -> None:
        self.filter.setPlaceholderText(f"{as_read('Filter')}{self.desk.shortcuts.named('today.act.filter')}")

    def _go_to_referrals(self) -> None:
        self.opened.emit(Place(TabName.REFERRALS))

    def _build(self) -> None:
        look = self.look
        self.whose.set_choices(tuple((each, each.value) for each in Whose))
        self.whose.set_value(Whose.ALL)
        call(self.whose, "Whose prompts")
        self.filter.setObjectName("today.filter")
        self.desk.shortcuts.changed.connect(self._name_keys)
        self._name_keys()
        call(self.filter, "Filter the prompts")
        self.filter.setClearButtonEnabled(True)
        grow(look, self.filter, QWidget.setMinimumWidth, 220)
        row = QHBoxLayout()
        spread(row, look)
        for widget in (self.whose, self.filter):
            row.addWidget(widget)
        row.addSpacing(look.theme.gap(GROUP))
        row.addWidget(self.hidden, 1)
        row.addWidget(self.show_all)
        row.addStretch()
        full = QWidget()
        column = QVBoxLayout(full)
        spread(column, look, gap=GROUP)
        column.addWidget(self.summary)
        column.addLayout(row)
        column.addWidget(self.prompts, 1)
        self._stack.addWidget(full)
        outer = QVBoxLayout(self)
        spread(outer, look, gap=0)
        outer.addWidget(self._stack)
        for each in (self.hidden, self.show_all):
            each.hide()


def place_for(row: PromptRow) -> Place:
    """Where a prompt is settled: the tab, the person, the field, and the record meant."""
    return place_of(row.field, row.person_id, row.record)
