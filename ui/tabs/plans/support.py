"""What stands beside the plan: support plan, six weeks, long-term package, equipment and OT work (PSP-5 to PSP-10)."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.door.errors import Refused, Unavailable
from app.queries.plans.onward import OnwardRow
from app.queries.plans.support import InterventionRow
from app.queries.plans.versions import PlansView, Support, VersionRow
from models.values import london_day
from ui.desk import Desk
from ui.icons import Icon
from ui.tabs.plans.aim import AIM, AimForm, aim_asked
from ui.tabs.plans.double_ups import TWO_WORKERS, TwoAsked, two_asked
from ui.tabs.plans.forms import EQUIPMENT, OT_WORK
from ui.tabs.plans.onward import ANSWER, ONWARD, onward_line
from ui.text import due_text, full_day_text, moment_text
from ui.theme import GROUP, RELATED
from ui.widgets.asked_tick import AskedTick
from ui.widgets.checklist import Checklist, CheckRow, Ticked
from ui.widgets.date_edit import DateEdit
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.flow import Flow
from ui.widgets.form_draft import FormDraft
from ui.widgets.grown import grow
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import Field, button, spread, words
from ui.widgets.mending import Mending, Needed
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.press import Press
from ui.widgets.typing_kept import TypingKept
from ui.widgets.waiting import Waiting

SUPPORT_PLAN, AMENDED_PLAN, AMENDED_PO = "support_plan", "amended_support_plan", "amended_po"


@dataclass(frozen=True, slots=True)
class ExtensionWish:
    """What the form for an extension says."""

    until: date | None
    still_gaining: bool
    day_is_meant: bool = False


class BesideThePlan(DeedPanel):
    """`ticked` with one of the three names above; `extended` and `package_dated` when a form is sent."""

    ticked = Signal(object)  # Ticked
    extended = Signal(object)  # ExtensionWish
    package_dated = Signal(object)  # date: of the start, or of the review once it has started

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Beside the plan", "plans.beside", parent)
        self._episode: UUID | None = None
        self._onward: tuple[OnwardRow, ...] = ()
        self._two: TwoAsked | None = None
        self._aim: AimForm | None = None
        self._desk, self._look = desk, desk.look
        self.steps = Checklist(desk.look, "plans", "Beside the plan")
        self.steps.ticked.connect(self.ticked)
        self.six_weeks = words("", "", "plans.six_weeks")
        self.more = words("", "quiet", "plans.recorded")
        self.extension = ExtensionForm(desk)
        self.extension.sent.connect(self.extended)
        self.package = PackageForm(desk)
        self.package.sent.connect(self.package_dated)
        self.double_ups = words("", "", "plans.two_workers")
        self.aim_said = words("", "", "plans.aim_said")
        for widget in (
            self.steps,
            self.aim_said,
            self.six_weeks,
            self.double_ups,
            self.extension,
            self.package,
            self.more,
        ):
            self.body.addWidget(widget)
        self.equipment = button(desk.look, "Equipment ordered…", "plans.equipment", Icon.NEW)
        self.ot_work = button(desk.look, "OT work…", "plans.ot_work", Icon.NEW)
        self.onward = button(desk.look, "Asked of a service…", "plans.onward", Icon.NEW)
        self.onward_answer = button(desk.look, "What came of it…", "plans.onward_answer", Icon.TICK)
        self.double_up = button(desk.look, "An OT's answer…", "plans.double_up", Icon.DOUBLE_UP)
        self.double_up.clicked.connect(self._ask_two_workers)
        self.aim = button(desk.look, "Recover or goals…", "plans.aim", Icon.GOALS)
        self.aim.clicked.connect(self._ask_aim)
        self.add_deeds(self.aim, self.equipment, self.ot_work, self.double_up, self.onward, self.onward_answer)
        self.equipment.clicked.connect(partial(self._ask_of_episode, EQUIPMENT))
        self.ot_work.clicked.connect(partial(self._ask_of_episode, OT_WORK))

        self.onward.clicked.connect(partial(self._ask_of_episode, ONWARD))
        self.onward_answer.clicked.connect(self._ask_answer)

    def _ask_answer(self, *_clicked: object) -> None:
        self.ask("plans", lambda: (ANSWER, self._onward, str(self._episode)) if self._onward else None)

    def _ask_aim(self, *_clicked: object) -> None:
        self.ask("plans", lambda: (AIM, self._aim, str(self._aim.episode)) if self._aim else None)

    def _ask_two_workers(self, *_clicked: object) -> None:
        self.ask("plans", lambda: (TWO_WORKERS, self._two, str(self._two.plan)) if self._two else None)

    def _ask_of_episode(self, spec: FormSpec[UUID], *_clicked: object) -> None:
        self.ask("plans", lambda: (spec, self._episode, str(self._episode)) if self._episode else None)

    def show_support(self, view: PlansView) -> None:
        """Show what is recorded."""
        self._episode = view.episode
        self._onward, self._two, self._aim = view.onward, two_asked(view), aim_asked(view)
        for deed in (self.equipment, self.ot_work, self.onward):
            self.offer(deed, offered=view.is_open)
        self.offer(self.onward_answer, offered=bool(view.onward))
        self.offer(self.aim, offered=self._aim is not None)
        self.aim_said.setText(view.aim.sentence if view.aim else "")
        self.aim_said.setVisible(bool(self.aim_said.text()))
        self.offer(self.double_up, offered=view.double_ups is not None)
        self.double_ups.setText(view.double_ups.sentence if view.double_ups else "")
        self.double_ups.setVisible(view.double_ups is not None)
        now, support = self._desk.clock.now(), view.support
        self.steps.show_rows(_steps(support, view.to_follow, now, due=not view.kind.is_interim))
        six = support.six_weeks
        self.six_weeks.setText(six.sentence if six else "")
        self.six_weeks.setVisible(six is not None)
        self.extension.setVisible(view.can_extend)
        self.extension.begin(view.episode, support.lasts)
        self.package.setVisible(view.asks_for_package)
        self.package.show_support(view.episode, support)
        self.more.setText("\n".join([*_records(support, now), *(onward_line(each, now) for each in view.onward)]))
        self.more.setVisible(bool(self.more.text()))


class ExtensionForm(QFrame):
    """Until which day, and the one reason that there is."""

    sent = Signal(object)  # ExtensionWish

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setAccessibleName("Extension")
        self.until = DateEdit(desk.clock, "plans.extension")
        self.field = Field(desk.look, "E&xtend until", self.until)
        self.is_meant = AskedTick("plans.extension_is_meant", "This day is meant", self.until)
        self.still_gaining = QCheckBox("Still &gaining independence (the only reason there is)")
        self.still_gaining.setObjectName("plans.still_gaining")
        self.send = button(desk.look, "Extend", "plans.extend", Icon.FORWARD, press=Press.STORES)
        self.notice = NoticeBar(desk.look, "plans.extension_notice")
        self.mending = Mending(self, self.notice)
        self.waiting = Waiting(self, self.notice)
        self.send.clicked.connect(self._send)
        grow(desk.look, self.until, QWidget.setMinimumWidth, 240)
        self.field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        day = (
            QHBoxLayout()
        )  # a column would take the field's height from its own width, and cut what is said in two lines
        day.addWidget(self.field)
        day.addStretch(1)
        row = Flow(desk.look.theme.gap(GROUP))
        for widget in (self.is_meant, self.still_gaining, self.send):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        spread(column, desk.look, gap=RELATED)
        self.draft = FormDraft(desk, {"until": self.until, "still_gaining": self.still_gaining}, self)
        column.addLayout(day)
        column.addLayout(row)
        column.addWidget(TypingKept(desk, self.draft))
        column.addWidget(self.notice)

    def begin(self, episode: UUID, lasts: str) -> None:
        """As new, for support that lasts so long; what is being typed stays."""
        self.send.setText(f"Extend the {lasts}")
        self.send.setAccessibleName(self.send.text())
        form = f"plans.extension:{episode}"
        if not self.draft.is_under_way(form):
            self.draft.leave()
            self.until.set_value(None)
            self.still_gaining.setChecked(False)
            self.notice.clear()
            self.draft.open(form)

    def _send(self) -> None:
        if self.mending.finds_nothing():
            self.sent.emit(ExtensionWish(self.until.value(), self.still_gaining.isChecked(), self.is_meant.is_told()))

    def refuse(self, trouble: Refused | Unavailable) -> None:
        """Say why the support wasn't extended, beside the button."""
        self.is_meant.hear(trouble)
        self.notice.say(trouble)


