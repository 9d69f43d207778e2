"""A control that isn't in the list, a line of the list without a control, and one that doesn't say what it does."""

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.controls import Met


@pytest.fixture
def window(qtbot):
    """A window with one good button."""
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made).addWidget(named(QPushButton("&Save"), "plans.save"))
    return made


@pytest.fixture
def file(tmp_path, window):
    """A list that was written from that window."""
    path = tmp_path / "controls.md"
    met = Met(write=True, file=path)
    met.meet(window)
    assert met.differences("Plans") == []
    return path


def named(widget, name):
    widget.setObjectName(name)
    return widget


def said(window, file):
    met = Met(file=file)
    met.meet(window)
    return [sentence.partition(". ")[0] for sentence in met.differences("Plans")]


def test_a_window_is_as_its_controls_were_listed(window, file):
    assert "| `plans.save` | button | Save |" in file.read_text(encoding="utf-8")
    assert said(window, file) == []


def test_controls_that_are_new_or_gone_or_say_something_else_are_found(window, file):
    window.layout().addWidget(named(QPushButton("Other"), "plans.other.12"))
    window.findChild(QPushButton, "plans.save").setText("Keep")
    assert said(window, file) == [
        "plans.other.N is in no line of Plans",
        "plans.save is listed as | `plans.save` | button | Save |  | and is | `plans.save` | button | Keep |  |",
    ]
    window.findChild(QPushButton, "plans.save").setObjectName("plans.keep")
    assert "plans.save is listed under Plans and was never met" in said(window, file)


def test_controls_without_a_name_or_without_words_are_found(window, file):
    window.layout().addWidget(QComboBox())
    window.layout().addWidget(named(QLineEdit(), "plans.because"))
    assert [each for each in said(window, file) if "plans.because is in" not in each] == [
        "A choice of  has no name: QComboBox.",
        "plans.because of  doesn't say what it does.",
    ]
