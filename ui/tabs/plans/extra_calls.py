"""Extra calls beside another provider: until when, what was said, and what happens at the end of their time (REF-9)."""

from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from app.queries.plans.extra_calls import ExtraCallsView, SaidLine
from app.queries.plans.versions import PlansView
from app.services.plans import extra_calls as services
from models.values import london_day
from models.vocabulary.referrals import Notice
from ui.desk import Desk
from ui.icons import Icon
from ui.states import State
from ui.tabs.plans.forms import Ready
from ui.text import full_day_text, moment_text
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.labels_and_buttons import button
from ui.widgets.sentence_lines import SentenceLine, SentenceLines


class ExtraCallsPanel(DeedPanel):
    """Hidden where no other provider is there; three ways out while extra calls are given."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Beside another provider", "plans.extra_calls_panel", parent)
        self._view: ExtraCallsView | None = None
        self.lines = SentenceLines(desk.look, "plans.extra_calls_panel.lines")
        self.body.addWidget(self.lines)
        self.extend = button(desk.look, "Extend the extra calls…", "plans.extra_calls", Icon.FORWARD)
        self.end = button(desk.look, "The extra calls have ended…", "plans.extra_calls_end", Icon.TICK)
        self.move_all = button(desk.look, "The whole package moves…", "plans.extra_calls_move", Icon.HOME)
        self.said = button(desk.look, "What was said…", "plans.extra_calls_said", Icon.NEW)
        self.add_deeds(self.extend, self.end, self.move_all, self.said)
        for deed, spec in ((self.extend, EXTEND), (self.end, END), (self.move_all, MOVE), (self.said, SAID)):
            deed.clicked.connect(partial(self._ask, spec))

    def show_view(self, view: PlansView) -> None:
        """Show until when they are agreed, and all that was said."""
        self._view, now = view.extra_calls, self.desk.clock.now()
        self.setVisible(self._view is not None)
        if self._view is None:
            return
        self.set_aside(self._view.provider)
        self.lines.show_lines((*_agreed(self._view, now), *(_line(n, each, now) for n, each in _numbered(self._view))))
        for deed in (self.extend, self.end, self.move_all):
            self.offer(deed, offered=view.is_open and self._view.until is not None)
        self.offer(self.said, offered=view.is_open)

    def _ask(self, spec: FormSpec[ExtraCallsView], *_clicked: object) -> None:
        self.ask("plans", lambda: (spec, self._view, str(self._view.referral)) if self._view is not None else None)


def _agreed(view: ExtraCallsView, now: datetime) -> tuple[SentenceLine, ...]:
    if view.until is None:
        return ()
    today = london_day(now)
    state = State.OVERDUE if today > view.until else State.SOON if today == view.until else State.WAITING
    return (SentenceLine("agreed", f"Extra calls up to {full_day_text(view.until, today)}", state),)


def _numbered(view: ExtraCallsView) -> tuple[tuple[int, SaidLine], ...]:
    return tuple((len(view.said) - place, each) for place, each in enumerate(view.said))


def _line(number: int, line: SaidLine, now: datetime) -> SentenceLine:
    whom = f"{line.whom} of the provider" if line.with_provider else line.whom
    rules = f"Infection rules: {line.infection_rules}. " if line.infection_rules else ""
    said_by = f"{rules}{line.said_by}, {moment_text(line.said_at, now)}"
    return SentenceLine(f"extra_calls_line.{number}", f"{whom}: {line.said}", None, said_by)


def _ask_extend(form: InlineForm, view: ExtraCallsView) -> Ready:
    until = form.day_to_come("until", "Agreed &up to")
    is_meant = form.tick_when_asked("until_is_meant", "This last day is meant")
    whom = form.line("whom", "Who of the &provider agreed")
    rules = form.line("infection_rules", "Their &infection rules")
    return lambda: partial(
        services.extend_extra_calls,
        episode=view.episode,
        referral=view.referral,
        seen=view.seen,
        until=until.value(),
        whom=whom.text(),
        infection_rules=rules.text(),
        day_is_meant=is_meant(),
    )


def _ask_end(form: InlineForm, view: ExtraCallsView) -> Ready:
    whom = form.line("whom", "Who of the &provider was told")
    said = form.text("said", "&What was said")
    return lambda: partial(
        services.end_extra_calls,
        episode=view.episode,
        referral=view.referral,
        seen=view.seen,
        whom=whom.text(),
        said=said(),
    )


def _ask_move(form: InlineForm, view: ExtraCallsView) -> Ready:
    notice = form.choice("notice", "&Notice", [(each, each.label) for each in Notice])
    given_on = form.day("notice_given_on", "Notice &given on")
    whom = form.line("whom", "Who of the &provider was told")
    return lambda: partial(
        services.move_whole_package,
        episode=view.episode,
        referral=view.referral,
        seen=view.seen,
        notice=notice.value(),
        notice_given_on=given_on.value(),
        whom=whom.text(),
    )


def _ask_said(form: InlineForm, view: ExtraCallsView) -> Ready:
    whom = form.line("whom", "With &whom")
    provider = form.tick("with_provider", "Of the &provider, not the person or family", preset=True)
    said = form.text("said", "What was &said")
    rules = form.line("infection_rules", "Their &infection rules")
    at = form.moment("said_at", "Whe&n")
    return lambda: partial(
        services.record_said,
        referral=view.referral,
        whom=whom.text(),
        with_provider=provider.isChecked(),
        said=said(),
        infection_rules=rules.text(),
        said_at=at.value(),
    )


EXTEND: FormSpec[ExtraCallsView] = FormSpec(
    "extend_extra_calls", "Extend the extra calls", "Ex&tend them", "The longer time is recorded.", _ask_extend
)
END: FormSpec[ExtraCallsView] = FormSpec(
    "end_extra_calls", "The extra calls have ended", "&Record the end", "The extra calls are over.", _ask_end,
    lesson="First take them out of the plan by a new version; Scheduling hears of it through that.",
)  # fmt: skip
MOVE: FormSpec[ExtraCallsView] = FormSpec(
    "move_package", "The whole package moves to STS", "&Record the move", "The move is recorded.", _ask_move,
    lesson="The agency works its notice or is paid for it. Agree more support in the plan from the agency's last day.",
)  # fmt: skip
SAID: FormSpec[ExtraCallsView] = FormSpec(
    "extra_calls_said", "What was said about the package", "&Record it", "It is recorded.", _ask_said
)