class PackageForm(QFrame):
    """When the long-term package started, then when it was reviewed."""

    sent = Signal(object)  # date

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setAccessibleName("Long-term package")
        self._desk = desk
        self.day = DateEdit(desk.clock, "plans.review", looks_back=True)
        self.field = Field(desk.look, "Long-term package s&tarted on", self.day)
        self.send = button(desk.look, "Record the day", "plans.record_package", Icon.TICK, press=Press.STORES)
        self.notice = NoticeBar(desk.look, "plans.package_notice")
        self.waiting = Waiting(self, self.notice)
        self.mending = Mending(self, self.notice)
        self.send.clicked.connect(self._send)
        self._said = words("", "", "plans.package")
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        spread(row, desk.look, gap=GROUP)
        row.addWidget(self.field)
        row.addWidget(self.send)
        row.addStretch(1)
        column = QVBoxLayout(self)
        spread(column, desk.look, gap=RELATED)
        column.addWidget(self._said)
        self.draft = FormDraft(desk, {"day": self.day}, self)
        column.addWidget(self._row)
        column.addWidget(TypingKept(desk, self.draft))
        column.addWidget(self.notice)

    def show_support(self, episode: UUID, support: Support) -> None:
        """What is known, and what is asked next; what is being typed stays."""
        now = self._desk.clock.now()
        started, reviewed = support.package_started_on, support.package_reviewed_on
        form = f"plans.package:{episode}/{'reviewed' if started else 'started'}"
        if not self.draft.is_under_way(form):
            self.draft.leave()
            self.day.set_value(None)
            self.draft.open(form)
        self._row.setVisible(reviewed is None)
        self.field.label.setText("Long-term package &reviewed on" if started else "Long-term package s&tarted on")
        said = f"The long-term package started {full_day_text(started, london_day(now))}." if started else ""
        if reviewed:
            said += f" Reviewed {full_day_text(reviewed, london_day(now))}."
        elif support.package_review_due:
            said += f" Its review is {due_text(support.package_review_due, now)}."
        self._said.setText(said)
        self._said.setVisible(bool(said))

    def _send(self) -> None:
        if self.mending.finds_nothing((Needed(self.day, self.day.value, "Type the day, for instance today or mon."),)):
            self.sent.emit(self.day.value())


