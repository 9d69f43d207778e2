"""A new referral opens empty; what was typed into an earlier one and not saved is offered above it, never filled in."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk.drafts import Draft
from ui.desk import Desk
from ui.icons import Icon
from ui.text import moment_from, moment_text
from ui.theme import RELATED
from ui.widgets.control_text import shown_text
from ui.widgets.flow import Flow
from ui.widgets.labels_and_buttons import button, spread, words
from ui.widgets.sent_draft import Sent

BEGINNING = "referrals.new:"


class OfferedDraft(QWidget):
    """`wanted` with the draft's form name. Hidden while there is nothing to offer; the newest draft comes first."""

    wanted = Signal(str)
    troubled = Signal(object)

    def __init__(self, desk: Desk, known: QWidget) -> None:
        super().__init__()
        self._desk, self._known = desk, known
        self._of = desk.typist
        self._draft: Draft | None = None
        self.line = words("", "waiting", "referrals.form.offered")
        self.go_on = button(desk.look, "Go on with what was typed", "referrals.form.go_on", Icon.EDIT)
        self.throw_away = button(desk.look, "Throw it away", "referrals.form.throw_away", kind="quiet")
        column = QVBoxLayout(self)
        spread(column, desk.look, gap=RELATED)
        column.addWidget(self.line)
        row = Flow(desk.look.theme.gap(RELATED))
        for each in (self.go_on, self.throw_away):
            row.addWidget(each)
        column.addLayout(row)
        self.go_on.clicked.connect(self._go_on)
        self.throw_away.clicked.connect(self._throw_away)
        desk.shared.typed.connect(self._typed_elsewhere)
        desk.shared.answered.connect(self._answered)
        self.hide()
        self._look()

    def _typed_elsewhere(self, where: Desk, draft: Draft, _is_whole: bool) -> None:  # noqa: FBT001  a signal's value
        """What is offered here may be gone: it was saved or thrown away in another window of this desk."""
        if where is not self._desk and draft.form.startswith(BEGINNING) and not draft.fields:
            self._look()

    def _answered(self, sent: Sent, _is_stored: bool) -> None:  # noqa: FBT001  a signal's value
        """What was under way is saved, or to be offered again."""
        if sent.draft.form.startswith(BEGINNING):
            self._look()

    def _look(self) -> None:
        find = partial(self._desk.drafts.under, BEGINNING, self._of)
        self._desk.door.keep(self, find).then(self._show, self.troubled.emit)

    def _show(self, found: tuple[Draft, ...]) -> None:
        under_way = {each.form for each in self._desk.shared.sent}
        self._draft = next((each for each in found if each.form not in under_way), None)
        self.setVisible(self._draft is not None)
        if self._draft is not None:
            when = moment_text(moment_from(self._draft.kept_at), self._desk.clock.now())
            about = self._about(self._draft)
            self.line.setText(f"A referral {about} was typed ({when}) and isn't saved yet.")
            self.go_on.setText(f"Go on with what was typed {about}".replace("&", "&&"))
            self.go_on.setAccessibleName(f"Go on with what was typed {about}")

    def _about(self, draft: Draft) -> str:
        typed = " ".join(part for part in (draft.typed("given"), draft.typed("family")) if part.strip())
        name = shown_text(self._known, draft.typed("known")) or typed
        return f"about {name}" if name.strip() else "about somebody not named yet"

    def _go_on(self) -> None:
        self.hide()
        if self._draft is not None:
            self.wanted.emit(self._draft.form)

    def _throw_away(self) -> None:
        if self._draft is not None:
            forget = partial(self._desk.drafts.forget, self._draft.form, self._draft.of)
            self._desk.door.keep(self, forget).then(partial(self._is_gone, self._draft), self.troubled.emit)

    def _is_gone(self, draft: Draft, _thrown_away: None) -> None:
        """Another window of this desk that has it open lets go of it too, or its next key would keep it again."""
        self._desk.shared.typed.emit(self._desk, replace(draft, fields=()), True)
        self._look()
