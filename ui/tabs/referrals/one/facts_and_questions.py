"""Pieces of the chosen referral: pairs of title and text, what is missing, and the questions with their answers."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.queries.referrals.one import DeedRow, QuestionRow
from app.queries.referrals.queue import ReferralDeed
from ui.desk import Desk
from ui.icons import Icon
from ui.language import typed
from ui.states import State
from ui.text import moment_text, waiting_text
from ui.theme import CELL, GROUP, RELATED, Look
from ui.widgets.flow import Flow
from ui.widgets.labels_and_buttons import Words, button, spread, words
from ui.widgets.press import Press
from ui.widgets.sentence_lines import SentenceLine, SentenceLines, source

_TITLE = 116  # px at 100 %, so that titles of all panels share their edge
_BEFORE = {
    ReferralDeed.ACCEPT: "Before it can be accepted",
    ReferralDeed.CONFIRM_CAPACITY: "Before capacity can be promised",
    ReferralDeed.HOLD: "Before capacity can be held",
    ReferralDeed.START: "Before the service can start",
}


class Facts(QWidget):
    """Titles at one edge, texts that wrap at the other."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._lines: list[tuple[Words, Words]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        look.changed.connect(self._fit)
        self._fit()

    def show_pairs(self, pairs: tuple[tuple[str, str], ...]) -> None:
        """Show these."""
        while len(self._lines) < len(pairs):
            line = words("", "quiet"), words("")
            for column, label in enumerate(line):
                self._grid.addWidget(label, len(self._lines), column, Qt.AlignmentFlag.AlignTop)
            self._lines.append(line)
        for number, line in enumerate(self._lines):
            for place, label in enumerate(line):
                said = pairs[number][place] if number < len(pairs) else ""
                label.setText(typed(said) if place else said)  # beside what it is, what somebody typed
                label.setVisible(number < len(pairs))

    def _fit(self) -> None:
        theme = self._look.theme
        self._grid.setColumnMinimumWidth(0, theme.px(_TITLE))
        self._grid.setHorizontalSpacing(theme.gap(GROUP))
        self._grid.setVerticalSpacing(theme.gap(CELL))


class Lacks(QFrame):
    """What is missing before the next deed, who can lift it, and the way to its field; hidden where nothing is.

    `led` with the field of the line whose button was pressed.
    """

    led = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("referrals.lacks")
        self._heading = words("", "heading", "referrals.lacks.heading")
        self.lines = SentenceLines(look, "referrals.lacks.lines")
        column = QVBoxLayout(self)
        spread(column, look)
        column.addWidget(self._heading)
        column.addWidget(self.lines)
        self.lines.led.connect(self.led)

    def show_deed(self, deed: DeedRow | None) -> None:
        """Show what this deed lacks."""
        lacks = deed.lacks if deed is not None else ()
        self.setVisible(bool(lacks))
        if deed is None:
            return
        self._heading.setText(_BEFORE.get(deed.deed, "Still missing"))
        self.setAccessibleName(self._heading.text())
        self.setAccessibleDescription(deed.sentence)
        self.lines.show_lines(
            tuple(
                SentenceLine(f"lack.{number}", each.sentence, State.SOON, source(each.who), field=each.field)
                for number, each in enumerate(lacks, start=1)
            )
        )


class Questions(QWidget):
    """What was asked: of whom, since when, the answer; open ones can be answered and chased."""

    answer_requested = Signal(object)
    chase_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._made: list[QWidget] = []
        self._shown: tuple[QuestionRow, ...] = ()
        self._column = QVBoxLayout(self)
        spread(self._column, desk.look, gap=RELATED)

    def show_questions(self, questions: tuple[QuestionRow, ...]) -> None:
        """Show these, the open ones first."""
        if questions == self._shown:
            return  # so that the keyboard stays where it is
        self._shown = questions
        for widget in self._made:
            self._column.removeWidget(widget)
            widget.setParent(None)
            widget.deleteLater()
        ordered = sorted(questions, key=lambda each: each.received_at is not None)
        self._made = [self._line(number, each) for number, each in enumerate(ordered)]
        for widget in self._made:
            self._column.addWidget(widget)
            widget.show()

    def enter(self) -> bool:
        """Put the keyboard on the first open question; False where none is open."""
        answer = self.findChild(QPushButton, "referrals.answer.1")
        if answer is not None:
            answer.setFocus()
        return answer is not None

    def _line(self, number: int, row: QuestionRow) -> QWidget:
        look, now = self._desk.look, self._desk.clock.now()
        made = QWidget()
        column = QVBoxLayout(made)
        spread(column, look, gap=CELL)
        column.addWidget(words(row.what))
        chased = f", chased {moment_text(row.chased_at, now)}" if row.chased_at else ""
        asked = f"Asked of {row.of_whom} {moment_text(row.asked_at, now)} by {row.asked_by}{chased}"
        if row.received_at is not None:
            column.addWidget(words(asked, "quiet"))
            column.addWidget(words(f"Answered {moment_text(row.received_at, now)}: {row.answer}", "done"))
            return made
        column.addWidget(words(f"{asked}: waiting {waiting_text(row.asked_at, now)}", "waiting"))
        answer = button(look, "Record the answer…", f"referrals.answer.{number + 1}", Icon.DONE)
        chase = button(
            look, "Chased just now", f"referrals.chase.{number + 1}", Icon.PHONE, kind="quiet", press=Press.STORES
        )
        answer.clicked.connect(partial(self.answer_requested.emit, row))
        chase.clicked.connect(partial(self.chase_requested.emit, row))
        row_of_buttons = Flow(look.theme.gap(RELATED))
        row_of_buttons.addWidget(answer)
        row_of_buttons.addWidget(chase)
        column.addLayout(row_of_buttons)
        return made
