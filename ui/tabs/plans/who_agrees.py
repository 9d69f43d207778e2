"""The agreements that a change of a plan needs, as the form asks for them: who, and when (PSP-3 to PSP-5)."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.queries.plans.preview import PlanPreview, StepDownDecision, WhoHasToAgree
from ui.desk import Desk
from ui.text import moment_text
from ui.theme import GROUP, RELATED
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.control_text import KeptText
from ui.widgets.date_edit import MomentEdit
from ui.widgets.decided_by import offer_coordinators, offer_deciders, who_decided_box
from ui.widgets.grown import grow
from ui.widgets.labels_and_buttons import spread, words
from ui.widgets.press import Tick

_NAMES = {
    WhoHasToAgree.DSO: "plans.dso_agrees",
    WhoHasToAgree.SCHEDULING: "plans.scheduling_confirmed",
    WhoHasToAgree.MDT: "plans.mdt_agreed",
    WhoHasToAgree.CASE_COORDINATOR: "plans.coordinator_agreed",
    WhoHasToAgree.THE_LATER: "plans.later_stands",
    WhoHasToAgree.THE_DAY: "plans.day_is_meant",
    WhoHasToAgree.THE_WEEK: "plans.week_is_meant",
}
_SAID_ALONE = {WhoHasToAgree.DSO, WhoHasToAgree.THE_DAY, WhoHasToAgree.THE_LATER, WhoHasToAgree.THE_WEEK}


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementsTold:
    """What was ticked: who agreed when; `decision` is the meeting's step-down where one was chosen."""

    dso: bool = False
    scheduling_at: datetime | None = None
    mdt_at: datetime | None = None
    decision: UUID | None = None
    coordinator_at: datetime | None = None
    decided_by: UUID | None = None
    present: str = ""
    coordinator: UUID | None = None
    day_is_meant: bool = False
    later_stands: bool = False
    answered: frozenset[str] = frozenset()  # the questions about the week that are meant as it stands


