"""Where assistive technology selects a row or a cell, that is what the list is on."""

from functools import partial

from PySide6.QtCore import QItemSelectionModel, QTimer
from PySide6.QtWidgets import QAbstractItemView


def be_where_selected(view: QAbstractItemView) -> None:
    """The selection has changed: be on what is selected, where one is at a time.

    Where a screen reader or a voice selects, Qt moves the selection alone: one row would be marked, while what stands
    beside the list, and the next key, are another's. It is looked at later, since whoever moves both selects first.
    """
    QTimer.singleShot(0, view, partial(_follow, view))


def follow_what_is_selected(view: QAbstractItemView) -> None:
    """The same for a list of Qt's own, which has its model already, and keeps it."""
    view.selectionModel().selectionChanged.connect(lambda *_changed: be_where_selected(view))


def _follow(view: QAbstractItemView) -> None:
    if view.selectionMode() is not QAbstractItemView.SelectionMode.SingleSelection:
        return
    selected = view.selectionModel().selectedIndexes()
    if selected and view.currentIndex() not in selected:
        view.selectionModel().setCurrentIndex(selected[0], QItemSelectionModel.SelectionFlag.NoUpdate)
