"""The order of Tab for what is made late: where it stands, not when it was made."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def lead_from_above(place: QWidget) -> None:
    """Whatever is reached inside `place` comes after what stands above it in its parent's layout, as it is read."""
    above = _reached_above(place)
    if above is not None:
        for each in _reached_in(place):
            QWidget.setTabOrder(above, each)
            above = each


def _reached_above(place: QWidget) -> QWidget | None:
    parent = place.parentWidget()
    layout = parent.layout() if parent is not None else None
    if layout is None:
        return None
    for number in reversed(range(layout.indexOf(place))):
        item = layout.itemAt(number)
        widget = item.widget() if item is not None else None
        reached = _reached_in(widget) if widget is not None else ()
        if reached:
            return reached[-1]
    return None


def _reached_in(widget: QWidget) -> Sequence[QWidget]:
    inside = [each for each in (widget, *widget.findChildren(QWidget)) if each.window() is widget.window()]
    return [each for each in inside if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None]


class TabPlace(QWidget):
    """Never seen and never reached: it keeps a place in the order of Tab for widgets that are made later."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def lead(self, following: Iterable[QWidget]) -> None:
        """These are reached from here, in this order."""
        before: QWidget = self
        for each in following:
            QWidget.setTabOrder(before, each)
            before = each
