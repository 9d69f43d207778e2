"""What doesn't fit on a screen as it stands, found by measuring it: text that is cut, controls that lie on each other.

`faults` looks at what is visible in a window and gives a sentence for each thing found, by the names of the controls.
What stands further down in an area that scrolls is measured too; what a list scrolls away isn't.
"""

import re
from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QSplitter,
    QStackedWidget,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QStyleOptionHeader,
    QTabBar,
    QTableView,
    QWidget,
)

from ui.tables.delegates import RowDelegate
from ui.tables.row_table_model import SHOWN_ROLE
from ui.widgets.press import SentenceTick

SLACK = 1  # px that rounding may take
SHORT = 112  # px at 100 %: a cell that needs no more is never cut, whatever its column
_TYPED = (QLineEdit, QComboBox, QPlainTextEdit, QCheckBox)
TARGET = 24  # px at any text size: what is pressed is never smaller (WCAG 2.2, 2.5.8)
_PRESSED = (QAbstractButton, QLineEdit, QComboBox)
_LEAVES = (QLabel, QAbstractButton, QLineEdit, QComboBox, QTabBar)


def faults(window: QWidget) -> list[str]:
    """A sentence for each thing that doesn't fit, each once, in order."""
    found: list[str] = []
    for each in seen(window):
        found += [f"{called(each)} {what}" for what in _faults_of(each, window)]
    return sorted(set(found))


def keyboard_out_of_sight(window: QWidget) -> list[str]:
    """A sentence where nobody sees what they type: the field with the keyboard stands above or below what is seen."""
    control = window.focusWidget()
    if not isinstance(control, _TYPED) or not control.isVisible():
        return []
    least = min(control.height(), control.fontMetrics().height())
    is_seen = control.visibleRegion().boundingRect().height() >= least
    return [] if is_seen else [f"{called(control)} has the keyboard and isn't in sight"]


def seen(window: QWidget) -> list[QWidget]:
    """What is visible in this window, without what Qt makes within its own controls and without dialogs above it."""
    inside = [window, *window.findChildren(QWidget)]
    return [each for each in inside if each.isVisible() and each.window() is window.window() and not _is_qts_own(each)]


def called(widget: QWidget) -> str:
    """By its object name, or that of the nearest above with its class; numbers are all the same."""
    name, above = widget.objectName(), widget
    while not name and above.parentWidget() is not None:
        above = above.parentWidget()
        name = above.objectName()
    own = "" if widget.objectName() else f" {type(widget).__name__}"
    return re.sub(r"(?<=[._])\d+(?=\.|$)", "N", name) + own


def _is_qts_own(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, (QComboBox, QLineEdit, QTabBar, QAbstractItemView)):
            return not isinstance(widget, (QHeaderView, QTabBar)) and not _is_ours(widget)
        parent = parent.parentWidget()
    return isinstance(widget, (QScrollBar, QMenu)) or widget.objectName().startswith("qt_")


def _is_ours(widget: QWidget) -> bool:
    return type(widget).__module__.startswith("ui.") or bool(widget.objectName())


def _faults_of(each: QWidget, window: QWidget) -> Iterator[str]:
    yield from _text_cut(each)
    is_pressed = isinstance(each, _PRESSED) and not each.objectName().startswith("qt_")
    if is_pressed and min(each.width(), each.height()) < TARGET:
        yield f"is {each.width()} × {each.height()} px: hard to hit"
    if isinstance(each, _LEAVES):
        yield from _beyond(each, window)
    if isinstance(each, QScrollArea):
        yield from _scrolls(each)
    if isinstance(each, QTableView):
        yield from _cells(each)
    yield from _overlaps(each)


# --- text ------------------------------------------------------------------------------------------------------


def _text_cut(each: QWidget) -> Iterator[str]:
    if isinstance(each, QLabel):
        yield from _label(each)
    elif isinstance(each, SentenceTick):
        needed = each.heightForWidth(each.width())
        if needed > each.height() + SLACK:
            yield f"is {each.height()} px high and needs {needed}: “{each.text()}”"
    elif isinstance(each, QAbstractButton):
        yield from _smaller(each, each.text())
    elif isinstance(each, QTabBar):
        yield from _tabs(each)
    elif isinstance(each, QHeaderView):
        yield from _sections(each)
    elif isinstance(each, QComboBox):
        yield from _choice(each)
    elif isinstance(each, QLineEdit):
        yield from _line(each)
    elif isinstance(each, QListWidget):
        yield from _items(each)


