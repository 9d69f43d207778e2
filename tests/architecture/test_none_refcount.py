"""PySide6 6.12.0 on Python 3.10 and 3.11 loses a reference to None in each call that returns it, and Python aborts."""

import sys

from PySide6.QtWidgets import QLabel


def test_calls_into_qt_leave_the_references_to_none_alone(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(500):
        label.setText("x")
    assert abs(sys.getrefcount(None) - before) < 50
