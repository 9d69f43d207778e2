"""The texts to paste into MOSAIC and CCL, each with a Copy button; nothing is sent from here."""

from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.queries.closure.view import ClosureView
from ui.desk import Desk
from ui.icons import Icon
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.labels_and_buttons import Field, button, buttons, prose
from ui.widgets.text_to_paste import TextToPaste

_LINES = 8


class TextsPanel(DeedPanel):
    """Both texts as they stand now; they follow what is ticked."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "To paste", "closure.texts", parent)
        self.mosaic = self._text("closure.text_mosaic", "For &MOSAIC", "MOSAIC", "closure.copy_mosaic")
        self.ccl = self._text("closure.text_ccl", "For &CCL", "CCL", "closure.copy_ccl")

    def show_view(self, view: ClosureView) -> None:
        """Show the texts."""
        for edit, text in ((self.mosaic, view.text_for_mosaic), (self.ccl, view.text_for_ccl)):
            if edit.toPlainText() != text:
                edit.setPlainText(text)

    def texts(self) -> list[TextToPaste]:
        """Both, that for MOSAIC first."""
        copies = ((self.mosaic, "MOSAIC"), (self.ccl, "CCL"))
        return [TextToPaste(edit, partial(self._copy, edit, system)) for edit, system in copies]

    def _text(self, name: str, label: str, system: str, copy_name: str) -> QPlainTextEdit:
        edit = prose(name, _LINES)
        edit.setReadOnly(True)
        copy = button(self.desk.look, f"Copy for {system}", copy_name, Icon.COPY)
        self.body.addWidget(Field(self.desk.look, label, edit))
        self.body.addLayout(buttons(self.desk.look, copy))
        copy.clicked.connect(partial(self._copy, edit, system))
        return edit

    def _copy(self, edit: QPlainTextEdit, system: str, _checked: object = None) -> None:
        QGuiApplication.clipboard().setText(edit.toPlainText())
        self.notice.tell(f"Copied: paste it into {system}.")
