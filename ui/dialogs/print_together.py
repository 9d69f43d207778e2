"""Several papers about one person at once: ticked in a list by the moment of work, looked at, then printed as one file.

Imported when it is first wanted, for papers take their time.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.door.changes import Changes
from app.door.door import Deed, Worker
from app.door.errors import Refused, Unavailable
from app.papers.of_person import tells_code
from app.papers.together import PaperNow, PapersNow, papers_now, together_pdf
from app.services.history.noting import note_key_safe_look, note_papers
from models.vocabulary.access import Access
from models.vocabulary.people import PaperFormat
from models.vocabulary.person_papers import PersonPaper
from models.vocabulary.print_packs import PackPaper, PrintPack
from ui.desk import Desk
from ui.dialogs.first_size import open_at, remember_size
from ui.dialogs.person_papers import NotedFirst
from ui.dialogs.print_preview import Drawn, PrintPreview
from ui.icons import Icon
from ui.language import as_read, call
from ui.theme import CELL, GROUP, PAGE, RELATED, Look
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.flow import Flow
from ui.widgets.labels_and_buttons import Field, button, buttons, scrolled, spread, words
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.press import Tick
from ui.widgets.tab_order import TabPlace

_LOOKING = "Looking which papers can be printed now…"
_SAYS = "Its papers are ticked. Tick others as well, or fewer."
_BY_HAND = "Tick which of its papers are wanted."
_NONE_OF_IT = "None of its papers can be printed now: each says why. Others can be ticked."
_NONE_AT_ALL = "No paper can be printed now: each says why."
_MOST_COPIES = 4


class PaperRow(QWidget):
    """One paper: its tick, how many copies, and below it why it can't be printed now. `changed` when either is."""

    changed = Signal()

    def __init__(self, look: Look, now: PaperNow) -> None:
        super().__init__()
        self.now = now
        name, _, more = now.paper.label.partition(": ")
        self.tick = Tick(name)
        self.tick.setObjectName(f"together.paper.{now.paper.value}")
        self.copies = ChoiceBox[int](look, f"together.copies.{now.paper.value}")
        call(self.copies, "Copies", about=name)
        self.copies.set_choices([(1, "1 copy"), *((each, f"{each} copies") for each in range(2, _MOST_COPIES + 1))])
        self.copies.set_value(1)
        self.copies.setMinimumContentsLength(len("1 copies"))
        said = now.said or more
        below = words(said, "quiet", f"together.why.{now.paper.value}")
        below.setVisible(bool(said))
        self.tick.setAccessibleDescription(as_read(said))
        self.tick.setEnabled(not now.why_not)
        self.copies.setEnabled(False)
        self.copies.setVisible(not now.why_not)
        line = Flow(look.theme.gap(RELATED))
        line.addWidget(self.tick)
        line.addWidget(self.copies)
        line.keep_right(self.copies)
        column = QVBoxLayout(self)
        spread(column, look, gap=CELL)
        column.addLayout(line)
        column.addWidget(below)
        self.tick.toggled.connect(self._toggled)

    @property
    def wanted(self) -> list[PackPaper]:
        """The paper, as often as it is wanted."""
        return [self.now.paper] * (self.copies.value() or 1) if self.tick.isChecked() else []

    def be_as(self, before: "PaperRow") -> None:
        """Ticked as it was, where it can still be printed."""
        self.tick.setChecked(before.tick.isChecked() and not self.now.why_not)
        self.copies.set_value(before.copies.value())

    def _toggled(self, is_wanted: bool) -> None:  # noqa: FBT001  Qt's own signal
        self.copies.setEnabled(is_wanted)
        self.changed.emit()


