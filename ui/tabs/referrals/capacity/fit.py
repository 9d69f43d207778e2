"""Can we take this? For the chosen referral: each call that fits or doesn't, and the nearest alternative (REF-15)."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from app.queries.capacity.fit import Fit, capacity_fit
from app.queries.referrals.one import ReferralView
from models.values import hours_text
from ui.desk import Desk
from ui.icons import Icon
from ui.theme import CELL, RELATED, SMALL_ICON
from ui.widgets.labels_and_buttons import Panel, button, words
from ui.widgets.notice_bar import NoticeBar


class CapacityFit(Panel):
    """`show_view` asks for the referral in view; hidden once it has left the queue.

    `move_wanted` with the team that has room for all of it, for the form that moves it there.
    """

    move_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, "Can we take this?", "referrals.fit", parent)
        self._desk, self._look = desk, desk.look
        self._referral: UUID | None = None
        self._fit: Fit | None = None
        self.answer = words("", "strong", "referrals.fit.answer")
        self.notice = NoticeBar(desk.look, "referrals.fit.notice")
        self._lines: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.body.addWidget(self.answer)
        self.body.addLayout(self._grid)
        self.move_there = button(desk.look, "Move it…", "referrals.fit.move", Icon.FORWARD)
        self.move_there.hide()
        self.move_there.clicked.connect(self._want_move)
        beside = QHBoxLayout()
        beside.addWidget(self.move_there)
        beside.addStretch(1)
        self.body.addLayout(beside)
        self.body.addWidget(self.notice)
        desk.look.changed.connect(self._draw)

    def show_view(self, view: ReferralView) -> None:
        """Ask for this referral, while it waits and says its calls."""
        wanted = view.outcome is None and bool(view.visits)
        self.setVisible(wanted)
        if self._referral != view.id:
            self._fit = None
            self.answer.setText("")
            self.move_there.hide()
            self._draw()
        self._referral = view.id if wanted else None
        if self._referral is not None:
            self._desk.door.ask(self, capacity_fit, referral=self._referral).then(
                self._show, self.notice.say, latest="referrals.fit"
            )

    def _show(self, fit: Fit) -> None:
        self._fit = fit
        self.notice.clear()
        self.answer.setText(fit.sentence)
        said = (f"{each.sentence} {each.nearest}".strip() for each in fit.calls)
        self.setAccessibleDescription(" ".join((fit.sentence, *said)))
        self.move_there.setVisible(fit.nearest is not None)
        if fit.nearest is not None:
            room = hours_text(fit.nearest.free)
            self.move_there.setText(f"Move it to {fit.nearest.name}…")
            self.move_there.setToolTip(f"{fit.nearest.name} has {room} h a week free: all of it fits there")
        self._draw()

    def _want_move(self) -> None:
        if self._fit is not None and self._fit.nearest is not None:
            self.move_wanted.emit(self._fit.nearest.id)

    def _draw(self) -> None:
        theme, calls = self._look.theme, self._fit.calls if self._fit else ()
        while len(self._lines) < len(calls):
            line = words(""), words("")
            for column, label in enumerate(line):
                self._grid.addWidget(label, len(self._lines), column, Qt.AlignmentFlag.AlignTop)
            self._lines.append(line)
        self._grid.setHorizontalSpacing(theme.gap(RELATED))
        self._grid.setVerticalSpacing(theme.gap(CELL))
        for number, (sign, text) in enumerate(self._lines):
            shown = number < len(calls)
            sign.setVisible(shown)
            text.setVisible(shown)
            if shown:
                call = calls[number]
                icon, colour = (
                    (Icon.DONE, theme.colours.done) if call.answer.fits else (Icon.OVERDUE, theme.colours.overdue)
                )
                sign.setPixmap(theme.icon(icon, colour=colour).pixmap(theme.px(SMALL_ICON)))
                text.setText("\n".join(part for part in (call.sentence, call.nearest) if part))
