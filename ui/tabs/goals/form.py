"""The form for a goal: set one, or word one anew; it says at once what the goal still lacks (GOAL-3, GOAL-4)."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.door.errors import Refused, Unavailable
from app.queries.goals.goals import Aim, GoalRow, Missing
from models.values import Call
from ui.desk import Desk
from ui.icons import Icon
from ui.tabs.goals.from_example import FromExample
from ui.theme import CELL, GROUP, RELATED
from ui.widgets.aim_edit import AimEdit
from ui.widgets.asked_tick import AskedTick
from ui.widgets.date_edit import DateEdit
from ui.widgets.flow import Flow
from ui.widgets.form_draft import FormDraft
from ui.widgets.form_keys import FormKeys
from ui.widgets.labels_and_buttons import Field, Panel, button, buttons, prose, reveal, set_voice, spread, words
from ui.widgets.mending import Mending
from ui.widgets.notice_bar import NoticeBar, let_go_of_successes
from ui.widgets.press import Press
from ui.widgets.typing_kept import FromRecord, TypingKept
from ui.widgets.waiting import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalTyped:
    """What stands in the form; `goal` and `seen` are empty for a new one."""

    statement: str
    measure: str
    achievable: str
    relevant: str
    target: date | None
    target_is_meant: bool
    calls: tuple[Call, ...]
    own_words: str
    aim: Aim | None
    because: str = ""
    goal: UUID | None = None
    seen: int = 0


class GoalForm(Panel):
    """`typed` whenever something changed: answer with `show_missing`. `sent` to save, `left` to go back."""

    typed = Signal(object)  # GoalTyped
    sent = Signal(object)  # GoalTyped
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, "Set a goal", "goals.form", parent)
        self._desk, self._look = desk, desk.look
        self._goal: GoalRow | None = None
        self.statement = prose("goals.what", 2)
        self.measure = prose("goals.measure", 2)
        self.achievable = prose("goals.achievable", 2)
        self.relevant = prose("goals.relevant", 2)
        self.because = prose("goals.because", 2)
        self.target = DateEdit(desk.clock, "goals.target")
        self.own_words = prose("goals.own_words", 2)
        self.aim = AimEdit("goals.aim", "I 6 of 7")
        self.is_meant = AskedTick("goals.target_is_meant", "This target date is meant", self.target)
        self.calls = {call: QCheckBox(call.label) for call in Call}
        self.missing = words("", "soon", "goals.missing")
        self.notice = NoticeBar(desk.look, "goals.form_notice")
        self.mending = Mending(self, self.notice)
        self.save = button(desk.look, "&Set this goal", "goals.save", Icon.SAVE, kind="primary", press=Press.STORES)
        self.back = button(desk.look, "&Back to the goals", "goals.back", kind="quiet")
        self.from_example = FromExample(desk, self._fields())
        self.draft = FormDraft(desk, self._fields(), self)
        self.kept = TypingKept(desk, self.draft)
        self.waiting = Waiting(self, self.notice, self.back)
        self._build()
        self._connect()

    def start(self, person: UUID, goal: GoalRow | None) -> None:
        """A new goal of this person, or another wording of one; what was typed before comes back."""
        self.draft.leave()
        self._goal = goal
        self.title.setText(f"Change goal {goal.number}" if goal else "Set a goal")
        self.setAccessibleName(self.title.text())
        self.save.setText("&Save the change" if goal else "&Set this goal")
        self.save.setAccessibleName(self.save.text().replace("&", ""))
        self._because.setVisible(goal is not None)
        self.notice.clear()
        let_go_of_successes(self)
        self.from_example.begin()
        self._fill(goal)
        self.kept.record = FromRecord("goal", goal.id) if goal else None
        self.draft.open(
            f"goals.change:{goal.id}" if goal else f"goals.new:{person}", version=goal.version if goal else 0
        )
        self._tell()
        self.statement.setFocus()

    def show_goal(self, goal: GoalRow) -> None:
        """Another desk may have changed the goal that is being worded here."""
        if self._goal is not None and goal.id == self._goal.id:
            also = () if goal.state is self._goal.state else (f"The goal is now: {goal.state.label}.",)
            self._goal = goal
            self.kept.stands_now(partial(self._fill, goal), goal.version, also)

    def value(self) -> GoalTyped:
        """What stands in the form."""
        return GoalTyped(
            statement=self.statement.toPlainText(),
            measure=self.measure.toPlainText(),
            achievable=self.achievable.toPlainText(),
            relevant=self.relevant.toPlainText(),
            target=self.target.value(),
            target_is_meant=self.is_meant.is_told(),
            calls=tuple(call for call, box in self.calls.items() if box.isChecked()),
            own_words=self.own_words.toPlainText(),
            aim=self.aim.value(),
            because=self.because.toPlainText(),
            goal=self._goal.id if self._goal else None,
            seen=self._goal.version if self._goal else 0,
        )

    def looked_at(self) -> GoalTyped:
        """As it will be saved: the aim writes a measure anew that it wrote, and that nobody has changed."""
        typed, goal = self.value(), self._goal
        is_aims = goal is not None and goal.is_measured_by_its_aim and typed.measure.strip() == goal.measure
        return replace(typed, measure="") if is_aims and typed.aim is not None else typed

    def show_missing(self, found: Missing) -> None:
        """What the goal lacks as it stands here, and what of it isn't exact."""
        told = (("Still missing: ", found.lacks), ("Not exact yet: ", found.inexact))
        said = [lead + " ".join(sentences) for lead, sentences in told if sentences]
        self.missing.setText("\n".join(said) or "Complete: specific, measured, with a date.")
        set_voice(self.missing, "soon" if said else "done")

    def refuse(self, trouble: Refused | Unavailable) -> None:
        """Say why it wasn't saved, in sight; a field that it is about is brought into sight after that."""
        QTimer.singleShot(0, self, partial(reveal, self.back))
        self.is_meant.hear(trouble)
        self.notice.say(trouble)
        self.kept.refused(trouble)

    def _fill(self, goal: GoalRow | None) -> None:
        """As the goal stands, without this being typing."""
        texts: tuple[tuple[QPlainTextEdit, str], ...] = (
            (self.statement, goal.statement if goal else ""),
            (self.measure, goal.measure if goal else ""),
            (self.achievable, goal.achievable if goal else ""),
            (self.relevant, goal.relevant if goal else ""),
            (self.own_words, goal.own_words if goal else ""),
            (self.because, ""),
        )
        for edit, text in texts:
            edit.blockSignals(True)
            edit.setPlainText(text)
            edit.blockSignals(False)
        self.target.blockSignals(True)
        self.target.set_value(goal.target if goal else None)
        self.target.blockSignals(False)
        self.aim.blockSignals(True)
        self.aim.set_value(goal.aim if goal else None)
        self.aim.blockSignals(False)
        for call, box in self.calls.items():
            box.blockSignals(True)
            box.setChecked(goal is not None and call in goal.calls)
            box.blockSignals(False)

    def _connect(self) -> None:
        for edit in (self.statement, self.measure, self.achievable, self.relevant):
            edit.textChanged.connect(self._tell)
        self.target.value_changed.connect(self._tell)
        self.aim.value_changed.connect(self._tell)
        for box in self.calls.values():
            box.toggled.connect(self._tell)
        self.save.clicked.connect(self._send)
        self.back.clicked.connect(self.left)
        FormKeys(self, self.save, self.notice, self._send, self.back.click)
        self.kept.again.connect(self._send)
        self.kept.shown.connect(self.notice.clear)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._send)

    def _tell(self, *_changed: object) -> None:
        self.typed.emit(self.looked_at())

    def _send(self) -> None:
        if not self.kept.is_open() and self.mending.finds_nothing():
            self.sent.emit(self.value())

    def _fields(self) -> dict[str, QWidget]:
        """By the names of the goal's record."""
        texts: dict[str, QWidget] = {
            "statement": self.statement,
            "measure": self.measure,
            "achievable": self.achievable,
            "relevant": self.relevant,
            "target": self.target,
            "own_words": self.own_words,
            "aim": self.aim,
        }
        return {**texts, **{f"calls.{call.value}": box for call, box in self.calls.items()}, "because": self.because}

    def _build(self) -> None:
        look = self._look
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.theme.gap(GROUP))
        grid.setVerticalSpacing(look.theme.gap(RELATED))
        top = Qt.AlignmentFlag.AlignTop
        what = "In the person's words, so exact that two people would see the same: “I will make my own lunch”."
        self._because = Field(look, "Because", self.because, "The earlier wording is kept with it.")
        grid.addWidget(Field(look, "&What the person will do", self.statement, what), 0, 0, top)
        said = "As they said it, word for word: what it is for. It stands beside the goal."
        grid.addWidget(Field(look, "The person's &own words", self.own_words, said), 0, 1, top)
        grid.addWidget(Field(look, "How it is &measured", self.measure, "Such as: on 6 of 7 days."), 1, 0, top)
        grid.addWidget(
            Field(look, "Wh&y it is achievable", self.achievable, "What the person can do already."), 1, 1, top
        )
        grid.addWidget(
            Field(look, "How it ser&ves the purpose", self.relevant, "Which help is then not needed."), 2, 0, top
        )
        grid.addWidget(Field(look, "&Target date", self.target), 2, 1, top)
        grid.addWidget(self.is_meant, 3, 1, top)
        grid.addWidget(self._calls(), 4, 0, top)
        counted = "A letter or less help, at so many of the last so many visits; without one the policy's."
        grid.addWidget(Field(look, "&Reached by ratings", self.aim, counted), 4, 1, top)
        grid.addWidget(self._because, 5, 0, 1, 2)
        self.body.addWidget(self.from_example)
        self.body.addLayout(grid)
        for widget in (self.missing, self.kept, self.notice):
            self.body.addWidget(widget)
        self.body.addLayout(buttons(look, self.save, self.back))

    def _calls(self) -> QWidget:
        around = QWidget()
        column = QVBoxLayout(around)
        spread(column, self._look, gap=CELL)
        column.addWidget(words("Worked on at (none means all calls)"))
        row = Flow(self._look.theme.gap(GROUP))
        for call, box in self.calls.items():
            box.setObjectName(f"goals.call_{call.value}")
            row.addWidget(box)
        column.addLayout(row)
        return around
