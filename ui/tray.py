"""Tells in the computer's notification area how many things became overdue, where this desk so wishes: never of whom.

Whoever walks past may see such a notice, so it names nobody. It knows what Today knows, which asks when a limit passes,
and tells only what became overdue since this program was started, or the wish was: what was overdue before is on Today.
"""

from collections.abc import Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon

from app.queries.today.prompt_row import PromptGroup, PromptRow
from ui import notification_area
from ui.language import as_read
from ui.navigation import TabName
from ui.text import count

if TYPE_CHECKING:
    from ui.windows import Windows

_NAME = "Homeward"


def begin(windows: "Windows") -> None:
    """From now on, where there is a notification area."""
    if notification_area.is_there():
        TrayNotice(windows, QSystemTrayIcon(notification_area.icon()))


class TrayNotice(QObject):
    """One for all windows; `follow` when the wish changed. It hears what each Today shows as somebody's own."""

    def __init__(self, windows: "Windows", sign: QSystemTrayIcon) -> None:
        super().__init__(windows)
        self._windows, self._sign = windows, sign
        self._clock, self._kept = windows.desk.clock, windows.desk.preferences
        self._since = self._clock.now()
        self._told: set[Hashable] = set()
        sign.setParent(self)
        sign.setToolTip(_NAME)
        sign.activated.connect(self._pressed)
        sign.messageClicked.connect(self._open_today)
        shared = windows.desk.shared
        shared.prompts_known.connect(self._know)
        shared.tells_overdue.connect(self.follow)
        windows.left.connect(self._ask_today)
        self.follow()

    def follow(self) -> None:
        """From now on as this desk wishes, or not any more."""
        wished = self._kept.tells_overdue
        if wished and not self._sign.isVisible():
            self._since = self._clock.now()
            self._ask_today()
        self._sign.setVisible(wished)

    def _ask_today(self) -> None:
        """Somebody may never have looked at Today in this window: then nothing would know what becomes overdue."""
        if not self._kept.tells_overdue:
            return
        tab = self._windows.front.tab(TabName.TODAY)
        if tab is not None and tab.is_whole:
            tab.refresh()
        elif tab is not None:
            tab.came_whole.connect(tab.refresh)

    def _know(self, rows: tuple[PromptRow, ...]) -> None:
        """What is this desk's own, as Today has just been told it."""
        if not self._kept.tells_overdue:
            return
        keys = {_key(row) for row in rows if row.group is PromptGroup.OVERDUE and row.due and row.due >= self._since}
        new = keys - self._told
        self._told |= new
        if new:
            said = as_read(f"{count(len(new), 'thing')} became overdue. Press to open Today.")
            self._sign.showMessage(_NAME, said, QSystemTrayIcon.MessageIcon.NoIcon)

    def _pressed(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in {QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick}:
            self._open_today()

    def _open_today(self) -> None:
        window = self._windows.front
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
        window.enter(TabName.TODAY)


def _key(row: PromptRow) -> Hashable:
    """The same however its sentence goes on."""
    return row.rule, row.person_id, row.record, row.field, row.due