class WhoAgrees(QWidget):
    """Only those that the change needs are shown; what was ticked stays ticked when they come back."""

    told = Signal()
    filled = Signal(str)  # a control's name: the program has filled it in, and nobody has typed
    troubled = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._needs: tuple[WhoHasToAgree, ...] = ()
        self._asked: tuple[str, ...] = ()
        self._answered = KeptText(_questions_text)  # so that a draft keeps which questions the tick answers
        self.meaning = words("", "strong", "plans.meaning")
        self.capacity = words("", "quiet", "plans.capacity")
        self.asked = words("", "strong", "plans.asked")
        self.boxes = {each: Tick(each.value) for each in WhoHasToAgree}
        self.moments: dict[WhoHasToAgree, MomentEdit] = {
            each: MomentEdit(desk.clock, f"{_NAMES[each]}.when", looks_back=True)
            for each in WhoHasToAgree
            if each not in _SAID_ALONE
        }
        self.decision = ChoiceBox[UUID](desk.look, "plans.mdt_decision", "Which meeting decided it")
        self.decided = who_decided_box(desk, "plans.decided_by")
        self.present = QLineEdit()
        self.coordinator = ChoiceBox[UUID](desk.look, "plans.coordinator", "The person's own")
        self._build()

    def show_needs(self, found: PlanPreview) -> None:
        """Ask for what this change needs."""
        self._needs = found.needs
        self.meaning.setText(found.meaning)
        self.capacity.setText("\n".join(part for part in (found.capacity, found.lack) if part))
        self.capacity.setVisible(bool(self.capacity.text()))
        self._show_questions(found.asked)
        for each, box in self.boxes.items():
            box.setVisible(each in found.needs)
        self._show_moments()
        self._show_decisions(found.step_downs)

    def start(self) -> None:
        """Nothing is agreed yet."""
        self._answered.clear()
        for box in self.boxes.values():
            box.setChecked(False)
        for edit in self.moments.values():
            edit.set_value(None)
        self.decision.set_value(None)
        self.present.clear()
        self.coordinator.set_value(None)
        self.decided.set_value(None)
        offer_deciders(
            self._desk, self, self.decided, self.troubled.emit, lambda box: self.filled.emit(box.objectName())
        )
        offer_coordinators(self._desk, self, self.coordinator, self.troubled.emit)

    def show_again(self, *_picked: object) -> None:
        """A draft or another window has put the ticks in: show what belongs to them."""
        self._show_moments()

    def value(self) -> AgreementsTold:
        """What was told."""
        decision = self.decision.value() if self._is_told(WhoHasToAgree.MDT) else None
        return AgreementsTold(
            dso=self._is_told(WhoHasToAgree.DSO),
            scheduling_at=self._moment(WhoHasToAgree.SCHEDULING),
            mdt_at=None if decision else self._moment(WhoHasToAgree.MDT),
            decision=decision,
            coordinator_at=self._moment(WhoHasToAgree.CASE_COORDINATOR),
            decided_by=self.decided.value() if self._is_told(WhoHasToAgree.DSO) else None,
            present=self.present.text(),
            coordinator=self.coordinator.value() if self._is_told(WhoHasToAgree.CASE_COORDINATOR) else None,
            later_stands=self._is_told(WhoHasToAgree.THE_LATER),
            day_is_meant=self._is_told(WhoHasToAgree.THE_DAY),
            answered=_questions(self._answered.text()) if self._is_told(WhoHasToAgree.THE_WEEK) else frozenset(),
        )

    def _is_told(self, each: WhoHasToAgree) -> bool:
        return each in self._needs and self.boxes[each].isChecked()

    def _moment(self, each: WhoHasToAgree) -> datetime | None:
        return self.moments[each].value() if self._is_told(each) else None

    def _show_questions(self, asked: tuple[str, ...]) -> None:
        """A tick answers what was asked when it was set: another question is answered anew."""
        if not _questions(self._answered.text()).issuperset(asked):
            self.boxes[WhoHasToAgree.THE_WEEK].setChecked(False)
            self._answered.clear()
        self._asked = asked
        self.asked.setText("\n".join(asked))
        self.asked.setVisible(bool(asked))

    def _answer(self, on: bool) -> None:  # noqa: FBT001  Qt's signal
        """Whoever ticks answers the questions that stand there, no others."""
        self._answered.setText(json.dumps(self._asked) if on else "")

    def _show_decisions(self, found: tuple[StepDownDecision, ...]) -> None:
        now = self._desk.clock.now()
        self.decision.set_choices(
            [(each.id, " ".join((moment_text(each.decided_at, now), each.note)).strip()) for each in found]
        )
        self.decision.setVisible(bool(found) and WhoHasToAgree.MDT in self._needs)
        if found and self.decision.value() is None:
            self.decision.set_value(found[0].id)
            self.boxes[WhoHasToAgree.MDT].setChecked(True)
            self._show_moments()

    def _ticked(self, _on: bool) -> None:  # noqa: FBT001  Qt's signal
        for each, edit in self.moments.items():
            if self.boxes[each].isChecked() and not edit.text():
                edit.set_value(self._desk.clock.now())
        self._show_moments()
        self.told.emit()

    def _show_moments(self) -> None:
        for each, edit in self.moments.items():
            edit.setVisible(self._is_told(each))
        self.decided.setVisible(self._is_told(WhoHasToAgree.DSO))
        self.present.setVisible(self._is_told(WhoHasToAgree.MDT) and self.decision.value() is None)
        self.coordinator.setVisible(self._is_told(WhoHasToAgree.CASE_COORDINATOR))

    def _build(self) -> None:
        look = self._desk.look
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.theme.gap(GROUP))
        grid.setVerticalSpacing(look.theme.gap(RELATED))
        for row, (each, box) in enumerate(self.boxes.items()):
            box.setObjectName(_NAMES[each])
            box.clicked.connect(self._ticked)
            grid.addWidget(box, row, 0)
            if each in self.moments:
                self.moments[each].setAccessibleName(f"When: {each.value}")
                grow(look, self.moments[each], QWidget.setFixedWidth, 180)
                grid.addWidget(self.moments[each], row, 1)
        rows = {each: row for row, each in enumerate(self.boxes)}
        for each, who, said in (
            (WhoHasToAgree.DSO, self.decided, "The DSO who decided"),
            (WhoHasToAgree.MDT, self.present, "Who was at the meeting"),
            (
                WhoHasToAgree.CASE_COORDINATOR,
                self.coordinator,
                "The SW or CCW who agreed, none: the person's own",
            ),
        ):
            who.setAccessibleName(said)
            who.setToolTip(said)
            grid.addWidget(who, rows[each], 2)
        self.boxes[WhoHasToAgree.THE_WEEK].clicked.connect(self._answer)
        self._answered.setObjectName("plans.week_answered")
        self._answered.setAccessibleName("The questions about the week that are answered")
        self._answered.hide()
        self._answered.setParent(self)
        self.present.setObjectName("plans.present")
        self.present.setPlaceholderText("Who was there")
        self.decision.picked.connect(self.show_again)
        grid.addWidget(self.decision, len(self.boxes), 0)
        self.decision.setAccessibleName("The meeting that decided the step-down")
        grid.setColumnStretch(3, 1)
        column = QVBoxLayout(self)
        spread(column, look)
        column.addWidget(self.meaning)
        column.addWidget(self.capacity)
        column.addWidget(self.asked)
        column.addLayout(grid)


def _questions(kept: str) -> frozenset[str]:
    """The questions that were answered, as the draft keeps them."""
    return frozenset(json.loads(kept)) if kept else frozenset()


def _questions_text(kept: str) -> str:
    """Kept questions as people read them."""
    return "\n".join(sorted(_questions(kept)))