def _label(label: QLabel) -> Iterator[str]:
    if not label.text() or _is_cut_on_purpose(label):
        return
    room = label.contentsRect().size()
    metrics = label.fontMetrics()
    if label.wordWrap():
        widest = max((metrics.horizontalAdvance(word) for word in re.split(r"\s|(?<=-)", label.text())), default=0)
        if widest > room.width() + SLACK:
            yield f"has a word of {widest} px in {room.width()}: “{label.text()}”"
        needed = label.heightForWidth(label.width())
        if needed > label.height() + SLACK:
            yield f"is {label.height()} px high and needs {needed}: “{label.text()}”"
    else:
        yield from _smaller(label, label.text())


def _smaller(each: QWidget, text: str) -> Iterator[str]:
    """Without its text it may be as small as it likes."""
    needed = each.sizeHint()
    if text and needed.width() > each.width() + SLACK:
        yield f"is {each.width()} px wide and needs {needed.width()}: “{text}”"
    if text and needed.height() > each.height() + SLACK:
        yield f"is {each.height()} px high and needs {needed.height()}: “{text}”"


def _is_cut_on_purpose(label: QLabel) -> bool:
    return label.text().endswith("…") and bool(label.toolTip())


def _tabs(bar: QTabBar) -> Iterator[str]:
    for number in range(bar.count()):
        place = bar.tabRect(number)
        if not bar.rect().contains(place):
            yield f"has the tab “{bar.tabText(number)}” off the bar"
        needed = bar.fontMetrics().horizontalAdvance(bar.tabText(number))
        if min(place.width(), place.height()) < TARGET:
            yield f"has the tab “{bar.tabText(number)}” of {place.width()} × {place.height()} px: hard to hit"
        if needed > place.width():
            yield f"cuts the tab “{bar.tabText(number)}”"


