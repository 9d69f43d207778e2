"""The pages of the menu in a window of their own, beside the tabs: their list at the left, the page at the right."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from app.door.errors import Refused, Unavailable
from ui.desk import Desk
from ui.navigation import PageName
from ui.overrides import override_of_qt
from ui.pages.furniture import PAGES, PageMaker, bring
from ui.pages.page import Page
from ui.tables.selected import follow_what_is_selected
from ui.theme import GROUP, RELATED, SMALL_ICON
from ui.widgets.labels_and_buttons import spread
from ui.widgets.notice_bar import NoticeBar

_WIDTH, _HEIGHT, _LIST = 1120, 660, 216
_NAME = Qt.ItemDataRole.UserRole


class PagesWindow(QDialog):
    """`open_page` shows one of them; Escape closes the window, and what was typed in a form is kept."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pages: dict[PageName, Page] = {}
        self._wanted: tuple[PageName, UUID | None, str] | None = None
        self.setObjectName("pages")
        self.setModal(False)
        self.list = QListWidget()
        self.stack = QStackedWidget()
        self.notice = NoticeBar(desk.look, "pages.notice")
        self._build()
        self._restore()
        self.list.currentItemChanged.connect(self._turn_to)
        follow_what_is_selected(self.list)
        self._text_size = desk.look.theme.text_size
        desk.look.changed.connect(self._draw)
        desk.look.changed.connect(self._grow)
        desk.place_wanted.connect(self._give_way)

    @property
    def current_page(self) -> PageName | None:
        """The page in front, or none before one is chosen."""
        item = self.list.currentItem()
        return PageName(item.data(_NAME)) if item is not None else None

    def page(self, name: PageName) -> Page | None:
        """A page that has been made."""
        return self._pages.get(name)

    def open_page(self, name: PageName, record: UUID | None = None, field: str = "") -> None:
        """Bring this page to the front, about this record where it is about one, at this field."""
        self._wanted = (name, record, field)
        item = self._item(name)
        if self.list.currentItem() is item:
            self._turn_to(item)
        else:
            self.list.setCurrentItem(item)
        self.show()
        self.raise_()
        self.activateWindow()

    @override_of_qt()
    def closeEvent(self, event: QCloseEvent) -> None:
        self._desk.preferences.keep_layout("pages", bytes(self.saveGeometry().data()))
        super().closeEvent(event)

    def _give_way(self) -> None:
        """What it leads to stands in the window behind it; opened again, each page is as it was left."""
        self.close()

    def _build(self) -> None:
        theme = self._desk.look.theme
        self.list.setObjectName("pages.list")
        self.list.setAccessibleName("Pages")
        self.list.setProperty("part", "side")
        self.list.setFixedWidth(theme.px(_LIST))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        group = ""
        for name in PAGES:
            if name.group != group:
                group = name.group
                self._add_heading(group)
            item = QListWidgetItem(name.title)
            item.setData(_NAME, name.value)
            self.list.addItem(item)
        self.stack.setProperty("part", "page")
        self.stack.addWidget(QWidget())
        right = QVBoxLayout()
        spread(right, self._desk.look, gap=0)
        right.addWidget(self.notice)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        QShortcut(QKeySequence("Ctrl+PgDown"), self, partial(self._step, 1))
        QShortcut(QKeySequence("Ctrl+PgUp"), self, partial(self._step, -1))
        self._desk.shortcuts.also_in(self, "window.help", self._ask_help)
        self._desk.shortcuts.also_in(self, "window.refresh", self._ask_again)
        self._draw()

    def _ask_help(self) -> None:
        if self.current_page is not None:
            self._desk.help_wanted.emit(self.current_page.help, self)

    def _ask_again(self) -> None:
        if self.current_page in self._pages:
            self._pages[self.current_page].ask_again()

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _restore(self) -> None:
        theme = self._desk.look.theme
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        screen = self.screen().availableGeometry()
        kept = self._desk.preferences.layout("pages")
        if kept:
            self.restoreGeometry(QByteArray(kept))
        self.resize(min(self.width(), screen.width()), min(self.height(), screen.height()))

    def _grow(self) -> None:
        """Bigger text needs a bigger window, as far as the screen goes; a smaller one is left as it is."""
        before, self._text_size = self._text_size, self._desk.look.theme.text_size
        if before < self._text_size and not self.isMaximized():
            screen, frame = self.screen().availableGeometry(), self.frameGeometry().size() - self.size()
            wanted = self.size() * self._text_size / before
            self.resize(wanted.boundedTo(screen.size() - frame))
            self.move(min(self.x(), screen.right() - self.width() - frame.width() + 1), self.y())

    def _draw(self) -> None:
        theme = self._desk.look.theme
        self.list.setFixedWidth(theme.px(_LIST))
        self.list.setIconSize(QSize(theme.px(SMALL_ICON), theme.px(SMALL_ICON)))
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setSizeHint(QSize(theme.px(_LIST) - theme.px(GROUP), theme.px(RELATED * 4)))
            if item.data(_NAME):
                item.setIcon(theme.icon(PageName(item.data(_NAME)).icon))
                item.setFont(theme.font())
            else:
                item.setFont(theme.font(bold=True))

    def _item(self, name: PageName) -> QListWidgetItem:
        rows = (self.list.item(row) for row in range(self.list.count()))
        return next(item for item in rows if item.data(_NAME) == name.value)

    def _step(self, by: int) -> None:
        """To the next page, or the one before, past the headings."""
        row = self.list.currentRow() + by
        while 0 <= row < self.list.count():
            if self.list.item(row).data(_NAME):
                self.list.setCurrentRow(row)
                return
            row += by

    def _turn_to(self, item: QListWidgetItem | None) -> None:
        if item is None or not item.data(_NAME):
            return
        name = PageName(item.data(_NAME))
        self.setWindowTitle(f"{name.title} – Homeward")
        if name in self._pages:
            self._show(name)
        else:
            self.stack.setCurrentIndex(0)  # nothing, rather than another page under this one's name
            self._desk.door.fetch(self, partial(bring, name)).then(partial(self._made, name), self._say)

    def _made(self, name: PageName, maker: PageMaker) -> None:
        if name not in self._pages:
            self._pages[name] = maker(self._desk)
            self.stack.addWidget(self._pages[name])
        if self.current_page is name:
            self._show(name)

    def _show(self, name: PageName) -> None:
        page = self._pages[name]
        self.stack.setCurrentWidget(page)
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted[0] is name:
            page.open_at(*wanted[1:])

    def _say(self, trouble: Refused | Unavailable) -> None:
        self.notice.say(trouble)
