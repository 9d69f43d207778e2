"""Having a screen reader say at once what comes on the screen by itself, and where in a list the keyboard stands."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.language import as_read


def announce(shown: QWidget, text: str, *, is_urgent: bool = False) -> None:
    """Say what is shown there; what is urgent cuts off what is being said, all else waits for its end.

    An alert, which the other readers take, never arrives at those of Linux.
    """
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415  not before there is a word

    if not text:
        return
    said = QAccessibleAnnouncementEvent(shown, as_read(text))
    polite = QAccessible.AnnouncementPoliteness
    said.setPoliteness(polite.Assertive if is_urgent else polite.Polite)
    QAccessible.updateAccessibility(said)


def tell_cell(view: QAbstractItemView) -> None:
    """Say which cell of a list the keyboard is on, now that the list has taken it.

    Of a list that is come to Qt tells its name alone, and the cell only once an arrow key leaves it; and it tells that
    name after the list has heard of the keyboard, which would have the last word.
    """
    QTimer.singleShot(0, view, lambda: _tell_cell(view))


def _tell_cell(view: QAbstractItemView) -> None:
    from PySide6.QtGui import QAccessible, QAccessibleEvent  # noqa: PLC0415  as above

    if not (QAccessible.isActive() and view.hasFocus() and view.currentIndex().isValid()):
        return
    told = QAccessible.queryAccessibleInterface(view)
    cell = told.focusChild() if told is not None else None
    if cell is not None:
        event = QAccessibleEvent(view, QAccessible.Event.Focus)
        event.setChild(told.indexOfChild(cell))
        QAccessible.updateAccessibility(event)
