"""A tab that isn't built yet says so; `ui/furniture.py` puts it where a tab is still missing."""

from collections.abc import Callable

from ui.desk import Desk
from ui.navigation import TabName
from ui.tabs.tab import Tab
from ui.widgets.empty_state import EmptyState


def unfinished(name: TabName) -> Callable[[Desk], Tab]:
    """A maker of the tab of this name."""

    class Unfinished(Tab):
        """Only the lesson."""

        def __init__(self, desk: Desk) -> None:
            super().__init__(desk)
            lesson = "This tab comes with one of the next releases."
            self.body.addWidget(EmptyState(desk.look, f"{name.value}.empty", name.icon, name.title, lesson))

        def refresh(self) -> None:
            """Nothing to ask."""

    Unfinished.name = name
    return Unfinished
