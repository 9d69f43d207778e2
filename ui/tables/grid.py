"""A grid of painted cells as a table, so that arrow keys, selection and one accessible child a cell come from Qt."""

from PySide6.QtCore import QItemSelection, QModelIndex, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionViewItem, QTableView, QWidget

from ui.overrides import override_of_qt
from ui.tables.selected import be_where_selected
from ui.theme import Look

_LEAST_SIDE = 84  # px at 100 %


class GridView(QTableView):
    """Cells of one size, selected one by one; Tab leaves it, arrow keys walk it."""

    def __init__(self, look: Look, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)

    @override_of_qt()
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        be_where_selected(self)

    def fit_side(self, wanted: int) -> None:
        """Give the words at the left so many px at 100 %, but leave more than half of the width to the cells."""
        theme = self._look.theme
        self.verticalHeader().setFixedWidth(min(theme.px(wanted), max(theme.px(_LEAST_SIDE), self.width() * 2 // 5)))

    def go_to(self, index: QModelIndex) -> None:
        """Put the keyboard on this cell."""
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)


def paint_focus(look: Look, painter: QPainter, option: QStyleOptionViewItem) -> None:
    """The ring around the cell that the keyboard is on: two lines, so that it shows on every colour."""
    if not option.state & QStyle.StateFlag.State_Selected:
        return
    colours = look.theme.colours
    here = bool(option.state & QStyle.StateFlag.State_Active)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.focus if here else colours.edge), 2))
    painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
    painter.setPen(QPen(QColor(colours.surface), 1))
    painter.drawRect(option.rect.adjusted(2, 2, -3, -3))
