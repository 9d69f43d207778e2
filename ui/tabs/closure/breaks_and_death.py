"""Breaks in service with what they ask now, and a death: what interrupts support, and what stops it."""

from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.queries.closure.page import ClosurePage
from app.queries.closure.view import BreakView, ClosureView, DeathView
from app.queries.episodes.expected import ExpectedRow
from models.values import london_day
from ui.desk import Desk
from ui.icons import Icon
from ui.states import State
from ui.tabs.closure import forms
from ui.text import count, day_or_moment_text, day_text, full_day_text, moment_text
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.expected import expected_lines, moves, takes_back
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import button
from ui.widgets.press import Press
from ui.widgets.sentence_lines import SentenceLine, SentenceLines


class BreakPanel(DeedPanel):
    """The open break first, with its question; earlier ones below it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Break in service", "closure.break", parent)
        self._view: ClosureView | None = None
        look = desk.look
        self.lines = SentenceLines(look, "closure.break.lines")
        self.body.addWidget(self.lines)
        self.back = button(look, "&Back in service…", "closure.come_back", Icon.HOME, kind="primary")
        self.asked = button(look, "&Asked about the return…", "closure.asked", Icon.ASK)
        self.begin = button(look, "Begin a brea&k…", "closure.begin_break", Icon.AWAY)
        self.move_day = button(look, "Mo&ve the return…", "closure.move_return", Icon.EDIT)
        self.take_back = button(
            look, "Take the return back…", "closure.take_back_return", Icon.UNDO, kind="quiet", press=Press.DANGEROUS
        )
        self.undo = button(
            look, "It was a mistake…", "closure.undo_break", Icon.UNDO, kind="quiet", press=Press.DANGEROUS
        )
        self.add_deeds(self.back, self.asked, self.move_day, self.take_back, self.undo, self.begin)
        self.move_day.clicked.connect(self._move)
        self.take_back.clicked.connect(self._take_back)
        self.back.clicked.connect(self._come_back)
        self.asked.clicked.connect(partial(self._open_break, forms.ASKED))
        self.undo.clicked.connect(partial(self._open_break, forms.UNDO_BREAK))
        self.begin.clicked.connect(self._begin)

    def show_view(self, view: ClosureView) -> None:
        """Show these breaks."""
        self._view = view
        now = self.desk.clock.now()
        away = view.open_break
        self.set_aside(f"{count(away.days, 'whole day')} without a visit" if away else "")
        earlier = tuple(each for each in view.breaks if each != away)
        none = SentenceLine(
            "no_break", "No break was recorded" if not view.is_open else "No break: support goes on as planned"
        )
        lines = (
            *expected_lines(view.expected_return, now),
            *_open_lines(away, now),
            *(_earlier(number, each, now) for number, each in enumerate(earlier, start=1)),
        )
        self.lines.show_lines(lines or (none,))
        self.offer(self.back, offered=away is not None)
        self.offer(self.asked, offered=away is not None)
        self.offer(self.undo, offered=away is not None)
        for each in (self.move_day, self.take_back):
            self.offer(each, offered=view.expected_return is not None)
        self.offer(self.begin, offered=view.can_begin_break)

    def _come_back(self) -> None:
        self.ask("closure", self._return_asked)

    def _return_asked(self) -> tuple[FormSpec[ClosureView], ClosureView, str] | None:
        away = self._view.open_break if self._view is not None else None
        return forms.about(forms.come_back_form(away), self._view, f"/{away.id}") if away is not None else None

    def _move(self) -> None:
        self.ask("closure", lambda: moves(self._expected(), "move_return"))

    def _take_back(self) -> None:
        self.ask("closure", lambda: takes_back(self._expected(), "take_back_return"))

    def _expected(self) -> ExpectedRow | None:
        return self._view.expected_return if self._view is not None else None

    def _begin(self) -> None:
        self.ask("closure", lambda: forms.about(forms.BEGIN_BREAK, self._view))

    def _open_break(self, spec: FormSpec[BreakView]) -> None:
        self.ask("closure", partial(self._break_asked, spec))

    def _break_asked(self, spec: FormSpec[BreakView]) -> tuple[FormSpec[BreakView], BreakView, str] | None:
        away = self._view.open_break if self._view is not None else None
        return (spec, away, str(away.id)) if away is not None else None


def _open_lines(away: BreakView | None, now: datetime) -> tuple[SentenceLine, ...]:
    if away is None:
        return ()
    today = london_day(now)
    facts = [f"Last visit {day_text(away.last_visit_on, today)}"]
    back = away.return_expected_at
    facts.append(f"expected back {day_or_moment_text(back, now)}" if back else "return not known")
    if away.long_term_planned:
        facts.append("a long-term placement is planned")
    if not away.return_still_planned:
        facts.append("a return isn't planned any more")
    if away.asked_next_on is not None:
        facts.append(f"asked next {day_text(away.asked_next_on, today)}")
    state = State.OVERDUE if away.is_at_its_limit else State.HELD
    first = SentenceLine(
        "open_break", f"{away.kind.label} since {moment_text(away.began_at, now)}", state, "; ".join(facts)
    )
    asks = tuple(
        SentenceLine(f"break_asks.{number}", each, State.SOON) for number, each in enumerate(away.says, start=1)
    )
    return (first, *asks)


def _earlier(number: int, each: BreakView, now: datetime) -> SentenceLine:
    """A break that is over, or whose next visit is still to come and that may have reached its limit (END-3)."""
    today = london_day(now)
    began = full_day_text(london_day(each.began_at), today)
    if each.undone_because:
        said = f"Recorded by mistake: {each.undone_because}. Recorded by {each.recorded_by}"
        return SentenceLine(f"earlier_break.{number}", f"{each.kind.label} from {began}: undone", None, said)
    until = f"back {full_day_text(london_day(each.returned_at), today)}" if each.returned_at else "until the end"
    state = State.OVERDUE if each.is_at_its_limit else None
    below = " ".join((*each.says, f"Recorded by {each.recorded_by}"))
    return SentenceLine(f"earlier_break.{number}", f"{each.kind.label} from {began}, {until}", state, below)


class DeathPanel(DeedPanel):
    """Reported, then confirmed with its date; either can be undone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "If somebody died", "closure.death", parent)
        self._page: ClosurePage | None = None
        look = desk.look
        self.lines = SentenceLines(look, "closure.death.lines")
        self.body.addWidget(self.lines)
        self.report = button(look, "A death is reported…", "closure.report_death", Icon.DIED, press=Press.DANGEROUS)
        self.confirm = button(look, "Confirm with its date…", "closure.confirm_death", Icon.DIED, press=Press.DANGEROUS)
        self.undo = button(
            look, "It was a mistake…", "closure.undo_death", Icon.UNDO, kind="quiet", press=Press.DANGEROUS
        )
        self.add_deeds(self.report, self.confirm, self.undo)
        for each, spec in (
            (self.report, forms.REPORT_DEATH),
            (self.confirm, forms.CONFIRM_DEATH),
            (self.undo, forms.UNDO_DEATH),
        ):
            each.clicked.connect(partial(self._open, spec))

    @property
    def awaits_confirmation(self) -> bool:
        """Whether a report still has to be confirmed with its date (END-8)."""
        return self._page is not None and self._page.death.awaits_confirmation

    def show_page(self, page: ClosurePage) -> None:
        """Show what is known, of somebody too whose support never started."""
        self._page = page
        self.lines.show_lines(tuple(_death_lines(page.death, self.desk.clock.now())))
        self.offer(self.report, offered=not page.death.is_known)
        self.offer(self.confirm, offered=page.death.awaits_confirmation)
        self.offer(self.undo, offered=page.death.is_known)

    def _open(self, spec: FormSpec[ClosurePage], *_clicked: Any) -> None:
        self.ask("closure", partial(self._death_asked, spec))

    def _death_asked(self, spec: FormSpec[ClosurePage]) -> tuple[FormSpec[ClosurePage], ClosurePage, str] | None:
        page = self._page
        return (spec, page, str(page.person)) if page is not None else None


def _death_lines(death: DeathView, now: datetime) -> list[SentenceLine]:
    today = london_day(now)
    lines = []
    if death.died_on is not None:
        lines.append(SentenceLine("died", f"Died {full_day_text(death.died_on, today)}", None))
    if death.reported_at is not None:
        below = (
            "Not confirmed yet" if death.confirmed_at is None else f"Confirmed {moment_text(death.confirmed_at, now)}"
        )
        lines.append(SentenceLine("reported", f"Reported {moment_text(death.reported_at, now)}", None, below))
    if death.question:
        lines.append(SentenceLine("death_question", death.question, State.SOON))
    if not lines:
        lines.append(
            SentenceLine("death_lesson", "A report stops prompts, prints and letters at once, at every desk.", None)
        )
    return lines
