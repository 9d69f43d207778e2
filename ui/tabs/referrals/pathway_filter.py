"""The queue's filter by urgent or planned support and by where people come from, which says what it hides (STC-1)."""

from collections import Counter
from collections.abc import Iterable
from enum import Enum
from itertools import compress

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.door.clock import Clock
from app.queries.referrals.queue import QueueRow
from models.vocabulary.referrals import ComesFrom, Pathway
from ui.states import State
from ui.text import deadline_state, hidden_text
from ui.theme import RELATED, Look
from ui.widgets.choice_box import ChoiceBox, choices_of
from ui.widgets.flow import Flow
from ui.widgets.labels_and_buttons import button, spread, words

_UNSAID_TOO = "Those of whom it isn't said yet are in each of these"


class Said(Enum):
    """What is chosen beside the words of the vocabulary."""

    ANYTHING = "Anything"
    NOT_YET = "Not said yet"


class PathwayFilter(QWidget):
    """It stands above the queue; `changed` when somebody chose otherwise.

    In sight where anything of it is known, or asked, of anybody who waits. Whoever it isn't said of yet is in every
    one of its choices, for urgent support may be meant.
    """

    changed = Signal()

    def __init__(self, look: Look, clock: Clock, queue: QWidget) -> None:
        super().__init__()
        self._clock = clock
        self._hides: tuple[QueueRow, ...] = ()
        self.pathway: ChoiceBox[object] = ChoiceBox(look, "referrals.pathway_shown")
        self.origin: ChoiceBox[object] = ChoiceBox(look, "referrals.origin_shown")
        self.hidden = words("", "soon", "referrals.hidden")
        self.show_all = button(look, "Show everybod&y", "referrals.show_all", kind="quiet")
        for box, anything, name, kinds in (
            (self.pathway, "Urgent and planned", "Urgent or planned support", tuple(Pathway)),
            (self.origin, "From anywhere", "Where people come from", tuple(ComesFrom)),
        ):
            box.set_choices(
                ((Said.ANYTHING, anything), *choices_of(*kinds), (Said.NOT_YET, Said.NOT_YET.value)),
            )
            box.setMinimumContentsLength(max(len(box.itemText(at)) for at in range(box.count())))
            box.set_value(Said.ANYTHING)
            box.setAccessibleName(name)
            box.setAccessibleDescription(_UNSAID_TOO)
            box.setToolTip(_UNSAID_TOO)
            box.picked.connect(self.changed)
        self.show_all.clicked.connect(self._show_everybody)
        self.line = QWidget()
        flow = Flow(look.theme.gap(RELATED), self.line)
        for each in (self.pathway, self.origin, self.show_all):
            flow.addWidget(each)
        column = QVBoxLayout(self)
        spread(column, look)
        column.addWidget(self.line)
        column.addWidget(self.hidden)
        column.addWidget(queue, 1)
        self.taken(())

    def taken(self, rows: tuple[QueueRow, ...]) -> tuple[QueueRow, ...]:
        """Those of the queue that are wanted; how many are hidden is said from now on."""
        is_offered = any(row.pathway or row.comes_from or row.pathway_to_ask for row in rows)
        self.line.setVisible(is_offered)
        wanted = [not is_offered or self._takes(row) for row in rows]
        self._hides = tuple(compress(rows, (not each for each in wanted)))
        self.count_on()
        return tuple(compress(rows, wanted))

    def count_on(self) -> None:
        """Time has passed: a hold among those that are hidden may have expired."""
        self.hidden.setText(_hidden_said(self._hides, self._clock))
        for each in (self.hidden, self.show_all):
            each.setVisible(bool(self._hides))

    def _takes(self, row: QueueRow) -> bool:
        return _fits(self.pathway.value(), row.pathway) and _fits(self.origin.value(), row.comes_from)

    def _show_everybody(self) -> None:
        for box in (self.pathway, self.origin):
            box.set_value(Said.ANYTHING)
        self.pathway.setFocus()  # the button goes
        self.changed.emit()


def _fits(wanted: object, said: Pathway | ComesFrom | None) -> bool:
    return wanted is Said.ANYTHING or said is None or said is wanted


def _hidden_said(rows: Iterable[QueueRow], clock: Clock) -> str:
    """Those first whose time has run out or runs: of an overdue or held capacity nobody may lose sight."""
    now, number = clock.now(), Counter[str]()
    for row in rows:
        if row.hold_expires_at is None:
            number["other"] += 1
        else:
            is_over = deadline_state(row.hold_expires_at, now) is State.OVERDUE
            number["overdue" if is_over else "promised" if row.is_promised else "held"] += 1
    named = {word: number[word] for word in ("overdue", "held", "promised")}
    return hidden_text(named, number["other"], "referral")
