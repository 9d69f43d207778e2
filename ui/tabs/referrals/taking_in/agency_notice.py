"""The line under the notice to an agency: its last day, worked or paid, as soon as the day of the notice is typed."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queries.referrals.agency_notice import agency_last_day
from models.values import london_day
from models.vocabulary.referrals import Notice
from ui.desk import Desk
from ui.text import full_day_text
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.date_edit import DateEdit
from ui.widgets.labels_and_buttons import spread, words


class NoticeLine(QWidget):
    """Follows the two fields; says nothing while the day isn't known. Source: OPG 1.4 (REF-9)."""

    troubled = Signal(object)

    def __init__(self, desk: Desk, notice: ChoiceBox[object], given_on: DateEdit) -> None:
        super().__init__()
        self._desk, self._notice, self._given_on = desk, notice, given_on
        self.line = words("", "strong", "referrals.form.notice_last_day")
        column = QVBoxLayout(self)
        spread(column, desk.look)
        column.addWidget(self.line)
        given_on.value_changed.connect(self.look)
        notice.currentIndexChanged.connect(self.look)

    def look(self) -> None:
        """Work the day out anew."""
        given_on = self._given_on.value()
        if given_on is None:
            self.line.setText("")
            return
        self._desk.door.ask(self, agency_last_day, given_on=given_on).then(
            self._show, self.troubled.emit, latest="referrals.notice_last_day"
        )

    def _show(self, day: date) -> None:
        how = {Notice.WORKED: ", worked", Notice.PAID: ", paid and not worked"}
        said = how.get(self._notice.value(), "")  # type: ignore[call-overload]  # what isn't chosen isn't said
        text = full_day_text(day, london_day(self._desk.clock.now()))
        self.line.setText(f"The agency's last day is {text}{said}.")
