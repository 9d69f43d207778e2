"""The names that forms suggest while somebody types: providers, AT teams, places, services; one list at a time."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.door.changes import Topic
from app.door.door import Deed
from app.queries.office import lists as queries
from app.queries.office.lists import LineRow
from app.services.office import lists as deeds
from models.vocabulary.office import OfficeList
from ui.desk import Desk
from ui.navigation import PageName
from ui.pages.office.lines import LinesPanel, Said
from ui.pages.page import Page
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.grown import grow
from ui.widgets.labels_and_buttons import Field

_SAID = Said(
    "entry", "Spell it otherwise", "Forms suggest it; anything else may still be typed. What is recorded stays."
)
_WIDEST = 360  # px


class _Entries:
    def __init__(self, of_list: OfficeList) -> None:
        self.of_list = of_list

    def add(self, name: str) -> Deed:
        return partial(deeds.add_entry, of_list=self.of_list, name=name)

    def change(self, row: LineRow, name: str) -> Deed:
        return partial(deeds.rename_entry, entry=row.id, seen=row.version, name=name)

    def move(self, row: LineRow, to: int) -> Deed:
        return partial(deeds.move_entry, entry=row.id, seen=row.version, to=to)

    def archive(self, row: LineRow) -> Deed:
        return partial(deeds.archive_entry, entry=row.id, seen=row.version)

    def restore(self, row: LineRow) -> Deed:
        return partial(deeds.restore_entry, entry=row.id, seen=row.version)


class ListsPage(Page):
    """Which list is chosen above; its entries below."""

    name = PageName.LISTS
    says = "Names that forms suggest while you type. Anything else may still be typed there."
    topics = frozenset({Topic.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lists: dict[OfficeList, tuple[LineRow, ...]] = {}
        self.of_list: ChoiceBox[OfficeList] = ChoiceBox(self.look, "lists.of_list")
        self.of_list.set_choices([(each, each.label) for each in OfficeList])
        self.of_list.set_value(OfficeList.PVI_PROVIDER)
        grow(self.look, self.of_list, QWidget.setMaximumWidth, _WIDEST)
        self.entries = LinesPanel(
            desk, self.name.value, OfficeList.PVI_PROVIDER.label, _SAID, _Entries(OfficeList.PVI_PROVIDER)
        )
        self.entries.led.connect(self.lead_to)
        self.of_list.picked.connect(self._choose)
        self.body.addWidget(Field(self.look, "&List", self.of_list))
        self.body.addWidget(self.entries)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Every list with all its entries: an office has some dozens."""
        self.door.ask(self, queries.office_lists).then(self._show, self.notice.say, latest="lists.all")

    def _show(self, lists: tuple[tuple[OfficeList, tuple[LineRow, ...]], ...]) -> None:
        self._lists = dict(lists)
        self._show_entries()
        self.arrived()

    def _choose(self, of_list: OfficeList) -> None:
        self.entries.close_form()
        self.entries.notice.clear()
        self.entries.deeds = _Entries(of_list)
        self.entries.set_title(of_list.label)
        self._show_entries()

    def _show_entries(self) -> None:
        self.entries.show_lines(self._lists.get(self.of_list.value() or OfficeList.PVI_PROVIDER, ()))
