"""The names for automation: every control that acts or tells, and what it is. A test holds the running window to it."""

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

_ACTS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTabBar)
_QTS_OWN = ("qt_", "QtPrivate", "ScrollLeftButton", "ScrollRightButton")

# object name: what it is. Tabs add theirs in `NAMES` of their own module, joined by the test and the documentation.
SHELL = {
    "window.team": "the team in view",
    "window.search_box": "search for a person",
    "window.search_box.matches": "who was found",
    "window.working": "says that work is under way",
    "window.connection": "which database, and whether it can be reached",
    "window.seat_button": "who sits at this desk; press to change it",
    "window.menu": "text size, theme, help",
    "window.tabs": "the eight tabs",
    "window.notice": "a notice of the whole window",
    "seat.staff": "who could sit at this desk",
    "seat.sit": "lets them sit here",
    "seat.cancel": "leaves it as it is",
    "help.close": "closes the help",
    "caseload.filter": "filter the caseload by name",
    "caseload.people": "the caseload",
    "caseload.total": "how many people are shown",
    "person.header": "the person in view",
    "person.name": "their name",
    "person.preferred": "what they like to be called",
    "person.details": "open their own details: address, telephone, communication, risks, representatives",
    "person.facts": "age, NHS number, patch",
    "person.day": "which day of the support it is, of how many",
    "person.notice": "a notice about the person",
    "person.empty.step": "the first step where nobody is chosen",
}


def acting(root: QWidget) -> Iterator[QWidget]:
    """The controls below a widget that a person acts on; what Qt makes within its own controls is left out."""
    for widget in root.findChildren(QWidget):
        if isinstance(widget, _ACTS) and not isinstance(widget, QScrollBar) and not _is_qts_own(widget):
            yield widget


def _is_qts_own(widget: QWidget) -> bool:
    within, parent = False, widget.parent()
    while isinstance(parent, QWidget) and not within:
        within = isinstance(parent, (QComboBox, QLineEdit, QTabBar, QAbstractItemView))
        parent = parent.parent()
    return within or widget.objectName().startswith(_QTS_OWN) or type(widget).__module__.startswith("PySide6.QtCore")