class PrintTogether(QDialog):
    """A list of somebody's papers under the moments at which they are wanted; none is drawn before it is looked at."""

    def __init__(self, desk: Desk, person: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._person = desk, person
        self._now: PapersNow | None = None
        self.rows: tuple[PaperRow, ...] = ()
        look = desk.look
        self.setObjectName("together")
        self.setWindowTitle(as_read("Print together"))
        self.setModal(True)
        open_at(self, look, 620, 680)
        remember_size(self, look, desk.preferences)
        self.heading = words(_LOOKING, "heading", "together.heading")
        self.pack = ChoiceBox[PrintPack](look, "together.pack")
        self.pack.set_choices([(each, each.label) for each in PrintPack])
        self.moment = Field(look, "For which &moment", self.pack)
        self.on_both_sides = Tick("Each on a new s&heet, to be printed on both sides")
        self.on_both_sides.setObjectName("together.on_both_sides")
        self.on_both_sides.setChecked(True)
        self.notice = NoticeBar(look, "together.notice")
        self.look_at = button(look, "&Look at them…", "together.look", Icon.PRINT, kind="primary")
        self.leave = button(look, "&Close", "together.close", kind="quiet")
        self._list = QWidget()
        self._rows, self._place = QVBoxLayout(self._list), TabPlace(self._list)
        self._build()
        self.look_at.setEnabled(False)
        self.pack.picked.connect(self._tick_those_of)
        self.look_at.clicked.connect(self._look_at_them)
        self.leave.clicked.connect(self.reject)
        desk.door.changed.connect(self._changed)
        self._ask()

    def _changed(self, changes: Changes) -> None:
        """Something is recorded, here or at another desk: it may be what a paper waited for, or a death."""
        if changes.topics and (not changes.people or self._person in changes.people):
            self._ask()

    def _ask(self) -> None:
        """What can be printed now."""
        asked = self._desk.door.ask(self, papers_now, person=self._person)
        asked.then(self._show, self._refused, latest="together.papers")

    def _show(self, now: PapersNow) -> None:
        if now == self._now:
            return
        before = {row.now.paper: row for row in self.rows} if self._now is not None else {}
        self._now = now
        self.heading.setText(f"Print together: {now.name}")
        self._put_up(now)
        if before:
            for row in self.rows:
                row.be_as(before[row.now.paper])
            self._say_of(self.pack.value())
            self._count()
            return
        self.pack.set_value(now.pack)
        self._tick_those_of(now.pack)
        self.pack.setFocus()

    def _put_up(self, now: PapersNow) -> None:
        for gone in self._list.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if gone is not self._place:
                self._rows.removeWidget(gone)
                gone.hide()
                gone.deleteLater()
        self.rows = tuple(PaperRow(self._desk.look, each) for each in now.papers)
        for moment in PrintPack:
            self._rows.addWidget(words(moment.label, "strong"))
            for row in self._under(moment):
                self._rows.addWidget(row)
                row.changed.connect(self._count)
        self._place.lead([each for row in self.rows for each in (row.tick, row.copies)])

    def _under(self, moment: PrintPack) -> Iterator[PaperRow]:
        return (row for row in self.rows if row.now.moment is moment)

    def _tick_those_of(self, pack: PrintPack) -> None:
        for row in self.rows:
            row.tick.setChecked(row.now.goes_along(pack))
            row.copies.set_value(1)
        self._say_of(pack)
        self._count()

    def _say_of(self, pack: PrintPack | None) -> None:
        """What of this moment is ticked, or can be; also where something was recorded since, and ticks stayed."""
        can = [row for row in self.rows if not row.now.why_not]
        if any(row.tick.isChecked() and row.now.goes_along(pack) for row in can):
            self.moment.set_hint(_SAYS)
        elif any(row.now.moment is pack or pack in row.now.packs for row in can):
            self.moment.set_hint(_BY_HAND)
        else:
            self.moment.set_hint(_NONE_OF_IT if can else _NONE_AT_ALL)

    def _count(self) -> None:
        self.look_at.setEnabled(bool(self.wanted))

    @property
    def wanted(self) -> list[PackPaper]:
        """What is ticked, in the order of the list, a paper as often as it is wanted."""
        return [paper for row in self.rows for paper in row.wanted]

    def _look_at_them(self) -> None:
        pack = self.pack.value()
        if self._now is not None and pack is not None and self.wanted:
            PackPreview(
                self._desk, self, self._person, self._now, pack, self.wanted, self.on_both_sides.isChecked()
            ).open()

    def _refused(self, trouble: Refused | Unavailable) -> None:
        self.heading.setText("Print together")
        self.notice.say(trouble)

    def _build(self) -> None:
        look = self._desk.look
        spread(self._rows, look, gap=RELATED)
        column = QVBoxLayout(self)
        spread(column, look, margin=PAGE, gap=GROUP)
        inside = QWidget()
        below = QVBoxLayout(inside)
        spread(below, look, gap=GROUP)
        below.addWidget(self.moment)
        below.addWidget(self._list)
        below.addWidget(self.on_both_sides)
        below.addStretch(1)
        column.addWidget(self.heading)
        area = scrolled(inside, "together.scroll")
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Page Down leads to the reasons, at which Tab stops nowhere
        call(area, "The papers, and why one can't be printed")
        column.addWidget(area, 1)
        column.addWidget(self.notice)
        column.addLayout(buttons(look, self.look_at, self.leave))


class PackPreview(PrintPreview[PaperFormat]):
    """All of them as one file; each is noted by itself, as it is alone."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        person: UUID,
        now: PapersNow,
        pack: PrintPack,
        papers: Sequence[PackPaper],
        on_both_sides: bool,  # noqa: FBT001  as it is ticked
    ) -> None:
        self._papers, self._about, self._name = tuple(papers), person, now.name
        made = partial(together_pdf, person=person, papers=papers, pack=pack, on_both_sides=on_both_sides)
        super().__init__(
            desk,
            f"{pack.label}: {now.name}",
            f"{pack.value}-{''.join(sign if sign.isalnum() else '-' for sign in now.name)}.pdf",
            lambda paper_format: self._in_print(partial(made, paper_format=paper_format)),
            [(each, each.label) for each in sorted(PaperFormat, key=lambda each: each is not now.paper_format)],
            parent,
            person,
            reader=person if any(each.is_for_the_person for each in papers) else None,
        )

    def _in_print(self, made: "partial[bytes]") -> Drawn:
        if any(each.tells_key_safe for each in self._papers):
            return NotedFirst(self._desk, self, partial(_with_code, self._about, made))
        return self._desk.door.ask(self, made)

    def _note(self, deed: Access) -> Deed:
        return partial(
            note_papers,
            did=deed,
            what=self._name,
            papers=self._papers,
            person=self._about,
            chosen=self.edition.value(),
            because=self.why(),
        )


def _with_code(person: UUID, made: "partial[bytes]", work: Worker) -> bytes:
    """Once the look at the code that the call sheet tells is noted and stored."""
    told = work.read(tells_code, person=person, kind=PersonPaper.CALL_SHEET)
    look = work.write(partial(note_key_safe_look, person=person)).made if told else None
    return work.read(made, look=look)
