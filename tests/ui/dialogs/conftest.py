"""A screen on which dialogs have little room."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea

_WIDE, _HIGH = 1280, 680  # without the frame of a window


@pytest.fixture
def fits(monkeypatch: pytest.MonkeyPatch) -> Callable[[QDialog], None]:
    """The smallest screen; a function that asks whether a dialog fits on it, with the buttons at its end in sight."""
    for module in ("first_size", "first_day.opens_office"):
        monkeypatch.setattr(f"ui.dialogs.{module}.room_on_screen", lambda _dialog: _HIGH)
    for module in ("first_size", "welcome"):
        monkeypatch.setattr(f"ui.dialogs.{module}.width_on_screen", lambda _dialog: _WIDE - 40)

    def fits_there(dialog: QDialog) -> None:
        assert dialog.minimumSizeHint().height() <= _HIGH
        assert (dialog.width() <= _WIDE, dialog.height() <= _HIGH) == (True, True), dialog.size()
        inside = {each for area in dialog.findChildren(QScrollArea) for each in area.findChildren(QPushButton)}
        outside = [each for each in dialog.findChildren(QPushButton) if each not in inside and each.isVisible()]
        assert outside
        for each in outside:
            assert dialog.rect().contains(each.rect().translated(each.mapTo(dialog, QPoint())))

    return fits_there
