"""A row that goes on in the next line, while widgets come and go."""

import shiboken6
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.flow import Flow


def test_an_item_that_has_gone_is_not_asked_any_more(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    flow = Flow(4, host)
    first, second = QPushButton("first"), QPushButton("second")
    for each in (first, second):
        flow.addWidget(each)
    gone = flow.itemAt(0)
    shiboken6.invalidate(gone)  # as when Qt has deleted it and PySide knows
    assert (flow.count(), flow.itemAt(0).widget(), flow.itemAt(1)) == (1, second, None)
    assert flow.minimumSize() == second.minimumSizeHint()
    flow.setGeometry(QRect(0, 0, 300, 40))
    assert second.pos().x() == 0
    assert (flow.takeAt(0).widget(), flow.takeAt(0)) == (second, None)


def test_widgets_deleted_in_any_way_leave_no_item_behind(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    flow = Flow(4, host)
    made = [QPushButton(name) for name in "abcd"]
    for each in made:
        flow.addWidget(each)
    host.show()
    shiboken6.delete(made[0])
    made[1].setParent(None)
    flow.removeWidget(made[2])
    assert [flow.itemAt(number).widget() for number in range(flow.count())] == [made[3]]
    host.resize(50, 50)
    flow.activate()


def test_what_is_kept_right_stands_at_the_end_of_one_line_and_below_where_that_is_too_long(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    flow = Flow(4, host)
    name, first, second = QWidget(), QWidget(), QWidget()
    for each, size in ((name, (100, 40)), (first, (50, 20)), (second, (50, 20))):
        each.setFixedSize(*size)
        flow.addWidget(each)
    flow.keep_right(first)
    flow.setGeometry(QRect(0, 0, 300, 40))
    assert [(each.x(), each.y()) for each in (name, first, second)] == [(0, 0), (196, 10), (250, 10)]
    assert flow.heightForWidth(300) == 40
    flow.setGeometry(QRect(0, 0, 160, 80))
    assert [(each.x(), each.y()) for each in (name, first, second)] == [(0, 0), (104, 10), (0, 42)]
    assert flow.heightForWidth(160) == 62
    second.hide()
    flow.setGeometry(QRect(0, 0, 300, 40))
    assert first.x() == 250
