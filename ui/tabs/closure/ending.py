"""How support ends: the reasons that fit and what each asks for; afterwards what was recorded, and reopening."""

from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from app.queries.closure.view import ClosureView
from app.queries.episodes.expected import ExpectedRow
from models.values import london_day
from ui.desk import Desk
from ui.icons import Icon
from ui.language import typed
from ui.states import State
from ui.tabs.closure import forms
from ui.text import full_day_text, moment_text
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.expected import expected_lines, moves, takes_back
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import button, words
from ui.widgets.press import Press
from ui.widgets.sentence_lines import SentenceLine, SentenceLines


class EndPanel(DeedPanel):
    """One line a reason; its button asks for the moment, and for what else the reason needs."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "The end of support", "closure.end", parent)
        self._view: ClosureView | None = None
        self.lesson = words("", "quiet", "closure.end.lesson")
        self.lines = SentenceLines(desk.look, "closure.end.lines")
        self.body.addWidget(self.lesson)
        self.body.addWidget(self.lines)
        self.reopen = button(desk.look, "Reopen…", "closure.reopen", Icon.UNDO, kind="danger", press=Press.DANGEROUS)
        self.confirm = button(desk.look, "Confirm the end…", "closure.confirm_end", Icon.TICK, press=Press.DANGEROUS)
        self.move_day = button(desk.look, "&Move the end…", "closure.move_end", Icon.EDIT)
        self.take_back = button(
            desk.look, "Take the end back…", "closure.take_back_end", Icon.UNDO, kind="quiet", press=Press.DANGEROUS
        )
        self.add_deeds(self.confirm, self.move_day, self.take_back, self.reopen)
        self.lines.wanted.connect(self._end)
        self.reopen.clicked.connect(self._reopen)
        self.confirm.clicked.connect(self._confirm)
        self.move_day.clicked.connect(self._move)
        self.take_back.clicked.connect(self._take_back)

    def show_view(self, view: ClosureView) -> None:
        """Show the reasons, or the end."""
        self._view = view
        now = self.desk.clock.now()
        self.set_aside(f"Since {full_day_text(london_day(view.started_at), london_day(now))}")
        self.lesson.setText("Choose why it ends. What closes the package (PO, MOSAIC, CCL) is asked for after the end.")
        self.lesson.setVisible(view.is_open)
        expected = expected_lines(view.expected_end, now)
        self.lines.show_lines((*expected, *(_reason_lines(view) if view.is_open else _ended_lines(view, now))))
        for each in (self.confirm, self.move_day, self.take_back):
            self.offer(each, offered=view.expected_end is not None)
        self.offer(self.reopen, offered=view.can_reopen)

    def _confirm(self) -> None:
        """Ask for the end that was expected, with its own reason."""
        self.ask("closure", self._confirm_asked)

    def _confirm_asked(self) -> tuple[FormSpec[ClosureView], ClosureView, str] | None:
        expected = self._expected()
        reason = expected.reason if expected is not None else None
        return self._end_asked(f"end.{reason.value}") if reason is not None else None

    def _move(self) -> None:
        self.ask("closure", lambda: moves(self._expected(), "move_end"))

    def _take_back(self) -> None:
        self.ask("closure", lambda: takes_back(self._expected(), "take_back_end"))

    def _expected(self) -> ExpectedRow | None:
        return self._view.expected_end if self._view is not None else None

    def _end(self, key: str) -> None:
        self.ask("closure", partial(self._end_asked, key))

    def _end_asked(self, key: str) -> tuple[FormSpec[ClosureView], ClosureView, str] | None:
        view = self._view
        line = next((each for each in view.reasons if key == f"end.{each.reason.value}"), None) if view else None
        return forms.about(forms.end_form(line), view, f"/{line.reason.value}") if line is not None else None

    def _reopen(self) -> None:
        self.ask("closure", lambda: forms.about(forms.REOPEN, self._view))


def _reason_lines(view: ClosureView) -> tuple[SentenceLine, ...]:
    return (
        *(
            SentenceLine(
                f"end.{each.reason.value}",
                each.reason.label,
                State.OPEN,
                f"Asks for {each.asks}.",
                "End for this…",
                press=Press.DANGEROUS,
            )
            for each in view.reasons
        ),
        *_reopening_lines(view, view.started_at),
    )


def _ended_lines(view: ClosureView, now: datetime) -> list[SentenceLine]:
    lines = []
    if view.ended_at is not None:
        reason = view.end_reason.label if view.end_reason else "no reason is recorded"
        by = f" by {view.end_decided_by}" if view.end_decided_by else ""
        decided = f"Decided {moment_text(view.end_decided_at, now)}{by}" if view.end_decided_at else ""
        lines.append(SentenceLine("ended", f"Ended {moment_text(view.ended_at, now)}: {reason}", State.DONE, decided))
    if view.fact:
        lines.append(SentenceLine("fact", view.fact, None))
    if view.in_return:
        lines.append(SentenceLine("in_return", view.in_return, None))
    if view.package_started_on is not None:
        day = full_day_text(view.package_started_on, london_day(now))
        lines.append(SentenceLine("package_on", f"Ongoing care from {day}", None))
    if view.closed_at is not None:
        by = f" by {view.closed_by}" if view.closed_by else ", with the hand-over"
        lines.append(SentenceLine("closed", f"Package closed {moment_text(view.closed_at, now)}{by}", State.DONE))
    return [*lines, *_reopening_lines(view, now)]


def _reopening_lines(view: ClosureView, now: datetime) -> list[SentenceLine]:
    return [
        SentenceLine(
            f"reopened.{number}",
            f"Reopened {moment_text(each.reopened_at, now)} by {each.reopened_by}",
            None,
            typed(each.because),
        )
        for number, each in enumerate(view.reopenings, start=1)
    ]
