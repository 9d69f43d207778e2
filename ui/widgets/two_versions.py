"""One field that two desks have changed: before, theirs, mine, and a button for each of the two."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.overrides import override_of_qt
from ui.theme import CELL, RELATED
from ui.widgets.control_text import shown_text
from ui.widgets.flow import Flow
from ui.widgets.form_draft import Dispute
from ui.widgets.labels_and_buttons import button, name_of, spread, words
from ui.widgets.shown_inside import ShownInside

_VERSIONS = ("before", "theirs", "mine")
_HIGHEST = 220  # px at 100 %


class VersionsArea(QScrollArea):
    """All fields that two desks changed, as high as their words need up to a bound: the form stays in sight."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._look = desk.look
        self.setObjectName("draft.versions")
        self.rows = QVBoxLayout(ShownInside(self, "What two desks changed"))
        spread(self.rows, desk.look, gap=RELATED)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        desk.look.changed.connect(self.fit)

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def fit(self) -> None:
        """Take the height that the versions need at this width, within the bound."""
        needed = self.rows.totalHeightForWidth(max(self.viewport().width(), 1))
        self.setFixedHeight(max(0, min(needed, self._look.theme.px(_HIGHEST))))


class TwoVersions(QWidget):
    """Neither is chosen beforehand; `theirs` and `mine` are the buttons."""

    def __init__(self, desk: Desk, control: QWidget, name: str) -> None:
        super().__init__()
        self._control = control
        label = name_of(control) or "This field"
        self._title = words(label, "strong")
        self._before, self._theirs, self._mine = (words("", "", f"{name}.{each}") for each in _VERSIONS)
        self.theirs = button(desk.look, "Take theirs", f"{name}.take_theirs")
        self.mine = button(desk.look, "Keep mine", f"{name}.keep_mine")
        self.mine.setAccessibleName(f"Keep mine: {label}")
        column = QVBoxLayout(self)
        spread(column, desk.look, gap=CELL)
        for each in (self._title, self._before, self._theirs, self._mine):
            column.addWidget(each)
        row = Flow(desk.look.theme.gap(RELATED))
        both: tuple[QPushButton, ...] = (self.theirs, self.mine)
        for choice in both:
            row.addWidget(choice)
        column.addLayout(row)

    def show_dispute(self, dispute: Dispute, by: str) -> None:
        """Show the three versions, as a person reads them."""
        said = [shown_text(self._control, text) or "nothing" for text in (dispute.before, dispute.theirs, dispute.mine)]
        self._before.setText(f"Before: {said[0]}")
        self._theirs.setText(f"Theirs ({by}): {said[1]}" if by else f"As it stands now: {said[1]}")
        self.theirs.setText("Take theirs" if by else "Take what stands now")
        self.theirs.setAccessibleName(f"{self.theirs.text()}: {self._title.text()}")
        self._mine.setText(f"Mine, not saved yet: {said[2]}")
