"""The question of what short-term support is for at first: to recover and recuperate, or SMART goals (STC-2)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from app.door.door import Deed
from app.queries.plans.versions import PlansView
from app.services.plans.aim import decide_aim
from models.values import london_day
from models.vocabulary.plans import AimOfSupport
from models.vocabulary.staff import Role
from ui.tabs.plans.forms import chosen_id, staff_box
from ui.widgets.inline_form import FormSpec, InlineForm


@dataclass(frozen=True, slots=True)
class AimForm:
    """Of which episode it is decided, and what was decided before, with its version."""

    episode: UUID
    seen: int | None
    support_for: AimOfSupport | None
    because: str


def aim_asked(view: PlansView) -> AimForm | None:
    """What can be decided; nothing where the office sets goals with everybody, or support has ended."""
    if view.aim is None or not view.is_open:
        return None
    return AimForm(view.episode, view.aim.seen, view.aim.support_for, view.aim.because)


def _decide(form: InlineForm, asked: AimForm) -> Callable[[], Deed]:
    aims = [(each, each.label) for each in AimOfSupport]
    aim = form.choice("aim", "What support is &for at first", aims, preset=asked.support_for)
    because = form.text("because", "Wh&y", "Such as recovers from the hip operation until mid-December", asked.because)
    box = staff_box(form, "decided_by", frozenset(Role))
    decided_by = form.field("&Who decided it, with the person", box, "Left empty: whoever records it here")
    on = form.day("on", "Whe&n", preset=london_day(form.desk.clock.now()))
    return lambda: partial(
        decide_aim,
        episode=asked.episode,
        seen=asked.seen,
        support_for=aim.value(),
        because=because(),
        decided_by=chosen_id(by) if (by := decided_by.value()) is not None else None,
        decided_on=on.value(),
    )


AIM: FormSpec[AimForm] = FormSpec(
    "aim",
    "Recover first, or goals",
    "&Record it",
    "It is recorded.",
    _decide,
    lesson="Whoever recovers and recuperates first has no goals due. Once it is goals, their time goes on from then.",
)
