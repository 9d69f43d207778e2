"""What is expected ahead of its day: how it is shown, and the forms that move it or take it back (END-9)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeAlias

from app.door.door import Deed
from app.queries.episodes.expected import ExpectedRow
from app.services.closure import expecting
from ui.icons import Icon
from ui.states import State
from ui.text import moment_text
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.sentence_lines import SentenceLine

Ready: TypeAlias = Callable[[], Deed]
AHEAD = "A moment ahead is kept as expected, and asked about on its day"


def expected_lines(expected: ExpectedRow | None, now: datetime) -> tuple[SentenceLine, ...]:
    """The line that stands first: what is expected and when, who said so, and whether it is to be confirmed now."""
    if expected is None:
        return ()
    state = State.WAITING
    if expected.is_asked:
        state = State.OVERDUE if expected.is_overdue else State.SOON
    parts = [f"At {moment_text(expected.expected_at, now)}", "nothing happens by itself: confirm it on the day"]
    if expected.because:
        parts.append(f"moved: {expected.because}")
    parts.append(f"recorded {moment_text(expected.announced_at, now)} by {expected.announced_by}")
    return (SentenceLine(f"expected.{expected.kind.value}", expected.sentence, state, "; ".join(parts)),)


def moves(expected: ExpectedRow | None, key: str) -> tuple[FormSpec[ExpectedRow], ExpectedRow, str] | None:
    """The form that moves it to another moment; none where nothing is expected."""
    spec = FormSpec(
        key,
        "It comes at another moment",
        "&Move it",
        "Moved. Scheduling is told of both through the tracker.",
        _move,
        sign=Icon.EDIT,
    )
    return (spec, expected, f"{expected.id}/move") if expected is not None else None


def takes_back(expected: ExpectedRow | None, key: str) -> tuple[FormSpec[ExpectedRow], ExpectedRow, str] | None:
    """The form that takes it back with a reason; none where nothing is expected."""
    spec = FormSpec(
        key,
        "It won't happen",
        "Take it back",
        "Taken back: support goes on as before, and Scheduling is told through the tracker.",
        _take_back,
        sign=Icon.UNDO,
        kind="danger",
        dangerous=True,
    )
    return (spec, expected, f"{expected.id}/take_back") if expected is not None else None


def far_ahead(form: InlineForm) -> Callable[[], bool]:
    """The tick that says that a day far ahead is meant, shown once that is asked."""
    return form.tick_when_asked("day_is_meant", "I mean this day: it is far ahead")


def _move(form: InlineForm, expected: ExpectedRow) -> Ready:
    to = form.moment_to_come("at", "Expected &at", preset=expected.expected_at)
    because = form.text("because", "&Why")
    is_meant = far_ahead(form)
    return lambda: partial(
        expecting.move,
        expected=expected.id,
        seen=expected.seen,
        to=to.value(),
        because=because(),
        day_is_meant=is_meant(),
    )


def _take_back(form: InlineForm, expected: ExpectedRow) -> Ready:
    because = form.text("because", "&Why")
    return lambda: partial(expecting.take_back, expected=expected.id, seen=expected.seen, because=because())
