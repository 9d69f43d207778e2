"""The small forms of a break, an end, a closing step and a death: what each asks, and the deed of its answers."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from app.door.door import Deed
from app.queries.closure.page import ClosurePage
from app.queries.closure.view import BreakView, ClosingStepLine, ClosureView, ReasonLine
from app.services.closure import breaks, closing, deaths, ending, expecting
from models.values import london_day
from models.vocabulary.closure import BreakKind
from ui.icons import Icon
from ui.widgets.choice_box import choices_of
from ui.widgets.decided_by import ask_who_decided
from ui.widgets.end_asked import end_asked
from ui.widgets.expected import AHEAD, far_ahead
from ui.widgets.inline_form import FormSpec, InlineForm

Ready: TypeAlias = Callable[[], Deed]
CLOSED = "The package is closed."

_MEANT = "The &day of the return is meant"


def about(
    spec: FormSpec[ClosureView], view: ClosureView | None, more: str = ""
) -> tuple[FormSpec[ClosureView], ClosureView, str] | None:
    """What a panel asks with this form about the episode in view, or `more` of it, for `DeedPanel.ask`."""
    return (spec, view, f"{view.episode}{more}") if view is not None else None


def _begin(form: InlineForm, view: ClosureView) -> Ready:
    kind = form.choice("kind", "&Why", choices_of(*BreakKind), preset=BreakKind.HOSPITAL)
    began = form.moment("began_at", "Be&gan")
    last = form.day("last_visit", "&Last visit on", "The count of days without service begins after it",
                    london_day(form.desk.clock.now()))  # fmt: skip
    back = form.day_or_moment_if_known(
        "expected", "&Expected back", "A day, or a day and a time; left empty: not known"
    )
    is_meant = form.tick_when_asked("return_is_meant", _MEANT)
    long_term = form.tick("long_term", "A long-term placement is &planned")
    because = form.text("because", "&Note for Scheduling", "Such as the ward, or with whom they stay")
    return lambda: partial(
        breaks.begin,
        episode=view.episode,
        seen=view.seen,
        kind=BreakKind(kind.value().value),
        began_at=began.value(),
        last_visit_on=last.value(),
        return_expected_at=back.value(),
        long_term_planned=long_term.isChecked(),
        because=because(),
        return_is_meant=is_meant(),
    )


BEGIN_BREAK: FormSpec[ClosureView] = FormSpec(
    "begin_break",
    "A break in service begins",
    "&Record the break",
    "The break is recorded, and Scheduling is told through the tracker.",
    _begin,
    sign=Icon.AWAY,
)


def _answer(form: InlineForm, away: BreakView) -> Ready:
    planned = form.choice(
        "planned", "Is a return &planned?", ((1, "Yes, still planned"), (2, "No, it isn't planned any more")), preset=1
    )
    back = form.day_or_moment_if_known("expected", "&Expected back", "As it is known now", away.return_expected_at)
    is_meant = form.tick_when_asked("return_is_meant", _MEANT)
    return lambda: partial(
        breaks.answer,
        break_=away.id,
        seen=away.seen,
        return_still_planned=planned.value() == 1,
        return_expected_at=back.value(),
        return_is_meant=is_meant(),
    )


ASKED: FormSpec[BreakView] = FormSpec(
    "asked", "Asked about the return", "&Record the answer", "The answer is recorded.", _answer, sign=Icon.ASK
)


def _undo_break(form: InlineForm, away: BreakView) -> Ready:
    because = form.text("because", "&Why")
    return lambda: partial(breaks.undo, break_=away.id, seen=away.seen, because=because())


UNDO_BREAK: FormSpec[BreakView] = FormSpec(
    "undo_break",
    "It was no break",
    "Undo the break",
    "Undone: the visits go on, and Scheduling is told through the tracker.",
    _undo_break,
    lesson="No day of it counts. That it was recorded, and why it was a mistake, stays in the history.",
    sign=Icon.UNDO,
    kind="danger",
    dangerous=True,
)


def come_back_form(away: BreakView) -> FormSpec[ClosureView]:
    """The return from this break; one that lies ahead is expected."""
    return FormSpec(
        "come_back",
        "Back in service",
        "&Record the return",
        "Recorded, and Scheduling is told through the tracker: the visits resume then.",
        partial(_come_back, away),
        sign=Icon.HOME,
    )


def _come_back(away: BreakView, form: InlineForm, view: ClosureView) -> Ready:
    expected = view.expected_return
    at = form.moment("at", "Back &since", AHEAD, expected.offered_at if expected is not None else None)
    visit = form.day_if_known("next_visit", "&Next visit on", "Left empty: on the day of the return")
    is_meant = far_ahead(form)
    return lambda: partial(
        expecting.come_back_or_expect,
        break_=away.id,
        seen=away.seen,
        returned_at=at.value(),
        next_visit_on=visit.value(),
        day_is_meant=is_meant(),
    )


def end_form(line: ReasonLine) -> FormSpec[ClosureView]:
    """The end for one reason, with what this reason asks for and what it is in the statutory return."""
    return FormSpec(
        "end",
        f"End: {line.reason.label}",
        "End the service",
        "Recorded. What is expected, or what closes the package, is listed in this tab.",
        partial(_end, line),
        lesson=f"Asks for {line.asks}. {line.in_return}".strip(),
        sign=Icon.CLOSURE,
        dangerous=True,
    )


def _end(line: ReasonLine, form: InlineForm, view: ClosureView) -> Ready:
    hint = "The day the break began is offered" if view.open_break else AHEAD
    at = form.moment("at", "Support &ended", hint, view.end_offered_at)
    package = (
        form.day_if_known("package_on", "&Ongoing care starts on", "", line.fact_on) if line.asks_package_day else None
    )
    fact = None
    if line.asks_move:
        fact = form.day_if_known("fact_on", "Mo&ved to the care home on", "", line.fact_on)
    elif line.asks_admission:
        fact = form.day_if_known("fact_on", "A&dmitted to hospital on", "", line.fact_on)
    asked = end_asked(form, at, package, fact)
    return lambda: partial(
        expecting.end_or_expect, episode=view.episode, seen=view.seen, reason=line.reason, **asked.told()
    )


def _reopen(form: InlineForm, view: ClosureView) -> Ready:
    because = form.text("because", "&Why the end was a mistake")
    return lambda: partial(ending.reopen, episode=view.episode, seen=view.seen, because=because())


REOPEN: FormSpec[ClosureView] = FormSpec(
    "reopen",
    "Reopen what was ended by mistake",
    "Reopen",
    "Reopened: support goes on as if it hadn't ended, and Scheduling is told.",
    _reopen,
    lesson="Nothing is erased: that it was ended, and that it was reopened, stays in the history.",
    sign=Icon.UNDO,
    kind="danger",
    dangerous=True,
)


def note_form(line: ClosingStepLine) -> FormSpec[ClosureView]:
    """A note on a closing step."""
    return FormSpec(
        "note", f"Note on: {line.label}", "&Keep the note", "The note is kept.", partial(_note, line), sign=Icon.SAVE
    )


def _note(line: ClosingStepLine, form: InlineForm, view: ClosureView) -> Ready:
    note = form.text("text", "&Note", preset=line.note)
    return lambda: partial(closing.write_note, episode=view.episode, step=line.step, seen=line.seen, note=note())


def _close(form: InlineForm, view: ClosureView) -> Ready:
    decided, seen = ask_who_decided(form), view.closure_seen
    if seen is None:
        raise LookupError("a package is closed once support has ended")
    return lambda: partial(closing.close, episode=view.episode, seen=seen, decided_by=decided())


CLOSE: FormSpec[ClosureView] = FormSpec(
    "close", "Close the package", "Close it in this name", CLOSED, _close, sign=Icon.CLOSURE, dangerous=True
)


def _report(_form: InlineForm, page: ClosurePage) -> Ready:
    return lambda: partial(deaths.report_death, person=page.person, seen=page.person_seen)


REPORT_DEATH: FormSpec[ClosurePage] = FormSpec(
    "report_death",
    "A death is reported",
    "Record the report",
    "Recorded. Prompts, prints and letters have stopped at every desk.",
    _report,
    lesson="By telephone is enough. From now on nothing is printed or asked about this person. It can be undone.",
    dangerous=True,
)


def _confirm(form: InlineForm, page: ClosurePage) -> Ready:
    on = form.day("died_on", "&Date of death", preset=page.death.died_on)
    return lambda: partial(deaths.confirm_death, person=page.person, seen=page.person_seen, died_on=on.value())


CONFIRM_DEATH: FormSpec[ClosurePage] = FormSpec(
    "confirm_death", "The death is confirmed", "Confirm", "The death is confirmed.", _confirm, dangerous=True
)


def _undo(_form: InlineForm, page: ClosurePage) -> Ready:
    return lambda: partial(deaths.undo_death, person=page.person, seen=page.person_seen)


UNDO_DEATH: FormSpec[ClosurePage] = FormSpec(
    "undo_death",
    "It was a mistake",
    "Undo the report",
    "Undone: everything that is due is shown again.",
    _undo,
    lesson="Everything due for this person is prompted and can be printed again. That it was reported stays in the "
    "history. Referrals that left the queue by it wait again; capacity that was given back stays given back.",
    sign=Icon.UNDO,
    dangerous=True,
)
