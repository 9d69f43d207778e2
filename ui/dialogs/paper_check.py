"""Whether a paper in somebody's hand is one that was issued here: its reference and the check in its foot."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.queries.agreement.paper_files import PaperChecked, check_paper
from ui.desk import Desk
from ui.dialogs.first_size import WholeDialog
from ui.icons import Icon
from ui.theme import GROUP, PAGE
from ui.widgets.labels_and_buttons import Field, button, buttons, spread, words
from ui.widgets.notice_bar import NoticeBar

_SAYS = "At the foot of each page of an agreement stand its reference and a check. Type both as they are printed."


class PaperCheck(WholeDialog):
    """Two lines as they stand in the foot; the answer is a sentence, and nothing is recorded."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        look = desk.look
        self.setObjectName("paper_check")
        self.setWindowTitle("Is this paper ours?")
        self.setModal(True)
        self.setMinimumWidth(look.theme.px(480))
        self.reference, self.check = QLineEdit(), QLineEdit()
        self.reference.setObjectName("paper_check.reference")
        self.check.setObjectName("paper_check.check")
        self.notice = NoticeBar(look, "paper_check.notice")
        self.ask = button(look, "&Look it up", "paper_check.ask", Icon.SEARCH, kind="primary")
        self.leave = button(look, "&Close", "paper_check.close", kind="quiet")
        column = QVBoxLayout(self)
        spread(column, look, margin=PAGE, gap=GROUP)
        column.addWidget(words(_SAYS))
        column.addWidget(Field(look, "&Reference", self.reference, "Such as ISA-M800396-1"))
        column.addWidget(Field(look, "C&heck", self.check, "Three groups of four letters and figures"))
        column.addWidget(self.notice)
        column.addLayout(buttons(look, self.ask, self.leave))
        self.ask.setDefault(True)
        self.ask.clicked.connect(self._ask)
        self.leave.clicked.connect(self.reject)

    def _ask(self) -> None:
        self._desk.door.ask(
            self, check_paper, reference=self.reference.text(), check=self.check.text()
        ).then(self._show, self.notice.say, latest="paper_check")  # fmt: skip

    def _show(self, found: PaperChecked) -> None:
        if found.is_ours:
            self.notice.tell(found.sentence)
        else:
            self.notice.inform(found.sentence)
