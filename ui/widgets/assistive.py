"""Assistive technology given during STS: how it is shown, and the one form that asks about it (END-5)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeAlias

from PySide6.QtWidgets import QLabel

from app.door.door import Deed
from app.queries.episodes.assistive import AtView
from app.queries.office import lists as queries
from app.queries.office.lists import Suggested
from app.services.closure import closing
from models.vocabulary.closure import AtOutcome
from models.vocabulary.office import OfficeList
from ui.states import State
from ui.text import listed, moment_text
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.sentence_lines import SentenceLine

Ready: TypeAlias = Callable[[], Deed]
_YES, _NO, _NOT_YET = "yes", "no", "not_yet"


def at_line(at: AtView, now: datetime, *, can_change: bool) -> SentenceLine:
    """What is known of it, and the button that opens the form."""
    said = f"Said {moment_text(at.said_at, now)} by {at.said_by}" if at.said_at is not None else ""
    change = "Change…" if can_change else ""
    if at.given is None:
        text = "Was assistive technology given during short-term support?"
        below = "The person's record says so: confirm it" if at.seems_given else ""
        return SentenceLine("at", text, State.SOON, below, "Say whether…" if can_change else "")
    if not at.given:
        return SentenceLine("at", "No assistive technology was given during short-term support", None, said, change)
    if at.outcome is None or at.recorded_at is None:
        text = "Assistive technology: no outcome yet"
        return SentenceLine("at", text, State.SOON, said, "Record the outcome…" if can_change else "")
    text = f"Assistive technology: {at.outcome.label}"
    state = State.DONE if at.is_settled else State.SOON
    return SentenceLine("at", text, state, f"Recorded {moment_text(at.recorded_at, now)}", change)


def asks_about_at(at: AtView | None) -> tuple[FormSpec[AtView], AtView, str] | None:
    """The form about it; none where nobody is in view."""
    return (_AT, at, f"{at.episode}/at") if at is not None else None


def _at(form: InlineForm, at: AtView) -> Ready:
    known = at.given if at.given is not None else (at.seems_given or None)
    preset = {True: _YES, False: _NO, None: None}[known]
    given = form.choice("given", "&Given during STS?", ((_YES, "Yes"), (_NO, "No")), preset=preset)
    outcomes = (AtOutcome.DECOMMISSION,) if at.is_dead else tuple(AtOutcome)
    offered: tuple[tuple[AtOutcome | str, str], ...] = (
        (_NOT_YET, "Not reviewed yet"),
        *((each, each.label) for each in outcomes),
    )
    outcome = form.choice("outcome", "&Outcome of its review", offered, preset=at.outcome or _NOT_YET)
    whom = form.told("whom")
    whom.hide()
    form.desk.door.ask(form, queries.suggested).then(partial(_say_whom, whom), lambda _trouble: None)
    return lambda: partial(
        closing.record_at_outcome,
        episode=at.episode,
        seen=at.seen,
        given=given.value() == _YES,
        outcome=None if outcome.value() == _NOT_YET else next(each for each in AtOutcome if each == outcome.value()),
    )


def _say_whom(whom: QLabel, found: Suggested) -> None:
    """Whom the office's own list has for it: they are e-mailed. Nothing where it is empty."""
    names = found.of(OfficeList.ASSISTIVE_TECHNOLOGY)
    whom.setText(f"In the office's list: {listed(names)}.")
    whom.setVisible(bool(names))


_AT: FormSpec[AtView] = FormSpec(
    "at_outcome",
    "Assistive technology",
    "&Record this",
    "What you said of assistive technology is recorded.",
    _at,
    lesson="With an outcome you record, too, that the review form is complete and the AT team and the provider were "
    "e-mailed.",
)
