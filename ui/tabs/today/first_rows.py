"""The first rows of Today, shown at a start before their tab can be: it takes their page over as it is.

Nothing here needs SQLAlchemy.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from app.door.clock import DeskClock
from app.queries.today.prompt_row import FirstRows
from ui.desk import Desk
from ui.language import as_read
from ui.navigation import Place
from ui.tabs.today.prompts import PromptsPage
from ui.theme import GROUP, PAGE, RELATED


class FirstRowsPage(QWidget):
    """Stands where the tab will stand. A place that is asked for meanwhile is gone to when the tab is there."""

    def __init__(self, rows: FirstRows, desk: Desk) -> None:
        super().__init__()
        self.setProperty("part", "page")
        if rows.goes_on_at is not None and isinstance(desk.clock, DeskClock):
            desk.clock.go_on_at(rows.goes_on_at)
        self.page = PromptsPage(desk)
        self.page.acting_for = rows.acting_for
        self.page.show_rows(rows.rows, rows.lesson)
        self.page.opened.connect(self._keep)
        self._wanted: Place | None = None
        theme, body = desk.look.theme, QVBoxLayout(self)
        body.setContentsMargins(*[theme.gap(side) for side in (PAGE, RELATED + GROUP, PAGE, PAGE)])
        body.setSpacing(theme.gap(GROUP))
        body.addSpacing(_height_of_views())
        body.addWidget(self.page, 1)
        desk.first_rows = self

    def hand_over(self, to: QWidget, go_to: Callable[[Place], None]) -> PromptsPage:
        """The page, which stands in the tab from now on; where somebody wanted to go is gone to once it is shown."""
        self.page.opened.disconnect(self._keep)
        if self._wanted is not None:
            QTimer.singleShot(0, to, partial(go_to, self._wanted))
        self.deleteLater()
        return self.page

    def _keep(self, place: Place) -> None:
        self._wanted = place


def _height_of_views() -> int:
    views = QTabBar()
    views.addTab(as_read("To do"))
    return views.sizeHint().height()