def _sections(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    view = header.parentWidget()
    if model is None or header.orientation() is Qt.Orientation.Vertical or not header.isVisible():
        return
    if isinstance(view, QTableView) and not isinstance(view.itemDelegate(), RowDelegate):
        return
    for number in range(header.count()):
        if header.isSectionHidden(number):
            continue
        text = str(model.headerData(number, header.orientation()) or "")
        option = QStyleOptionHeader()
        header.initStyleOption(option)
        option.text = text  # type: ignore[attr-defined]
        needed = header.style().sizeFromContents(QStyle.ContentsType.CT_HeaderSection, option, QSize(), header).width()
        if text and needed > header.sectionSize(number) + SLACK:
            yield f"cuts the heading “{text}”: {header.sectionSize(number)} px, needs {needed}"


def _choice(box: QComboBox) -> Iterator[str]:
    text = box.currentText() or box.placeholderText()
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    place = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    needed = box.fontMetrics().horizontalAdvance(text)
    if needed > place.width() + SLACK and text not in box.toolTip():
        yield f"cuts its choice, {needed} px in {place.width()}: “{text}”"


def _line(line: QLineEdit) -> Iterator[str]:
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    place = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    room = place.width() - 4  # Qt's own margin at each side
    if not line.text():
        needed = line.fontMetrics().horizontalAdvance(line.placeholderText())
        if needed > room + SLACK:
            yield f"cuts its hint, {needed} px in {room}: “{line.placeholderText()}”"
    if line.fontMetrics().height() > place.height() + SLACK:
        yield f"is {place.height()} px high inside and its text {line.fontMetrics().height()}"


def _items(items: QListWidget) -> Iterator[str]:
    for row in range(items.count()):
        item = items.item(row)
        icon = 0 if item.icon().isNull() else items.iconSize().width() + 8
        needed, place = items.fontMetrics().horizontalAdvance(item.text()) + icon, items.visualItemRect(item)
        if needed > place.width() + SLACK:
            yield f"cuts “{item.text()}”: {needed} px in {place.width()}"


# --- lists -----------------------------------------------------------------------------------------------------


def _cells(view: QTableView) -> Iterator[str]:
    """Of the rows in sight; a cell that is cut has all of it in its tooltip, but never who or what the row is."""
    if view.horizontalScrollBar().maximum() > 0:  # without its bar too: then nobody sees that there is more
        yield f"scrolls sideways by {view.horizontalScrollBar().maximum()} px"
    painter = view.itemDelegate()
    theme = painter._look.theme if isinstance(painter, RowDelegate) else None
    if not isinstance(painter, RowDelegate) or theme is None:
        return
    model, header = view.model(), view.horizontalHeader()
    top, bottom = view.rowAt(0), view.rowAt(view.viewport().height() - 1)
    rows = range(max(top, 0), (bottom if bottom >= 0 else model.rowCount(QModelIndex()) - 1) + 1)
    for column in range(header.count()):
        if header.isSectionHidden(column):
            continue
        width, widest, what = header.sectionSize(column), 0, ""
        for row in rows:
            index = model.index(row, column)
            shown = index.data(SHOWN_ROLE)
            needed = painter.width_of(index)
            if shown.wraps:
                high = painter.needed_height(index, width)
                if high > view.rowHeight(row) + SLACK:
                    yield f"gives a row {view.rowHeight(row)} px, and it needs {high}: “{shown.text}”"
                continue
            is_short = needed <= theme.px(SHORT)
            must_be_whole = is_short or (needed <= view.width() / 2 and (shown.bold or shown.state is not None))
            if shown.text and must_be_whole and needed > max(width + SLACK, widest):
                widest, what = needed, shown.text
        if widest:
            title = str(model.headerData(column, Qt.Orientation.Horizontal) or column)
            yield f"cuts a cell of “{title}”, {widest} px in {width}: “{what}”"


# --- places ----------------------------------------------------------------------------------------------------


def _scrolls(area: QScrollArea) -> Iterator[str]:
    inside = area.widget()
    if inside is not None and inside.width() > area.viewport().width():
        is_barred = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        how = "is cut at the right" if is_barred else "scrolls sideways"
        yield f"{how} by {inside.width() - area.viewport().width()} px"


def _beyond(each: QWidget, window: QWidget) -> Iterator[str]:
    """Where it leaves something that it stands in, and doesn't scroll there."""
    if isinstance(each, QLabel) and not each.text() and each.pixmap().isNull():
        return
    if each.width() == 0 or each.height() == 0:
        yield "has no room at all"
        return
    inside = each
    while inside is not window and not inside.isWindow():
        parent = inside.parentWidget()
        area = parent.parentWidget() if parent is not None else None
        if parent is None or isinstance(area, QAbstractScrollArea):
            return
        place = QRect(each.mapTo(parent, QPoint(0, 0)), each.size())
        if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
            over = place.united(parent.rect())
            right, below = over.width() - parent.width(), over.height() - parent.height()
            yield f"lies beyond {called(parent)} by {max(right, 0)} × {max(below, 0)} px"
            return
        inside = parent


def _overlaps(parent: QWidget) -> Iterator[str]:
    if isinstance(parent, (QMainWindow, QStackedWidget, QSplitter, QAbstractItemView, QComboBox, QLineEdit, QTabBar)):
        return
    children = [
        each
        for each in parent.children()
        if isinstance(each, QWidget)
        and each.isVisible()
        and not each.isWindow()
        and not each.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        and not isinstance(each, (QDialog, QScrollBar))
        and each.width() > 0
        and each.height() > 0
        and not each.objectName().startswith("qt_")
    ]
    for number, one in enumerate(children):
        for other in children[number + 1 :]:
            common = one.geometry().intersected(other.geometry())
            if common.width() > SLACK and common.height() > SLACK:
                yield f"has {called(one)} and {called(other)} on each other by {common.width()} × {common.height()} px"


def places(window: QWidget) -> dict[str, list[tuple[int, int, int, int]]]:
    """Where everything stands that is seen, by its name, in px of the window."""
    found: dict[str, list[tuple[int, int, int, int]]] = {}
    for each in seen(window):
        corner = each.mapTo(window, QPoint(0, 0))
        found.setdefault(called(each), []).append((corner.x(), corner.y(), each.width(), each.height()))
    return found
