"""The questions of onward connections: what was asked of another service, and what came of it (PSP-11)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from app.door.door import Deed
from app.queries.plans.onward import OnwardRow
from app.services.plans import onward
from models.vocabulary.plans import OnwardService
from models.vocabulary.staff import Role
from ui.tabs.plans.forms import chosen_id, staff_box
from ui.text import moment_text
from ui.widgets.inline_form import FormSpec, InlineForm


def onward_line(row: OnwardRow, now: datetime) -> str:
    """A request in one line, with what came of it."""
    asked = f"{row.title}, {row.asked_by} asked {moment_text(row.asked_at, now)}"
    answer = f"{row.outcome} ({moment_text(row.answered_at, now)})" if row.answered_at else "no answer yet"
    return f"{asked}: {answer}."


def _asked(form: InlineForm, episode: UUID) -> Callable[[], Deed]:
    service = form.choice("service", "&Which service", [(each, each.label) for each in OnwardService])
    of_whom = form.line("of_whom", "Its na&me", "Such as the falls clinic at Whitworth")
    what = form.line("what", "What was as&ked", "Such as a balance class twice a week")
    asked_by = form.someone(staff_box(form, "asked_by", frozenset(Role)), "Who &asked")
    at = form.moment("at", "Whe&n")
    return lambda: partial(
        onward.record_onward,
        episode=episode,
        service=service.value(),
        what=what.text(),
        of_whom=of_whom.text(),
        asked_by=chosen_id(asked_by.value()),
        asked_at=at.value(),
    )


def _answered(form: InlineForm, rows: tuple[OnwardRow, ...]) -> Callable[[], Deed]:
    by_id = {each.id: each for each in rows}
    waiting = next((each.id for each in rows if each.answered_at is None), None)
    request = form.choice("request", "&Which request", [(each.id, each.title) for each in rows], preset=waiting)
    outcome = form.line("outcome", "What came o&f it", "Such as begins on 3 December, or refused")
    at = form.moment("at", "Whe&n")
    return lambda: partial(
        onward.record_onward_answer,
        connection=request.value(),
        seen=by_id[request.value()].version,
        outcome=outcome.text(),
        answered_at=at.value(),
    )


ONWARD: FormSpec[UUID] = FormSpec(
    "onward", "Asked of another service", "&Record the request", "The request is recorded.", _asked
)
ANSWER: FormSpec[tuple[OnwardRow, ...]] = FormSpec(
    "onward_answer", "What came of a request", "&Record the answer", "The answer is recorded.", _answered
)
