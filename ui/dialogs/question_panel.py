"""What a file doesn't say by itself, asked in the preview before any row is read; nothing is chosen beforehand."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QRadioButton, QVBoxLayout, QWidget

from app.exchange.files.asked import Question
from ui.icons import Icon
from ui.overrides import override_of_qt
from ui.theme import CELL, RELATED, Look
from ui.widgets.labels_and_buttons import button, buttons, scrolled, spread, words
from ui.widgets.press import RETURN

_HEIGHT = 264  # px at 100 %; of many choices the others are scrolled to
_LEAST = 96


class QuestionPanel(QFrame):
    """`answered` with what it is about and the answer as it is stored, once Return or the button confirms it."""

    answered = Signal(object, str)

    def __init__(self, look: Look, question: Question) -> None:
        super().__init__()
        self._question = question
        self.setObjectName("import.question")
        self.setAccessibleName(question.sentence)
        self.choices: dict[str, _Choice] = {}
        self.go_on = button(look, "&Read it this way", "import.go_on", Icon.IMPORT, kind="primary")
        self.go_on.setEnabled(False)
        self.go_on.clicked.connect(self._answer)
        inside = QWidget()
        choices = QVBoxLayout(inside)
        spread(choices, look, gap=CELL)
        for number, (value, label) in enumerate(question.choices):
            choice = self.choices[value] = _Choice(label)
            choice.setObjectName(f"import.answer.{number + 1}")
            choice.setAccessibleName(label)
            choice.setAccessibleDescription(question.sentence)
            choice.toggled.connect(self._may_go_on)
            choice.confirmed.connect(partial(self._confirm, value))
            choices.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        choices.addStretch(1)
        area = scrolled(inside, "import.answers")
        theme = look.theme
        area.setMinimumHeight(min(inside.sizeHint().height(), theme.px(_LEAST)))
        area.setMaximumHeight(min(inside.sizeHint().height(), theme.px(_HEIGHT)))
        column = QVBoxLayout(self)
        spread(column, look, gap=RELATED)
        column.addWidget(words(question.sentence, "heading", "import.asks"))
        column.addWidget(area, 1)
        column.addLayout(buttons(look, self.go_on))
        self.setFocusProxy(next(iter(self.choices.values()), self.go_on))

    def _chosen(self) -> str | None:
        return next((value for value, each in self.choices.items() if each.isChecked()), None)

    def _may_go_on(self) -> None:
        self.go_on.setEnabled(self._chosen() is not None)

    def _confirm(self, value: str) -> None:
        """Return on a choice takes it; nothing is answered by a Return that only meets the question."""
        if self.choices[value].isChecked():
            self._answer()
        else:
            self.choices[value].setChecked(True)

    def _answer(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.go_on.setEnabled(False)  # a second press would only read the file twice
            self.answered.emit(self._question.asks, chosen)


class _Choice(QRadioButton):
    """`confirmed` by Return, once for each press of the key."""

    confirmed = Signal()

    def __init__(self, label: str) -> None:
        super().__init__(label.replace("&", "&&"))

    @override_of_qt()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in RETURN:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.confirmed.emit()
