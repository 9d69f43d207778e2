"""A list of staff that is copied from a spreadsheet and pasted, or typed: a line each."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.dialogs.first_size import open_at
from ui.theme import GROUP, PAGE, Look
from ui.widgets.labels_and_buttons import Field, button, buttons, prose, spread, words

_WIDTH, _HEIGHT = 640, 480


class PasteStaff(QDialog):
    """`pasted` with the text, to be looked at; nothing is stored by it."""

    pasted = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paste_staff")
        self.setWindowTitle("Paste a list of staff")
        self.text = prose("paste_staff.text")
        self.text.setMinimumHeight(0)
        self.text.setMaximumHeight(self.maximumHeight())  # as high as the dialog is
        self.go_on = button(look, "&Look at it", "paste_staff.look", kind="primary")
        self.back = button(look, "&Back", "paste_staff.back")
        column = QVBoxLayout(self)
        spread(column, look, margin=PAGE, gap=GROUP)
        column.addWidget(
            words(
                "Copy the rows from your spreadsheet, with their headings if there are any, and paste them here. "
                "You see what each row would bring before anything is stored."
            )
        )
        column.addWidget(Field(look, "&The list", self.text, "Such as: Anna Example, DSO, North, 0114 496 0000"))
        column.addLayout(buttons(look, self.go_on, self.back))
        open_at(self, look, _WIDTH, _HEIGHT)
        self.go_on.setEnabled(False)
        self.text.textChanged.connect(self._typed)
        self.go_on.clicked.connect(self._go_on)
        self.back.clicked.connect(self.reject)

    def _typed(self) -> None:
        self.go_on.setEnabled(bool(self.text.toPlainText().strip()))

    def _go_on(self) -> None:
        self.accept()
        self.pasted.emit(self.text.toPlainText())
