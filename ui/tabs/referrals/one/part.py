"""Part-accepting: which of the calls are taken on now, tick by tick, with both halves in words (REF-17)."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.door.door import Deed
from app.queries.referrals.part import PartView, part
from app.services import referrals
from models.values import DAYS, PlannedVisit
from ui.icons import Icon
from ui.tabs.referrals.one.deed_form import DeedForm
from ui.text import as_beginning
from ui.theme import GROUP, RELATED, Look
from ui.widgets.decided_by import ask_who_decided
from ui.widgets.flow import Flow
from ui.widgets.labels_and_buttons import set_voice, spread, words


class PartForm(DeedForm):
    """Take some of the calls on now; the others stay in the queue as a referral of their own (REF-17)."""

    key, title, verb, sign = "part", "Accept a part", "&Accept this part", Icon.TICK
    lesson = "Tick what can be taken on now. The rest stays in the queue, and keeps the moment first asked."
    done = "Accepted in part: the rest stands in the queue as a referral of its own."

    def ask(self) -> None:
        look = self.desk.look
        self.lines = [PartLine(look, number, each) for number, each in enumerate(self.view.visits, 1)]
        self.some_days = QCheckBox("Only on some &days")
        self.some_days.setObjectName(self.name("some_days"))
        self.starting, self.remaining = words("", "strong", self.name("now")), words("", "quiet", self.name("rest"))
        self.room = words("", "quiet", self.name("room"))
        for line in self.lines:
            self._column.addWidget(line)
            line.changed.connect(self._look_at)
            self.some_days.toggled.connect(line.show_days)
        self._column.addWidget(self.some_days)
        self._decided = ask_who_decided(self)

    def enter(self) -> None:
        """Put the keyboard on the first call, and say the halves where they stay in sight: above the buttons."""
        outer = self.layout()
        if isinstance(outer, QVBoxLayout):
            for each in (self.starting, self.remaining, self.room):
                outer.insertWidget(outer.count() - 2, each)
        self._look_at()
        self.lines[0].whole.setFocus()

    def deed(self) -> Deed:
        return partial(
            referrals.part_accept,
            referral=self.view.id,
            seen=self.view.version,
            starting=self._starting(),
            decided_by=self._decided(),
        )

    def _starting(self) -> tuple[PlannedVisit, ...]:
        return tuple(visit for line in self.lines if (visit := line.visit()) is not None)

    def _look_at(self) -> None:
        self.desk.door.ask(self, part, referral=self.view.id, starting=self._starting()).then(
            self._show, self.notice.say, latest="referrals.part"
        )

    def _show(self, view: PartView) -> None:
        self.starting.setText(view.starting)
        self.remaining.setText(view.remaining)
        for label in (self.starting, self.remaining):
            label.setVisible(bool(label.text()))
        lacks = [each.sentence for each in view.lacks if each.sentence != view.room]
        self.room.setText("\n".join([view.room, *lacks]))
        set_voice(self.room, "done" if view.fits and not view.lacks else "quiet")


class PartLine(QWidget):
    """One line of what is asked: the whole of it by one tick, or single days of it."""

    changed = Signal()

    def __init__(self, look: Look, number: int, visit: PlannedVisit) -> None:
        super().__init__()
        self._visit = visit
        self.whole = QCheckBox(f"{_call(visit)}, {visit.days_text}")
        self.whole.setObjectName(f"referrals.part_form.call.{number}")
        self.days: dict[int, QCheckBox] = {}
        self._days = QWidget()
        flow = Flow(look.theme.gap(RELATED))
        self._days.setLayout(flow)
        for day in sorted(visit.days):
            box = self.days[day] = QCheckBox(DAYS[day])
            box.setObjectName(f"referrals.part_form.call.{number}.day.{day + 1}")
            box.setAccessibleName(f"{_call(visit)} on {DAYS[day]}")
            box.toggled.connect(self._day_changed)
            flow.addWidget(box)
        column = QVBoxLayout(self)
        spread(column, look)
        column.addWidget(self.whole)
        inset = QVBoxLayout()
        inset.setContentsMargins(look.theme.gap(GROUP), 0, 0, 0)
        inset.addWidget(self._days)
        column.addLayout(inset)
        self._days.hide()
        self.whole.toggled.connect(self._whole_changed)

    def show_days(self, is_wanted: bool) -> None:  # noqa: FBT001  a signal's value
        """Offer each day by itself."""
        self._days.setVisible(is_wanted and len(self.days) > 1)

    def visit(self) -> PlannedVisit | None:
        """What of this line is taken on now."""
        on = frozenset(day for day, box in self.days.items() if box.isChecked())
        each = self._visit
        return PlannedVisit(on, each.call, each.minutes, each.workers, each.at, each.tasks) if on else None

    def _whole_changed(self, is_on: bool) -> None:  # noqa: FBT001  a signal's value
        for box in self.days.values():
            box.blockSignals(True)  # one question to the office, not seven
            box.setChecked(is_on)
            box.blockSignals(False)
        self.changed.emit()

    def _day_changed(self) -> None:
        self.whole.blockSignals(True)
        self.whole.setChecked(all(box.isChecked() for box in self.days.values()))
        self.whole.blockSignals(False)
        self.changed.emit()


def _call(visit: PlannedVisit) -> str:
    when = f"{visit.at:%H:%M}" if visit.at else visit.call.value
    return f"{as_beginning(when)} {visit.minutes} min{', two workers' if visit.workers > 1 else ''}"
