"""One referral in full: what it says, what it lacks and who can lift that, what was asked, and what happened."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queries.referrals.one import ReferralView
from models.values import hours_text, london_day
from models.vocabulary.referrals import Support
from ui.desk import Desk
from ui.pieces import Pieces
from ui.tabs.referrals.capacity.fit import CapacityFit
from ui.tabs.referrals.one.facts_and_questions import Facts, Lacks, Questions
from ui.tabs.referrals.queue import waited_text
from ui.text import as_beginning, full_day_text, moment_text
from ui.theme import CELL, GROUP
from ui.widgets.checklist import Checklist, CheckRow
from ui.widgets.labels_and_buttons import Panel, spread, words
from ui.widgets.who_has_it import WhoHasIt

_NOT_SAID = "Not stated"


class ReferralPage(QWidget):
    """Everything below the name; `answer_requested`, `chase_requested`, `tick_requested` and `led` are wishes."""

    answer_requested = Signal(object)  # QuestionRow
    chase_requested = Signal(object)  # QuestionRow
    tick_requested = Signal(object)  # Ticked
    led = Signal(str)  # to the field that mends something missing

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock, look = desk.clock, desk.look
        self.lacks = Lacks(look)
        self.checks = Checklist(look, "referrals.check", "Before the first visit")
        self.checks_panel = Panel(look, "Before the first visit", "referrals.checks")
        self.checks_panel.body.addWidget(self.checks)
        self.calls = Panel(look, "Calls asked for", "referrals.calls")
        self.calls_text = words("", name="referrals.calls.text")
        self.calls_as_written = words("", "quiet", "referrals.calls.as_written")
        self.calls.body.addWidget(self.calls_text)
        self.calls.body.addWidget(self.calls_as_written)
        self.fit = CapacityFit(desk)
        self.owners = WhoHasIt(desk, "referrals")
        self.needs = Panel(look, "Needs and risks", "referrals.needs")
        self.needs_text = words("", name="referrals.needs.text")
        self.needs.body.addWidget(self.needs_text)
        self.asked = Panel(look, "Information asked for", "referrals.information")
        self.questions = Questions(desk)
        self.asked.body.addWidget(self.questions)
        self.facts = Facts(look)
        self.facts_panel = Panel(look, "The referral", "referrals.facts")
        self.facts_panel.body.addWidget(self.facts)
        self.history = Facts(look)
        self.history_panel = Panel(look, "What happened", "referrals.history")
        self.history_panel.body.addWidget(self.history)
        column = QVBoxLayout(self)
        spread(column, look, gap=GROUP)
        column.setContentsMargins(0, 0, look.theme.gap(CELL), 0)
        for each in self._panels():
            column.addWidget(each)
        column.addStretch(1)
        self.lacks.led.connect(self.led)
        self.questions.answer_requested.connect(self.answer_requested)
        self.fit.move_wanted.connect(self.owners.ask_team)
        self.questions.chase_requested.connect(self.chase_requested)
        self.checks.ticked.connect(self.tick_requested)

    def shown(self, view: ReferralView) -> Pieces:
        """Show this referral, and what its next deed lacks."""
        self.show_standing(view)
        yield
        self.calls_text.setText(view.calls_sentence if view.visits else "No calls are stated yet.")
        self.calls.set_aside(f"{hours_text(view.minutes)} h a week" if view.visits else "")
        self.calls_as_written.setText(f"As written: {view.calls_text}")
        self.calls_as_written.setVisible(bool(view.calls_text))
        self.fit.show_view(view)
        yield
        self.owners.ask_referral(view.id)
        self.needs_text.setText(view.needs_and_risks or "Nothing is said yet.")
        self.questions.show_questions(view.questions)
        self.asked.setVisible(bool(view.questions))
        yield
        self.facts.show_pairs(_facts(view, self._clock.now()))

    def show_standing(self, view: ReferralView) -> None:
        """Show where the same referral stands after a deed that left what it says as it was."""
        now = self._clock.now()
        self._show_checks(view, now)
        self.lacks.show_deed(view.next_lacks)
        told = [
            (as_beginning(moment_text(each.at, now)), f"{each.what} ({each.by})" if each.by else each.what)
            for each in reversed(view.history)
        ]
        self.history.show_pairs(tuple(told))

    def count_on(self, view: ReferralView) -> None:
        """Time has passed: what counts is shown anew, without asking."""
        self.facts.show_pairs(_facts(view, self._clock.now()))

    def _panels(self) -> tuple[QWidget, ...]:
        return (
            self.lacks,
            self.checks_panel,
            self.calls,
            self.fit,
            self.owners,
            self.needs,
            self.asked,
            self.facts_panel,
            self.history_panel,
        )

    def _show_checks(self, view: ReferralView, now: datetime) -> None:
        self.checks_panel.setVisible(view.shows_checklist)
        done = sum(each.done_at is not None for each in view.checklist)
        self.checks_panel.set_aside(f"{done} of {len(view.checklist)} done")
        self.checks.show_rows(
            tuple(
                CheckRow(
                    each.item,
                    each.item,
                    each.done_at is not None,
                    f"{each.done_by}, {moment_text(each.done_at, now)}" if each.done_at else "",
                    each.note,
                )
                for each in view.checklist
            )
        )


def _support(view: ReferralView) -> str:
    """Who helps; words that leave it open stand behind *not stated*."""
    if view.support is Support.NOT_STATED and view.support_text:
        return f"{view.support.label}: {view.support_text}"
    return view.support_text or view.support.label


def _facts(view: ReferralView, now: datetime) -> tuple[tuple[str, str], ...]:
    today = london_day(now)
    referrer = ", ".join(part for part in (view.referrer, view.referrer_telephone) if part)
    pairs = (
        ("Reference", " after ".join(part for part in (view.reference, view.earlier_reference) if part)),
        ("Waited", _waited(view, now)),
        ("Document", view.document.label if view.document else _NOT_SAID),
        ("Why STS", view.reason.label if view.reason else _NOT_SAID),
        ("Urgent or planned", view.pathway_said),
        ("Urgent", _urgent(view, now)),
        ("Support now", _support(view)),
        ("Also considered", view.alternatives_considered or _NOT_SAID),
        ("Hospital", _hospital(view, today)),
        ("From hospital", view.hospital_question or view.hospital_answered),
        ("Planned start", as_beginning(moment_text(view.start_planned_at, now)) if view.start_planned_at else ""),
        ("Provider now", _provider(view, today)),
        ("CHC", _chc(view, now)),
        ("End of life", (view.end_of_life_discussion or "Yes; the talk isn't recorded") if view.end_of_life else ""),
        ("Received", as_beginning(moment_text(view.received_at, now))),
        ("First asked", "" if view.first_asked_at == view.received_at else moment_text(view.first_asked_at, now)),
        ("Referrer", referrer),
        ("Address", ", ".join(part for part in (view.address, view.postcode) if part)),
        ("Telephone", view.telephone),
        ("MOSAIC id", view.mosaic_id),
        ("Notes", view.notes),
    )
    return tuple((title, text) for title, text in pairs if text)


def _waited(view: ReferralView, now: datetime) -> str:
    """While it waits it counts on: theirs while a question is open, else ours."""
    asked = timedelta(minutes=view.waited_for_information_minutes)
    until = view.first_asked_at + timedelta(minutes=view.waited_minutes)
    if view.is_waiting and now > until:
        if view.waits_for_information:
            asked += now - until
        until = now
    return waited_text(asked, view.first_asked_at, until)


def _urgent(view: ReferralView, now: datetime) -> str:
    confirmed = view.delivery_confirmed_at
    safe = f"; safe delivery confirmed {moment_text(confirmed, now)}" if confirmed else ""
    return f"{'Yes' if view.urgent else 'No'}{safe}"


def _hospital(view: ReferralView, today: date) -> str:
    if not view.from_hospital and view.discharge_on is None:
        return ""
    leaves = f"discharge {full_day_text(view.discharge_on, today)}" if view.discharge_on else "discharge date not known"
    came = f"admitted {full_day_text(view.admitted_on, today)}" if view.admitted_on else ""
    return ", ".join(part for part in (view.hospital or "From hospital", came, leaves) if part)


def _provider(view: ReferralView, today: date) -> str:
    if view.existing_package is None:
        return view.provider
    said = [view.existing_package.label, view.provider]
    if view.gives_notice:
        said.append(view.notice.label if view.notice else "notice not stated")
        if view.notice_last_day:
            said.append(f"the agency's last day is {full_day_text(view.notice_last_day, today)}")
    if view.needs_provider:
        said.append(f"until {full_day_text(view.extra_until, today)}" if view.extra_until else "end not stated")
        said.append("the provider agreed" if view.provider_agreed_at else "the provider hasn't agreed yet")
    return "; ".join(part for part in said if part)


def _chc(view: ReferralView, now: datetime) -> str:
    if not view.chc:
        return ""
    steps = (
        ("reviewed", view.chc_reviewed_at),
        ("CHC asked to move it", view.chc_asked_at),
        ("moved", view.chc_transferred_at),
    )
    done = [f"{word} {moment_text(at, now)}" for word, at in steps if at]
    return f"On behalf of CHC: {', '.join(done) or 'not reviewed yet'}"
