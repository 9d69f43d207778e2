"""Everything that can be read in a window as it stands, by eye and by a screen reader, as Qt was given it."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QTableView,
    QWidget,
)

from tests.ui.measuring import seen


def read(window: QWidget) -> Iterator[str]:
    """Each text, lines apart; what a person types into a field isn't there."""
    for text in _texts(window):
        yield from filter(None, text.split("\n"))


def _texts(window: QWidget) -> Iterator[str]:
    yield window.windowTitle()
    for each in seen(window):
        yield from (each.accessibleName(), each.accessibleDescription(), each.toolTip())
        match each:
            case QLabel():
                yield QLabel.text(each).replace("&", "")
            case QAbstractButton():
                yield QAbstractButton.text(each).replace("&", "")
            case QTabBar():
                yield from (each.tabText(number) for number in range(each.count()))
                yield from (each.tabToolTip(number) for number in range(each.count()))
            case QComboBox():
                yield each.placeholderText()
                yield from (each.itemText(number) for number in range(each.count()))
            case QLineEdit():
                yield each.placeholderText()
            case QTableView():
                yield from _cells(each)
        if isinstance(each, QAbstractButton):
            for menu in each.findChildren(QMenu):
                yield from (action.text().replace("&", "") for action in menu.actions())


def _cells(table: QTableView) -> Iterator[str]:
    model, header = table.model(), table.horizontalHeader()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    for column in range(model.columnCount(QModelIndex())):
        if isinstance(header, QHeaderView) and header.isSectionHidden(column):
            continue
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "") if header.isVisible() else ""
        for row in range(model.rowCount(QModelIndex())):
            yield from (str(model.index(row, column).data(role) or "") for role in roles)
