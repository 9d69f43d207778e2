"""Where assistive technology selects a row or a cell, that is what the list is on."""

from functools import partial

from PySide6.QtCore import QItemSelectionModel, QTimer
from PySide6.QtWidgets import QAbstractItemView, QComboBox


def be_where_selected(view: QAbstractItemView) -> None:
    """The selection has changed: be on what is selected, where one is at a time.

    Where a screen reader or a voice selects, Qt moves the selection alone: one row would be marked, while what stands
    beside the list, and the next key, are another's. It is looked at later, since whoever moves both selects first.
    """
    QTimer.singleShot(0, view, partial(_follow, view))


def follow_what_is_selected(view: QAbstractItemView) -> None:
    """The same for a list of Qt's own, which has its model already, and keeps it."""
    view.selectionModel().selectionChanged.connect(lambda *_changed: be_where_selected(view))


def choose_what_is_selected(box: QComboBox) -> None:
    """The same for the list of a box, now that Qt has made it: what is selected there is chosen, as by a click.

    The list stands where its box does, also while it is closed: it can be asked about and selected in even then.
    """
    view = box.view()
    stand = partial(_stand, view, box)
    stand()
    box.currentIndexChanged.connect(stand)
    view.selectionModel().selectionChanged.connect(
        lambda *_changed: QTimer.singleShot(0, box, partial(_choose, view, box))
    )


def _stand(view: QAbstractItemView, box: QComboBox, *_number: int) -> None:
    at = box.model().index(box.currentIndex(), box.modelColumn())
    if at.isValid():
        view.setCurrentIndex(at)
    else:
        view.selectionModel().clear()


def _choose(view: QAbstractItemView, box: QComboBox) -> None:
    selected = view.selectionModel().selectedIndexes()
    if not selected or view.currentIndex() in selected:
        return  # the arrows and the mouse, which only look until Return or a click
    if not box.isEnabled():
        _stand(view, box)
        return
    number = selected[0].row()
    box.setCurrentIndex(number)
    box.hidePopup()
    box.activated.emit(number)


def _follow(view: QAbstractItemView) -> None:
    if view.selectionMode() is not QAbstractItemView.SelectionMode.SingleSelection:
        return
    selected = view.selectionModel().selectedIndexes()
    if selected and view.currentIndex() not in selected:
        view.selectionModel().setCurrentIndex(selected[0], QItemSelectionModel.SelectionFlag.NoUpdate)
