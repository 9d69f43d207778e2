"""The checklist before the first visit, as the office edits it (REF-19)."""

from functools import partial

from app.door.changes import Topic
from app.door.door import Deed
from app.queries.office import lists as queries
from app.queries.office.lists import LineRow
from app.services.office import start_checklist as deeds
from ui.desk import Desk
from ui.navigation import PageName
from ui.pages.office.lines import LinesPanel, Said
from ui.pages.page import Page

_SAID = Said(
    "line",
    "Other words for this line",
    "It is asked of everybody who hasn't started. What was ticked stays on record in the words that were read. "
    "Today takes the line with “first visit” in it for the first visit confirmed.",
)


class _Checks:
    def add(self, name: str) -> Deed:
        return partial(deeds.add_check, item=name)

    def change(self, row: LineRow, name: str) -> Deed:
        return partial(deeds.reword_check, check=row.id, seen=row.version, item=name)

    def move(self, row: LineRow, to: int) -> Deed:
        return partial(deeds.move_check, check=row.id, seen=row.version, to=to)

    def archive(self, row: LineRow) -> Deed:
        return partial(deeds.archive_check, check=row.id, seen=row.version)

    def restore(self, row: LineRow) -> Deed:
        return partial(deeds.restore_check, check=row.id, seen=row.version)


class StartChecklistPage(Page):
    """One list, in the order in which it is asked."""

    name = PageName.CHECKLIST
    says = "Asked before the first visit of everybody who hasn't started. What was ticked stays on record."
    topics = frozenset({Topic.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines = LinesPanel(desk, self.name.value, "Lines", _SAID, _Checks())
        self.lines.led.connect(self.lead_to)
        self.body.addWidget(self.lines)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Every line, the archived ones too."""
        self.door.ask(self, queries.start_checklist).then(self._show, self.notice.say, latest="checklist.lines")

    def _show(self, lines: tuple[LineRow, ...]) -> None:
        self.lines.show_lines(lines)
        self.arrived()
