#!/bin/sh
# Qt: what a screen reader or a voice selects in a list is marked, and the list stays on the row that it was on.
#
# Version: PySide6-Essentials 6.11.3, Python 3.11 or newer.
# Most expect: in a list of which one row is selected at a time, selecting a row by assistive technology is choosing it, as
#   a click or an arrow key is: `currentRowChanged` and the like are told of it.
# What happens: QAccessibleSelectionInterface.select() (at the bus of Linux Selection.SelectChild) moves the selection alone.
#   The current index stays, no signal of it comes, and the next arrow key walks from the row of before. It answers True.
# Why it matters: most programs show beside a list what it is current on. The marked row is then one person and the record
#   beside it another's, and a key typed into it is stored there. By mouse and keyboard it never happens, so no test sees it.
# Way round: hear selectionChanged too, and, later in the event loop, be on what is selected; whoever sets the current index
#   selects first, so at once would be too early.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "PySide6-Essentials==6.11.3"
QT_QPA_PLATFORM=offscreen "$folder/venv/bin/python" - <<'PYTHON'
import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListWidget, QTableWidget, QTableWidgetItem

print("PySide6", PySide6.__version__)
application = QApplication([])
QAccessible.setActive(True)


def rows_of(view: QAbstractItemView) -> tuple[list[int], int]:
    return sorted({each.row() for each in view.selectedIndexes()}), view.currentIndex().row()


def shown(view: QAbstractItemView) -> QAbstractItemView:
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.show()
    return view


people = ["Ada", "Bea", "Cleo", "Dot"]
table = QTableWidget(len(people), 1)
for row, name in enumerate(people):
    table.setItem(row, 0, QTableWidgetItem(name))
names = QListWidget()
names.addItems(people)
for view in (shown(table), shown(names)):
    heard: list[int] = []
    view.selectionModel().currentRowChanged.connect(lambda now, _before, heard=heard: heard.append(now.row()))
    view.setCurrentIndex(view.model().index(0, 0))
    told = QAccessible.queryAccessibleInterface(view)
    children = [told.child(number) for number in range(told.childCount())]
    wanted = next(each for each in children if each.text(QAccessible.Text.Name) == "Cleo")
    answered = told.selectionInterface().select(wanted)
    application.processEvents()
    selected, current = rows_of(view)
    print(f"{type(view).__name__}: select(Cleo) {answered}; marked {selected}, current {current}, told of {heard}")
    assert (answered, selected, current, heard) == (True, [2], 0, [0]), "this has changed"
    QTest.keyClick(view, Qt.Key.Key_Down)
    print(f"  Down leads to {people[view.currentIndex().row()]}, not to Dot")
    assert view.currentIndex().row() == 1, "this has changed"
PYTHON
