"""The reasons of short calls, as the form for a new version asks for them: one a call that is short (PSP-1)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.queries.plans.preview import ShortCall
from models.values import LONGEST_WHY, Call, WhyShort
from ui.desk import Desk
from ui.theme import RELATED
from ui.widgets.labels_and_buttons import Field, spread, words


class ShortCalls(QWidget):
    """`told` when somebody types a reason; what was typed stays when its call is short again."""

    told = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = words("", "strong", "plans.short_asked")
        self.reasons = {call: QLineEdit() for call in Call}
        self.fields = {call: Field(desk.look, call.label, edit) for call, edit in self.reasons.items()}
        column = QVBoxLayout(self)
        spread(column, desk.look, gap=RELATED)
        column.addWidget(self.asked)
        for call, edit in self.reasons.items():
            edit.setObjectName(f"plans.why_short_{call.value}")
            edit.setMaxLength(LONGEST_WHY)
            edit.textEdited.connect(self._typed)
            column.addWidget(self.fields[call])
        self.show_short(())

    def start(self, why: tuple[WhyShort, ...]) -> None:
        """Begin with what the version in force says."""
        said = {each.call: each.because for each in why}
        for call, edit in self.reasons.items():
            edit.setText(said.get(call, ""))

    def show_short(self, short: tuple[ShortCall, ...]) -> None:
        """Ask for the reasons of these calls, and of no others."""
        titles = {each.call: f"{each.title}: why that is enough" for each in short}
        for call, field in self.fields.items():
            field.setVisible(call in titles)
            title = titles.get(call, call.label)
            field.label.setText(title)
            self.reasons[call].setAccessibleName(title)
        below = short[0].below if short else 0
        self.asked.setText(
            f"A visit under {below} minutes is for one thing, or to see that somebody is safe and well, by a worker "
            "whom they know (NICE NG21). The plan for the home and the call sheet say what you type."
        )
        self.setVisible(bool(short))

    def value(self) -> tuple[WhyShort, ...]:
        """What is said of the calls that are asked about; a reason that was deleted is asked for again."""
        asked = (call for call, field in self.fields.items() if not field.isHidden())
        return tuple(WhyShort(call, self.reasons[call].text()) for call in asked)

    def _typed(self, _text: str) -> None:
        self.told.emit()
