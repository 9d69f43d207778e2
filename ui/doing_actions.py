"""An action as Qt knows it, with the keys that it has at this desk."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.actions import ActionSpec
from ui.desk import Desk
from ui.language import as_read


def action(desk: Desk, owner: QWidget, spec: ActionSpec, run: Callable[[], object]) -> QAction:
    """An action of this widget: its keys work wherever the keyboard is in the window, while the widget is seen."""
    made = QAction(as_read(spec.text), owner)
    made.setObjectName(spec.name)
    made.setStatusTip(as_read(spec.tip))
    made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    desk.shortcuts.carry(made, spec)
    if spec.icon is not None:
        desk.look.dress(made, spec.icon)
    made.triggered.connect(lambda: run())  # noqa: PLW0108  drops Qt's "checked"; the action is the lambda's only owner
    owner.addAction(made)
    return made
