"""The form of one deed: a few questions below the referral, and the button that says the deed."""

from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.queries.office import choices as office_queries
from app.queries.office.choices import StaffChoice
from app.queries.referrals.one import ReferralView
from models.vocabulary.staff import Role
from ui.desk import Desk
from ui.icons import Icon
from ui.overrides import override_of_qt
from ui.theme import RELATED, Look
from ui.widgets.labels_and_buttons import buttons, hairline, prose, spread, words
from ui.widgets.question_form import QuestionForm
from ui.widgets.type_ahead import Match, TypeAhead
from ui.widgets.typing_kept import FromRecord

_LEAST = 112  # px at 100 % of questions that are always in sight: a label, its field and its hint


class DeedForm(QuestionForm):
    """Override the texts, `ask` (adds the questions) and `deed`; it is made anew each time a deed is wanted."""

    key: ClassVar[str]
    title: ClassVar[str]
    verb: ClassVar[str]
    sign: ClassVar[Icon] = Icon.TICK
    kind: ClassVar[str] = "primary"
    dangerous: ClassVar[bool] = False  # see `ui.widgets.press`
    lesson: ClassVar[str] = ""
    done: str = ""

    def __init__(self, desk: Desk, view: ReferralView, parent: QWidget | None = None) -> None:
        super().__init__(desk, f"referrals.{self.key}_form", self, "heading", parent)
        self.view = view
        questions = QWidget()
        questions.setLayout(self._column)
        self._column.setContentsMargins(0, 0, desk.look.theme.gap(RELATED), 0)
        if self.lesson:
            self._column.addWidget(words(self.lesson, "quiet"))
        self.ask()
        outer = QVBoxLayout(self)
        spread(outer, desk.look, gap=RELATED)
        outer.addWidget(hairline())
        outer.addWidget(self.heading)
        outer.addWidget(_Area(desk.look, questions))
        outer.addWidget(self.notice)
        outer.addLayout(buttons(desk.look, self.confirm, self.cancel))
        record = FromRecord("referral", view.id)
        self.keep_typing(self.about, record=record, version=view.version, own=self.began_now)

    @property
    def about(self) -> str:
        """What the form is about, for its draft."""
        return str(self.view.id)

    def show_view(self, view: ReferralView) -> None:
        """The referral as it stands now: what was typed stays, what it began from follows."""
        self.view = view
        if self.kept is not None:
            self.kept.stands_now(self.fill, view.version)

    def fill(self) -> None:
        """Show what the referral says where the form begins with it; override where it does."""

    def ask(self) -> None:
        """Add the questions."""

    # --- questions -------------------------------------------------------------------------------------------

    def text(self, key: str, label: str, hint: str = "", lines: int = 2) -> QPlainTextEdit:
        """A question answered in a sentence."""
        return self.field(label, prose(self.name(key), lines), hint)

    def staff(self, key: str, label: str, hint: str, roles: frozenset[Role]) -> TypeAhead:
        """A question answered by somebody of the staff."""
        box = self.field(label, TypeAhead(self.desk.look, self.name(key), "Type a name"), hint)

        def show(found: tuple[StaffChoice, ...]) -> None:
            box.set_choices(tuple(Match(each.id, each.name, each.role.label) for each in found))

        self.desk.door.ask(self, office_queries.staff, roles=roles).then(show, self.notice.say)
        return box


class _Area(QScrollArea):
    """As high as its questions where there is room; they scroll where there isn't, and the buttons stay in sight."""

    def __init__(self, look: Look, inside: QWidget) -> None:
        super().__init__()
        self._look, self._inside = look, inside
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        inside.setProperty("part", "plain")
        self.setWidget(inside)

    @override_of_qt(QSize())
    def sizeHint(self) -> QSize:
        width = max(self.width(), self._inside.minimumSizeHint().width())
        if self._inside.hasHeightForWidth():
            return QSize(width, self._inside.heightForWidth(width))
        return QSize(width, self._inside.sizeHint().height())

    @override_of_qt(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.sizeHint().height(), self._look.theme.px(_LEAST)))

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @override_of_qt(instead=False)
    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: FBT001  Qt's own
        """Tab brings the question that it reaches into sight."""
        moved = super().focusNextPrevChild(is_next)
        reached = self.focusWidget()
        if reached is not None:
            self.ensureWidgetVisible(reached)
        return moved
