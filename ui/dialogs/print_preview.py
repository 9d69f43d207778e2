"""Look at a paper inside the program, then save it as a PDF or print it. For every paper that the program makes."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.desk.files import put_in_place
from app.door.changes import Changes
from app.door.door import Deed
from app.door.errors import Refused, Unavailable
from app.door.tasks import OnTrouble
from app.queries.people.formats import PaperNeeds, paper_needs
from app.services.history.noting import note_access, note_paper
from models.vocabulary.access import Access
from models.vocabulary.people import PaperFormat
from ui.desk import Desk
from ui.dialogs.files import PDF, save_file
from ui.dialogs.first_size import open_at, remember_size
from ui.dialogs.sheets import ZOOMS, Fit, PageSize, Sheets, Zoom, page_sizes
from ui.dialogs.to_printer import NO_PRINTER, has_printer, printing
from ui.icons import Icon
from ui.theme import PAGE, RELATED
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels_and_buttons import Field, button, buttons, spread, words
from ui.widgets.notice_bar import NoticeBar

EditionT = TypeVar("EditionT")


class Drawn(Protocol):
    """A paper that is drawn when somebody waits for it: what `door.ask(...)` and `door.fetch(...)` answer."""

    def then(self, show: Callable[[bytes], None], trouble: OnTrouble, latest: Hashable | None = None) -> None:
        """Draw it, then show it."""


class PrintPreview(QDialog, Generic[EditionT]):
    """`paper` answers with the PDF of an edition, not yet drawn.

    Each look, print and save is noted first, with who and when; where it can't be noted, nothing is shown or made.
    `person` is whom the paper is about; `reader` the person to whom it is given: theirs is the print that stands
    chosen, another asks why, and what they need beside print is said. `says` stands above it: that it isn't issued.
    `more` is what the title, the file and the note say beside of an edition that is another paper, as a translation is.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        file_name: str,
        paper: Callable[[EditionT], Drawn],
        editions: Sequence[tuple[EditionT, str]],
        parent: QWidget | None = None,
        person: UUID | None = None,
        reader: UUID | None = None,
        says: str = "",
        more: Mapping[EditionT, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(parent)
        self._desk, self._look, self._file_name, self._paper = desk, desk.look, Path(file_name), paper
        self._person, self._reader, self._title, self._more = person, reader, title, more
        self._needed: PaperFormat | None = None
        self._editions = tuple(each for each, _label in editions)
        self._pdf = b""
        self.setObjectName("preview")
        self.heading = words(title, "heading")
        self.setModal(True)
        self.edition = ChoiceBox[EditionT](desk.look, "preview.edition")
        self.edition.setAccessibleName("Edition")
        self.edition.set_choices(editions)
        self.edition.set_value(editions[0][0])
        self.total = words("", "quiet", "preview.total", wrap=False)
        self.says = words(says, "strong", "preview.says")
        self.says.setVisible(bool(says))
        self.zoom = ChoiceBox[Zoom](desk.look, "preview.zoom")
        self.zoom.setAccessibleName("How large it is shown")
        self.zoom.set_choices(ZOOMS)
        self.zoom.set_value(Fit.WIDTH)
        self.zoom.setToolTip("Larger Ctrl++, smaller Ctrl+−, whole page Ctrl+0")
        self.letters = words("", "strong", "preview.letters")
        self.with_boxes = QCheckBox("Print or save it with the &boxes")
        self.with_boxes.setObjectName("preview.with_boxes")
        self.needs = words("", "", "preview.needs")
        self.needs.hide()
        because = QLineEdit()
        because.setObjectName("preview.because")
        self.because = Field(desk.look, "&Why in another print?", because, "It is noted with your name")
        self.because.hide()
        self.notice = NoticeBar(desk.look, "preview.notice")
        self.print = button(desk.look, "&Print…", "preview.print", Icon.PRINT, kind="primary")
        self.save = button(desk.look, "&Save as PDF…", "preview.save", Icon.SAVE)
        self.leave = button(desk.look, "&Close", "preview.close", kind="quiet")
        self.pages = Sheets(desk, "preview.pages")
        self._build()
        self.zoom.picked.connect(self.pages.set_zoom)
        self.pages.zoomed.connect(self.zoom.set_value)
        self.pages.turned.connect(self._turned)
        self.pages.troubled.connect(self.notice.say)
        self._give_keys()
        self.edition.picked.connect(self._ask)
        self.with_boxes.toggled.connect(self._may_leave)
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self.reject)
        if reader is None:
            self._ask(self.edition.value())
        else:
            desk.door.ask(self, paper_needs, person=reader).then(self._reader_known, self.notice.say)

    def save_to(self, file: Path) -> None:
        """Write the PDF there, whole or not at all."""
        pdf = self._pdf
        saved = partial(self._saved, file)
        put = self._desk.door.fetch(self, lambda: put_in_place(file, pdf))
        self._noted(Access.SAVED, lambda: put.then(saved, self.notice.say))

    @property
    def file_name(self) -> Path:
        """The name that is offered: a translation has another than the paper itself, or one would replace the other."""
        edition = self.edition.value()
        more = "" if edition is None else self._more.get(edition, "")
        return self._file_name.with_stem(" ".join(filter(None, (self._file_name.stem, more))))

    @property
    def sheets(self) -> list[QLabel]:
        """A sheet a page, in their order."""
        return self.pages.sheets

    # --- who reads it --------------------------------------------------------------------------------------------

    def _reader_known(self, needs: PaperNeeds) -> None:
        """Their print stands chosen, and what they need beside it is said."""
        self._needed = needs.paper_format
        self.needs.setText("\n".join(each.told for each in needs.others))
        self.needs.setVisible(bool(needs.others))
        now = self.edition.value()
        theirs = next((each for each in self._editions if _print_of(each) is self._needed), None)
        if now is not None and theirs is not None and _print_of(now) is not None:
            self.edition.set_value(theirs)
        self._ask(self.edition.value())

    # --- showing ------------------------------------------------------------------------------------------------

    def _ask(self, edition: EditionT | None) -> None:
        if edition is None:
            return
        self._set_ready(ready=False)
        self._say_of_letters("")
        title = ", ".join(filter(None, (self._title, self._more.get(edition, ""))))
        self.setWindowTitle(title)
        self.heading.setText(title)
        self.because.setVisible(self._needed is not None and _print_of(edition) not in {None, self._needed})
        self.total.setText("Drawing…")
        self._noted(
            Access.PREVIEWED,
            lambda: self._paper(edition).then(self._drawn, self._not_drawn, latest="preview.paper"),
        )

    def _drawn(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._desk.door.fetch(self, partial(_read, pdf)).then(self._show, self._not_drawn, latest="preview.pages")

    def _not_drawn(self, trouble: Refused | Unavailable) -> None:
        """Nothing is being drawn any more."""
        self.total.setText("")
        self.notice.say(trouble)

    def _show(self, read: tuple[tuple[PageSize, ...], str]) -> None:
        sizes, of_letters = read
        self._say_of_letters(of_letters)
        self.pages.show_pages(self._pdf, sizes)
        self._set_ready(ready=not of_letters)

    def _turned(self, page: int, of: int) -> None:
        self.total.setText(f"Page {page} of {of}")

    def _set_ready(self, *, ready: bool) -> None:
        self.print.setEnabled(ready)
        self.save.setEnabled(ready)

    def _say_of_letters(self, said: str) -> None:
        """Letters that can't be printed are told here, and nothing leaves before somebody chose the boxes."""
        self.letters.setText(said)
        self.with_boxes.setChecked(False)
        for each in (self.letters, self.with_boxes):
            each.setVisible(bool(said))

    def _may_leave(self, with_boxes: bool) -> None:  # noqa: FBT001  Qt's own signal
        self._set_ready(ready=with_boxes)

    # --- saving and printing --------------------------------------------------------------------------------------

    def _save(self) -> None:
        file = save_file(self, self._desk.preferences, "Save as PDF", self.file_name, PDF)
        if file is not None:
            self.save_to(file)

    def _saved(self, file: Path, _nothing: object) -> None:
        self.notice.tell(f"Saved as {file.name}.")

    def _print(self) -> None:
        if not has_printer():
            self.notice.inform(NO_PRINTER)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.windowTitle())
        dialog = QPrintDialog(printer, self)
        # Its own way to a file asks with a dialog that opens every file it lists (ui.dialogs.files): save it instead.
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Send it there, once it is noted who prints it."""
        sent = self._desk.door.fetch(self, printing(self._pdf, printer, self.windowTitle()))
        self._noted(Access.PRINTED, lambda: sent.then(self.notice.tell, self.notice.say))

    def _noted(self, deed: Access, go_on: Callable[[], None]) -> None:
        """Go on once it is written down who does this."""
        note = self._note(deed)
        self._desk.door.carry(
            self, lambda work: work.write(note), lambda _changes: go_on(), self._refused, Changes(frozenset())
        )

    def _note(self, deed: Access) -> Deed:
        if self._reader is None or deed is Access.PREVIEWED:
            return partial(note_access, did=deed, what=self.windowTitle(), person=self._person)
        edition = self.edition.value()
        return partial(
            note_paper,
            did=deed,
            what=self.windowTitle(),
            reader=self._reader,
            chosen=None if edition is None else _print_of(edition),
            because=self.why(),
        )

    def why(self) -> str:
        """Why it is in another print than its reader needs, as it is typed now."""
        because = self.because.control
        return because.text() if isinstance(because, QLineEdit) else ""

    def _refused(self, trouble: Refused | Unavailable) -> None:
        """Say why nothing is made; what mends it gets the keyboard."""
        if not self._pdf:
            self.total.setText("")
        self.notice.say(trouble)
        if isinstance(trouble, Refused) and self.because.isVisible():
            self.because.control.setFocus()

    # --- building ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle(self._title)
        open_at(self, self._look, 980, 760)
        remember_size(self, self._look, self._desk.preferences)
        top = QHBoxLayout()
        spread(top, self._look)
        top.addWidget(self.total)
        top.addStretch(1)
        top.addWidget(self.zoom)
        if self.edition.count() > 1:
            top.addWidget(self.edition)
        column = QVBoxLayout(self)
        spread(column, self._look, margin=PAGE, gap=RELATED)
        column.addWidget(self.heading)
        column.addWidget(self.says)
        column.addLayout(top)
        column.addWidget(self.needs)
        column.addWidget(self.pages, 1)
        column.addWidget(self.letters)
        column.addWidget(self.with_boxes)
        self._say_of_letters("")
        column.addWidget(self.because)
        column.addWidget(self.notice)
        column.addLayout(buttons(self._look, self.print, self.save, self.leave))

    def _give_keys(self) -> None:
        """The size by keys, wherever the keyboard is; Page Up and Page Down turn the pages."""
        for keys, deed in (
            ("Ctrl++", partial(self.pages.zoom_by, 1)),
            ("Ctrl+=", partial(self.pages.zoom_by, 1)),  # the key of + without Shift
            ("Ctrl+-", partial(self.pages.zoom_by, -1)),
            ("Ctrl+0", partial(self.pages.set_zoom, Fit.PAGE)),
            ("PgUp", partial(self.pages.turn, -1)),
            ("PgDown", partial(self.pages.turn, 1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)


def _read(pdf: bytes) -> tuple[tuple[PageSize, ...], str]:
    """On a worker: how large the pages are, and what is said of letters that can't be printed, if anything."""
    from app.papers.letters import said_of_letters  # noqa: PLC0415  with the library that reads a paper

    return page_sizes(pdf), said_of_letters(pdf)


def _print_of(edition: object) -> PaperFormat | None:
    """Which print an edition is, whatever stands for it; none for a draft and for what has no edition.

    One that is read in another language names that behind a blank.
    """
    said = edition.value if isinstance(edition, Enum) else edition
    return next((each for each in PaperFormat if each.value == str(said).partition(" ")[0]), None)
