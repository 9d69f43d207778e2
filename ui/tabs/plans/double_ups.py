"""The question of an OT's answer: whether one worker is enough at the calls for two (PSP-10)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from app.door.door import Deed
from app.queries.plans.versions import PlansView
from app.services.plans.double_ups import record_double_up_answer
from models.values import london_day
from models.vocabulary.plans import TwoWorkers
from models.vocabulary.staff import Role
from ui.tabs.plans.forms import chosen_id, staff_box
from ui.widgets.inline_form import FormSpec, InlineForm


@dataclass(frozen=True, slots=True)
class TwoAsked:
    """Of which version it is answered, and the version of the answer that it has already."""

    plan: UUID
    seen: int | None


def two_asked(view: PlansView) -> TwoAsked | None:
    """What can be answered; nothing where no call of today's plan is for two."""
    if view.double_ups is None or view.current is None:
        return None
    return TwoAsked(view.current.id, view.double_ups.seen)


def _answer(form: InlineForm, asked: TwoAsked) -> Callable[[], Deed]:
    answer = form.choice("answer", "&What the OT found", [(each, each.label) for each in TwoWorkers])
    because = form.text("because", "Wh&y", "Such as stands and turns with one worker and a rail")
    ot = form.someone(staff_box(form, "ot", frozenset({Role.OT})), "The &OT")
    on = form.day("on", "Whe&n", preset=london_day(form.desk.clock.now()))
    again = form.day_if_known("again", "Not to be asked before", "Where two are still needed; may be left empty")
    again_is_meant = form.tick_when_asked("again_is_meant", "The day before which it isn't asked is meant")
    return lambda: partial(
        record_double_up_answer,
        plan=asked.plan,
        seen=asked.seen,
        answer=answer.value(),
        because=because(),
        answered_by=chosen_id(ot.value()),
        answered_on=on.value(),
        ask_again_on=again.value(),
        again_is_meant=again_is_meant(),
    )


TWO_WORKERS: FormSpec[TwoAsked] = FormSpec(
    "double_up",
    "An OT's answer about two workers",
    "&Record the answer",
    "The answer is recorded.",
    _answer,
    lesson="It changes no plan: where one worker is enough, the MDT agrees the step-down in a new version.",
)
