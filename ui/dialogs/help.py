"""Help on one tab: what it shows, what to do, its keys, and the rules behind it in our own words. Plain text only."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

import resources
from ui.actions import SHELL, TO_TABS, ActionSpec
from ui.announcing import announce
from ui.dialogs.first_size import open_at
from ui.glossary import dated, glossary
from ui.icons import Icon
from ui.overrides import override_of_qt
from ui.theme import GROUP, PAGE, RELATED, Look
from ui.widgets.labels_and_buttons import button, buttons, hairline, page, scrolled, spread, words

ABBREVIATIONS = "abbreviations"  # made of the glossary
WINDOW = "window"  # the page about the window itself, shown after every tab's own
_WIDTH, _HEIGHT = 720, 640


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its paragraphs; `id` is what an action's help names after the #."""

    id: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A key that does something without being an action of a menu, such as an arrow in a grid."""

    keys: str
    does: str


@dataclass(frozen=True, slots=True)
class HelpPage:
    """What is said about a tab, and after it about the window."""

    name: str
    title: str
    shows: str
    sections: tuple[Section, ...]
    keys: tuple[Key, ...]
    window: "HelpPage | None" = None


def every_page(said: Mapping[str, str]) -> tuple[HelpPage, ...]:
    """All of help, the window's page first; on a worker, too."""
    names = sorted(name.removesuffix(".toml") for name in resources.names("help"))
    return tuple(read_page(name, said) for name in (WINDOW, ABBREVIATIONS, *(each for each in names if each != WINDOW)))


def read_page(name: str, said: Mapping[str, str]) -> HelpPage:
    """The page of a tab by its name; reads files, so call it on a worker. `said` are the policy's limits in words."""
    if name == ABBREVIATIONS:
        return _abbreviations()
    kept = resources.read_toml(f"help/{name}.toml")
    return HelpPage(
        name,
        kept["title"],
        kept["shows"].format_map(said),
        tuple(
            Section(each["id"], each["heading"], tuple(text.format_map(said) for text in each["paragraphs"]))
            for each in kept["section"]
        ),
        tuple(Key(each["keys"], each["does"]) for each in kept.get("key", ())),
        None if name == WINDOW else read_page(WINDOW, said),
    )


def _abbreviations() -> HelpPage:
    """Every abbreviation of the window, a line each, with the window's own page after it as on every other."""
    known = tuple(f"{short}: {meant}." for short, meant in glossary().items())
    shows = f"What the abbreviations on the screen mean, as gone through on {dated()}. Rest the pointer on any of them."
    return HelpPage(
        ABBREVIATIONS, "Abbreviations", shows, (Section("all", "Glossary of all abbreviations", known),), ()
    )


class HelpDialog(QDialog):
    """Opens beside the work, at the current tab; Esc closes it, arrows and Page keys scroll."""

    def __init__(
        self,
        look: Look,
        shown: HelpPage,
        specs: Sequence[ActionSpec],
        keys: Callable[[ActionSpec], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._keys_of = look, keys
        self._headings: dict[str, QLabel] = {}  # by the section's id
        self.setObjectName("help")
        self.setWindowTitle(f"Help: {shown.title}")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, look, _WIDTH, _HEIGHT)
        inside, self._text = page(look, "help.page")
        self._say(shown, specs)
        if shown.window is not None:
            self._text.addSpacing(look.theme.gap(GROUP))
            self._say(shown.window, (*SHELL, *TO_TABS.values()))
        self._text.addStretch(1)
        self.area: QScrollArea = scrolled(inside, "help.text")
        self.close_button = button(look, "&Close", "help.close", Icon.CLOSE)
        self.close_button.clicked.connect(self.reject)
        foot = buttons(look, self.close_button)
        foot.setContentsMargins(*[look.theme.gap(side) for side in (PAGE, RELATED, PAGE, GROUP)])
        column = QVBoxLayout(self)
        spread(column, look, gap=0)
        column.addWidget(self.area, 1)
        column.addWidget(hairline())
        column.addLayout(foot)
        self.close_button.setFocus()

    def go_to(self, section: str) -> None:
        """Have this section in sight, and spoken; nothing for the page's beginning."""
        heading = self._headings.get(section)
        inside = self.area.widget()
        if heading is not None and inside is not None:
            self.area.verticalScrollBar().setValue(heading.mapTo(inside, QPoint()).y() - self._look.theme.px(GROUP))
            announce(heading, heading.text())

    @override_of_qt()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.area.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep() * 2,
            Qt.Key.Key_Up: -bar.singleStep() * 2,
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_End: bar.maximum(),
            Qt.Key.Key_Home: -bar.maximum(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)

    def _say(self, shown: HelpPage, specs: Iterable[ActionSpec]) -> None:
        self._text.addWidget(words(shown.title, "name"))
        self._text.addWidget(words(shown.shows))
        for section in shown.sections:
            self._paragraphs(section)
        if shown.name != ABBREVIATIONS:
            self._text.addLayout(self._keys(shown, specs))

    def _paragraphs(self, section: Section) -> None:
        column = QVBoxLayout()
        spread(column, self._look)
        self._headings[section.id] = words(section.heading, "heading")
        column.addWidget(self._headings[section.id])
        for each in section.paragraphs:
            column.addWidget(words(each))
        self._text.addLayout(column)

    def _keys(self, shown: HelpPage, specs: Iterable[ActionSpec]) -> QVBoxLayout:
        column = QVBoxLayout()
        spread(column, self._look)
        column.addWidget(words("Keys", "heading"))
        table = QGridLayout()
        table.setHorizontalSpacing(self._look.theme.gap(PAGE))
        table.setVerticalSpacing(self._look.theme.gap(RELATED))
        table.setColumnStretch(1, 1)
        listed = [Key(keys, spec.tip) for spec in specs if (keys := self._keys_of(spec))] + list(shown.keys)
        for row, key in enumerate(listed):
            table.addWidget(words(key.keys, "strong", wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
            table.addWidget(words(key.does), row, 1)
        column.addLayout(table)
        return column