def _steps(support: Support, changed: VersionRow | None, now: datetime, *, due: bool) -> tuple[CheckRow, ...]:
    at = support.support_plan_at
    said = moment_text(at, now) if at else _due(support, now)
    rows = [
        CheckRow(SUPPORT_PLAN, "Support plan in place", at is not None, said, key="support_plan" if due else "plan")
    ]
    if changed is not None:
        rows += [
            _after(AMENDED_PLAN, "Support plan follows the changed hours", changed.amended_support_plan_at, now),
            _after(AMENDED_PO, "Amended PO for the changed hours requested", changed.amended_po_at, now),
        ]
    return tuple(rows)


def _after(step: str, text: str, at: datetime | None, now: datetime) -> CheckRow:
    key = {AMENDED_PLAN: "support_plan", AMENDED_PO: "po_request"}[step]
    return CheckRow(step, text, at is not None, moment_text(at, now) if at else "", key=key)


def _due(support: Support, now: datetime) -> str:
    return due_text(support.support_plan_due, now) if support.support_plan_due else ""


def _records(support: Support, now: datetime) -> list[str]:
    """Equipment, OT work and extensions, a line each."""
    today = london_day(now)
    lines = [
        f"Extended until {full_day_text(each.last_day, today)}, agreed {moment_text(each.agreed_at, now)} "
        f"by {each.agreed_by}."
        for each in support.extensions
    ]
    lines += [
        f"Equipment: {each.what}, ordered {moment_text(each.ordered_at, now)}; {each.assessed_by} assessed, "
        f"{'trained for it' if each.assessor_trained else 'not said to be trained for it'}."
        for each in support.equipment
    ]
    lines += [
        f"OT work: {each.what}, {each.by}, {moment_text(each.at, now)}; {_begun(each)}."
        for each in support.interventions
    ]
    return lines


def _begun(row: InterventionRow) -> str:
    return f"{row.asked_by} asked for it" if row.asked_by else "begun by the OT"


__all__ = ["AMENDED_PLAN", "AMENDED_PO", "SUPPORT_PLAN", "BesideThePlan", "ExtensionWish", "Ticked"]
