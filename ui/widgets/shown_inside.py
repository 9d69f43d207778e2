"""What a scroll area shows, with the keyboard in the area's place: it is said which part of the page has come."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from ui.language import call


class ShownInside(QFrame):
    """A scroll area is a filler at the bus of Linux, of which a reader says nothing when it has the keyboard; a frame
    is a panel, whose name is said. The keys are the area's: what is ignored here goes up to it.
    """

    def __init__(self, area: QScrollArea, title: str) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        for each in (area, self):
            call(each, title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self)
        area.setFocusProxy(self)
