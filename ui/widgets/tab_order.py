"""The order of Tab, and of what a screen reader walks: where something stands, not when it was made."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QSplitter, QWidget


def lead_from_above(place: QWidget) -> None:
    """Whatever is reached inside `place` comes after what stands above it in its parent's layout, as it is read."""
    above = _reached_above(place)
    if above is not None:
        _lead(above, place)


def lead_into(place: QWidget) -> None:
    """Whatever is reached inside `place`, which has just been opened, comes after all else in its parent."""
    parent = place.parentWidget()
    inside = _reached_in(parent) if parent is not None else ()
    beside = [each for each in inside if each.isVisible() and not place.isAncestorOf(each)]
    if beside:
        _lead(beside[-1], place)


def _lead(above: QWidget, place: QWidget) -> None:
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


def tell_as_read(place: QWidget) -> None:
    """A screen reader walks what stands in `place` in the order of its layout, whatever was made first.

    Qt tells a widget's children as they are stacked. What is seen doesn't change: they don't lie on each other.
    """
    for each in _laid_out(place.layout()):
        each.raise_()


def reach_as_read(place: QWidget) -> None:
    """The Tab key comes to the buttons of a row in the order of its layout, whichever was made first."""
    for one, other in pairwise(_laid_out(place.layout())):
        QWidget.setTabOrder(one, other)


def tell_from_the_left(splitter: QSplitter) -> None:
    """A splitter puts each part that it is given below those before it, and so would tell its last one first."""
    for number in reversed(range(splitter.count())):
        part = splitter.widget(number)
        if part is not None:
            part.lower()


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    for number in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(number) if layout is not None else None
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        else:
            yield from _laid_out(inner)
