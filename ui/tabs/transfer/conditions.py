"""What must hold before the transfer, with what still fails and its small deed; and where Brokerage stands."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.queries.transfer.view import ConditionLine, TransferView
from ui.desk import Desk
from ui.states import State
from ui.tabs.transfer.forms import FACTS, about
from ui.tabs.transfer.offer import OFFER_FORMS, offer_lines
from ui.text import count, deadline_state, ends_text, moment_text
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.labels_and_buttons import words
from ui.widgets.sentence_lines import SentenceLine, SentenceLines, source

_TICK_MS = 30_000
_MUST = ("independence", "assessment", "support_plan", "agreed")
_ONE_OF = ("send", "offer", "own_search")
_DEEDS = {
    "independence": "Record…",
    "assessment": "Record…",
    "support_plan": "Record…",
    "agreed": "Record…",
    "send": "Sent to Brokerage…",
    "offer": "Record the offer…",
    "own_search": "Record the search…",
}


class ConditionsPanel(DeedPanel):
    """The four that must all hold, and the three of which one must."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Conditions", "transfer.conditions", parent)
        self._view: TransferView | None = None
        self.must = SentenceLines(desk.look, "transfer.conditions.must")
        self.one_of_heading = words("And one of these three", "strong")
        self.one_of = SentenceLines(desk.look, "transfer.conditions.one_of")
        for each in (self.must, self.one_of_heading, self.one_of):
            self.body.addWidget(each)
        self.must.wanted.connect(self._open)
        self.one_of.wanted.connect(self._open)

    def show_view(self, view: TransferView) -> None:
        """Show these conditions."""
        self._view = view
        open_ = view.conditions_to_mend
        if view.is_handed_over:  # what has changed since, such as an offer that was accepted, mends nothing
            self.set_aside("")
            self._show_settled()
            return
        self.set_aside("All hold" if not open_ else f"{count(open_, 'condition')} to mend")
        can_change = view.is_open
        decided = {"independence": view.facts.independence_by, "agreed": view.facts.agreed_by}
        self.one_of_heading.show()
        self.must.show_lines(
            tuple(
                _line(key, each, State.SOON, decided.get(key, ""), can_change=can_change)
                for key, each in zip(_MUST, view.conditions, strict=True)
            )
        )
        has_offer = view.facts.offer_at is not None
        waiting = State.OPEN if view.one_alternative_holds else State.SOON
        self.one_of.show_lines(
            tuple(
                _line(key, each, waiting, can_change=can_change, is_recorded=key == "offer" and has_offer)
                for key, each in zip(_ONE_OF, view.alternatives, strict=True)
            )
        )

    def _show_settled(self) -> None:
        """After the move they are history: one line, so that money and the agreement come nearer."""
        self.must.show_lines((SentenceLine("held", "They held when the person was handed over", State.DONE),))
        self.one_of_heading.hide()
        self.one_of.show_lines(())

    def _open(self, key: str) -> None:
        self.ask("transfer", lambda: about(FACTS[key], self._view))


def _line(
    key: str, condition: ConditionLine, missing: State, by: str = "", *, can_change: bool, is_recorded: bool = False
) -> SentenceLine:
    state = State.DONE if condition.holds else missing
    below = _decided(by) if condition.holds else source(condition.who)
    deed = "" if not can_change else "Change…" if condition.holds or is_recorded else _DEEDS[key]
    return SentenceLine(key, condition.sentence, state, below, deed)


def _decided(by: str) -> str:
    return f"Decided by {by}" if by else ""


class BrokeragePanel(DeedPanel):
    """The package with Brokerage: sent, listed, the hours counting; and what charging waits for."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "With Brokerage", "transfer.brokerage", parent)
        self._view: TransferView | None = None
        self.lines = SentenceLines(desk.look, "transfer.brokerage.lines")
        self.body.addWidget(self.lines)
        self.lines.wanted.connect(self._open)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._count_down)
        self._timer.start()

    def show_view(self, view: TransferView) -> None:
        """Show how it stands."""
        self._view = view
        now = self.desk.clock.now()
        self.lines.show_lines(tuple(_brokerage_lines(view, now)))
        self._count_down()

    def _count_down(self) -> None:
        clock = self._view.clock if self._view is not None else None
        if clock is None or clock.over_at is None or clock.is_over:
            self.set_aside("")
        else:
            self.set_aside(f"{clock.hours} {ends_text(clock.over_at, self.desk.clock.now())}")

    def _open(self, key: str) -> None:
        spec = OFFER_FORMS.get(key) or FACTS["send" if key == "sent" else key]
        self.ask("transfer", lambda: about(spec, self._view))


def _brokerage_lines(view: TransferView, now: datetime) -> list[SentenceLine]:
    facts, clock = view.facts, view.clock
    can_change = view.is_open
    lines = []
    if facts.sent_to_brokerage_at is None:
        lines.append(SentenceLine("sent", clock.sentence, State.OPEN, "From the case coordinator"))
    else:
        state = State.DONE if clock.is_over else deadline_state(clock.over_at, now)
        sent = f"Sent to Brokerage {moment_text(facts.sent_to_brokerage_at, now)}"
        lines.append(SentenceLine("sent", sent, state, clock.sentence, "Change…" if can_change else ""))
    lines.append(_listed(view, now, can_change=can_change))
    lines.extend(offer_lines(view, now))
    if view.is_handed_over:
        deed = "" if not can_change else "Change the offer…" if facts.offer_at else "Record an offer…"
        lines.append(SentenceLine("offer", "A PVI provider can start", State.OPEN, "As Brokerage says", deed))
    lines.append(
        _fact("need", "Ongoing need confirmed", "the case coordinator", facts.need_confirmed_at, now, can_change)
    )
    if facts.need_confirmed_at is not None:
        lines[-1] = replace(lines[-1], below=_decided(facts.need_confirmed_by))
    lines.append(
        _fact("fabo", "FABO referral made", "the case coordinator, for a co-funder", facts.fabo_at, now, can_change)
    )
    return lines


def _listed(view: TransferView, now: datetime, *, can_change: bool) -> SentenceLine:
    at = view.facts.listed_at
    is_standing = at is not None and not view.is_off_list
    deed = "" if not can_change else "Change…" if is_standing else "Listed…"
    if at is not None and view.is_off_list:
        off = "An offer was accepted: a later listing counts anew, from the day that Brokerage says"
        return SentenceLine("listed", f"Was on the list from {moment_text(at, now)}", State.OPEN, off, deed)
    if at is not None:
        return SentenceLine("listed", f"On the lack of provision list {moment_text(at, now)}", State.DONE, "", deed)
    if view.clock.ask_brokerage:
        told = "The hours are over without an offer: ask Brokerage"
        return SentenceLine("listed", "On the lack of provision list? Not said yet", State.SOON, told, deed)
    return SentenceLine(
        "listed", "On the lack of provision list: not recorded", State.OPEN, "From Brokerage, never assumed", deed
    )


def _fact(key: str, what: str, who: str, at: datetime | None, now: datetime, can_change: bool) -> SentenceLine:  # noqa: FBT001  one line of a table
    if at is not None:
        return SentenceLine(key, f"{what} {moment_text(at, now)}", State.DONE, "", "Change…" if can_change else "")
    return SentenceLine(key, f"{what}: not recorded", State.OPEN, f"From {who}", "Record…" if can_change else "")
