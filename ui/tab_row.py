"""The row of tabs: what of it is shown where it has not the room for all."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QTabBar

from ui.navigation import TabName
from ui.theme import ICON, PAGE, Theme
from ui.widgets.labels_and_buttons import set_mark


def draw_icons(bar: QTabBar, theme: Theme, width: int) -> None:
    """Where all of it has no room in `width` px, the icons go, then half of what stands beside the words."""
    bar.setIconSize(QSize(theme.px(ICON), theme.px(ICON)))
    for room, has_icons in (("", True), ("", False), ("little", False)):
        set_mark(bar, "room", room)
        for number, name in enumerate(TabName):
            bar.setTabIcon(number, theme.icon(name.icon, ICON) if has_icons else QIcon())
        if bar.sizeHint().width() + theme.px(PAGE) <= width:
            break
