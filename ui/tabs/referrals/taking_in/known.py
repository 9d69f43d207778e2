"""Who may be known already, beside what is typed about somebody new; a person decides, never the program (REF-1)."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.queries.people import search
from app.queries.people.search import Certainty, KnownPerson
from app.services.referrals import NewPerson
from ui.desk import Desk
from ui.icons import Icon
from ui.theme import CELL, RELATED
from ui.widgets.flow import Flow
from ui.widgets.labels_and_buttons import button, spread, words

_PAUSE_MS = 250
_MOST = 2  # at once; once one is told apart, the next is shown


class MayBeKnown(QWidget):
    """`same` with whoever was chosen as the same person; somebody else is not shown again while the form is open."""

    same = Signal(object)  # FoundPerson
    troubled = Signal(object)

    def __init__(self, desk: Desk, after: QWidget) -> None:
        super().__init__()
        self._desk, self._after = desk, after
        self._asked: NewPerson | None = None
        self._others: set[UUID] = set()
        self._lines: list[QWidget] = []
        self.found: tuple[KnownPerson, ...] = ()
        self.setObjectName("referrals.form.may_be")
        self._wanted = words("", "error", "referrals.form.may_be.wanted")
        self._column = QVBoxLayout(self)
        spread(self._column, desk.look, gap=RELATED)
        self._column.addWidget(self._wanted)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.hide()

    def look_for(self, asked: NewPerson) -> None:
        """Look once the typing pauses."""
        self._asked = asked
        self._pause.start()

    @property
    def told_apart(self) -> frozenset[UUID]:
        """Those who were said to be somebody else."""
        return frozenset(self._others)

    def look_again(self) -> None:
        """Another desk may have taken them in meanwhile."""
        if self._asked is not None:
            self._ask()

    def forget(self) -> None:
        """Nobody new is meant."""
        self._asked = None
        self._pause.stop()
        self._show(())

    def is_open(self) -> bool:
        """Whether somebody found is neither taken as the same nor told apart; says so, and takes the keyboard."""
        if not self.found:
            return False
        self._wanted.setText("Say first whether it is one of these, so that nobody is kept twice.")
        self._wanted.show()
        first = self.findChild(QPushButton, "referrals.form.may_be.same.1")
        if first is not None:
            first.setFocus()
        return True

    def _ask(self) -> None:
        asked = self._asked
        if asked is None or not _is_enough(asked):
            self._show(())
            return
        self._desk.door.ask(self, search.may_be_known, asked=asked.identity).then(
            self._show, self.troubled.emit, latest="referrals.may_be"
        )

    def _show(self, found: tuple[KnownPerson, ...]) -> None:
        """Below the fields, always in sight, wherever they are scrolled to."""
        wanted = tuple(each for each in found if each.person.person_id not in self._others)[:_MOST]
        if wanted == self.found:
            return  # so that the keyboard stays where it is
        self.found = wanted
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.setParent(None)
            line.deleteLater()
        self._lines = [self._line(number, each) for number, each in enumerate(wanted, 1)]
        for line in self._lines:
            self._column.addWidget(line)
            line.show()
        self._order_tabs()
        self._wanted.hide()
        self.setVisible(bool(wanted))
        self.setAccessibleDescription("; ".join(_text(each) for each in wanted))

    def _line(self, number: int, known: KnownPerson) -> QWidget:
        look, made = self._desk.look, QWidget()
        column = QVBoxLayout(made)
        spread(column, look, gap=CELL)
        is_sure = known.certainty is Certainty.SAME
        column.addWidget(words(_text(known), "waiting"))
        column.addWidget(words(f"{known.sentence}{_SURE if is_sure else ''}", "quiet"))
        same = button(look, "The same person", f"referrals.form.may_be.same.{number}", Icon.PERSON)
        same.setAccessibleName(f"The same person as {known.person.name}")
        same.clicked.connect(partial(self.same.emit, known.person))
        row = Flow(look.theme.gap(RELATED))
        row.addWidget(same)
        if not is_sure:
            other = button(look, "Somebody else", f"referrals.form.may_be.other.{number}", kind="quiet")
            other.setAccessibleName(f"Somebody else than {known.person.name}")
            other.clicked.connect(partial(self._tell_apart, known.person.person_id))
            row.addWidget(other)
        column.addLayout(row)
        return made

    def _order_tabs(self) -> None:
        """Tab comes to them where they stand, though they were made late."""
        before = self._after
        for each in self.findChildren(QPushButton):
            self.setTabOrder(before, each)
            before = each

    def _tell_apart(self, other: UUID) -> None:
        self._others.add(other)
        self._after.setFocus()
        self._ask()


_SURE = " If it is somebody else, correct the number."


def _is_enough(asked: NewPerson) -> bool:
    """An identifier, or a name with something beside it: of a name alone half a town may be meant."""
    if asked.nhs_number is not None or asked.mosaic_id.strip():
        return True
    return bool(asked.given.strip() or asked.family.strip()) and (asked.born is not None or asked.postcode is not None)


def _text(known: KnownPerson) -> str:
    person = known.person
    born = f"born {person.born:%d/%m/%Y}" if person.born else ""
    said = ", ".join(part for part in (person.name, born, person.postcode, person.state.lower()) if part)
    return f"{'Is known' if known.certainty is Certainty.SAME else 'May be known'}: {said}"
