"""Who is at this desk: whose name stands on what is recorded here."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import SeatView, StaffMember
from ui.dialogs.first_size import WholeDialog
from ui.icons import Icon
from ui.theme import GROUP, PAGE, Look
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels_and_buttons import Field, button, buttons, spread, words
from ui.widgets.press import Press

_BY_CHOICE = (
    "Everything recorded at this desk names this person. It is a matter of trust: a database that is a file on this "
    "computer asks nobody for a password, so anybody here could choose any name."
)
_BY_LOGIN = "The server knows you by your login, so everything recorded at this desk names you. To change, log in anew."
_NOT_HERE = "{name} isn't on the staff today, so nothing can be recorded in this name. Choose who is at this desk."


class SeatDialog(WholeDialog):
    """`chosen` with the id of whoever sits here from now on."""

    chosen = Signal(object)

    def __init__(
        self, look: Look, seat: SeatView, staff: tuple[StaffMember, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("seat")
        self.setWindowTitle("Who is at this desk")
        self.setMinimumWidth(look.theme.px(480))
        self.staff: ChoiceBox[UUID] = ChoiceBox(look, "seat.staff", "Choose a name")
        self.staff.set_choices([(each.id, f"{each.name}, {each.role}") for each in staff])
        self.staff.set_value(seat.staff)
        self.sit = button(look, "&Sit here", "seat.sit", Icon.PERSON, kind="primary", press=Press.STORES)
        self.cancel = button(look, "&Leave it" if not seat.by_login else "&Close", "seat.cancel")
        self.sit.clicked.connect(self._choose)
        self.cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        spread(column, look, margin=PAGE, gap=GROUP)
        column.addWidget(words(f"{seat.name}, {seat.role}", "name"))
        if not seat.is_here:
            column.addWidget(words(_NOT_HERE.format(name=seat.name), "strong"))
        column.addWidget(words(_BY_LOGIN if seat.by_login else _BY_CHOICE))
        if seat.by_login:
            column.addStretch(1)
            column.addLayout(buttons(look, self.cancel))
        else:
            column.addWidget(
                Field(
                    look, "&Who sits here", self.staff, f"The staff of {seat.office}. Typing a letter jumps to a name."
                )
            )
            column.addStretch(1)
            column.addLayout(buttons(look, self.sit, self.cancel))

    def _choose(self) -> None:
        staff = self.staff.value()
        if staff is not None:
            self.accept()
            self.chosen.emit(staff)
