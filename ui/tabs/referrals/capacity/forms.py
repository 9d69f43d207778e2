"""The small forms of a team's hours: what is contracted, what leave and sickness take of it, what is usual."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias
from uuid import UUID

from app.door.changes import Changes
from app.door.door import Deed
from app.queries.capacity.contracted_hours import ContractedRow, ReductionRow, TeamHours, UsualRow
from app.services.capacity import contracted_hours
from models.values import Call, london_day
from ui.icons import Icon
from ui.widgets.hours_edit import HoursEdit, NumberEdit
from ui.widgets.inline_form import Answer, FormSpec, InlineForm

Ready: TypeAlias = Callable[[], Deed]


def _hours(form: InlineForm, key: str, label: str, hint: str, preset: int | None = None) -> Answer[int]:
    return form.amount(HoursEdit(f"{form.objectName()}.{key}"), label, hint, preset)


def _contract(form: InlineForm, team: TeamHours) -> Ready:
    today = london_day(form.desk.clock.now())
    hours = _hours(form, "hours", "&Contracted hours a week", "Worker hours of the whole team", team.minutes)
    first = form.day_to_come("from_day", "&From", "Until then the present hours stay in force", today)
    because = form.line("because", "Wh&y", f"Last time: {team.because}" if team.because else "Such as a new worker")
    is_meant = form.tick_when_asked("day_is_meant", "This day is meant")
    return lambda: partial(
        contracted_hours.set_contracted,
        team=team.id,
        seen=team.version,
        worker_minutes=hours.value(),
        because=because.text(),
        from_day=first.value(),
        day_is_meant=is_meant(),
    )


CONTRACT: FormSpec[TeamHours] = FormSpec(
    "contracted",
    "Contracted hours",
    "&Save the hours",
    "The contracted hours are saved.",
    _contract,
    lesson="The team's limit: nothing is promised beyond it. Leave and sickness come off on their days.",
    sign=Icon.SAVE,
)


def _withdraw(form: InlineForm, row: ContractedRow) -> Ready:
    because = form.line("because", "Wh&y", "Such as: the new worker doesn't come")
    return lambda: partial(
        contracted_hours.withdraw_contracted, change=row.id, seen=row.version, because=because.text()
    )


WITHDRAW: FormSpec[ContractedRow] = FormSpec(
    "withdraw_contracted", "Withdraw the change of hours", "Wi&thdraw the change", "The change is withdrawn.",
    _withdraw, lesson="What is in force now stays so.", sign=Icon.UNDO,
)  # fmt: skip


def _reduce(form: InlineForm, team: TeamHours) -> Ready:
    return _asked(form, None, partial(contracted_hours.add_reduction, team=team.id))


def _change(form: InlineForm, row: ReductionRow) -> Ready:
    return _asked(form, row, partial(contracted_hours.change_reduction, reduction=row.id, seen=row.version))


def _asked(form: InlineForm, row: ReductionRow | None, deed: Callable[..., Changes]) -> Ready:
    today = london_day(form.desk.clock.now())
    first = form.day_to_come("first", "&First day", preset=row.first_day if row else today)
    last = form.day_to_come("last", "&Last day", "This day included", row.last_day if row else None)
    hours = _hours(form, "hours", "&Hours a week less", "Of all who are away together", row.minutes if row else None)
    because = form.line("because", "Wh&y", "Leave, sickness, training; no name is needed", row.because if row else "")
    are_meant = form.tick_when_asked("days_are_meant", "These days are meant")
    return lambda: partial(
        deed,
        first_day=first.value(),
        last_day=last.value(),
        worker_minutes=hours.value(),
        because=because.text(),
        days_are_meant=are_meant(),
    )


REDUCE: FormSpec[TeamHours] = FormSpec(
    "reduce", "Leave or sickness", "&Save the reduction", "The hours come off the limit on these days.", _reduce,
    sign=Icon.SAVE,
)  # fmt: skip
CHANGE: FormSpec[ReductionRow] = FormSpec(
    "change_reduction", "Change leave or sickness", "&Save the change", "The reduction is changed.", _change,
    sign=Icon.SAVE,
)  # fmt: skip


def _usual(form: InlineForm, team: TeamHours) -> Ready:
    known = {(each.patch_id, each.call): each for each in team.usual}
    patch = form.choice_box("patch", "&Patch", team.patches, preset=team.patches[0][0] if team.patches else None)
    call = form.choice_box("call", "&Call", tuple((each, each.label) for each in Call), preset=Call.MORNING)
    hours_edit, workers_edit = HoursEdit(f"{form.objectName()}.hours"), NumberEdit(f"{form.objectName()}.workers")
    hours = form.amount(hours_edit, "&Hours a week", "Worker hours contracted at this call, all days together")
    workers = form.amount(workers_edit, "&Workers at once", "How many are out at the same time; two make a double-up")

    def shown() -> UsualRow | None:
        return known.get((_patch(patch.value()), Call(call.value())))

    def show() -> None:
        row = shown()
        hours_edit.set_value(row.minutes if row else None)
        workers_edit.set_value(row.workers if row else None)

    patch.picked.connect(show)
    call.picked.connect(show)
    show()

    def ready() -> Deed:
        row = shown()
        return partial(
            contracted_hours.set_usual,
            team=team.id,
            patch=_patch(patch.value()),
            call=Call(call.value()),
            seen=row.version if row else None,
            worker_minutes=hours.value(),
            workers_at_once=workers.value(),
        )

    return ready


def _patch(chosen: UUID | None) -> UUID:
    if chosen is None:
        raise LookupError("a form with a patch has one chosen")
    return chosen


USUAL: FormSpec[TeamHours] = FormSpec(
    "usual", "Usual hours by patch and call", "&Save the usual hours", "The usual hours are saved.", _usual,
    lesson="They inform and warn; they refuse nobody. Free double-ups are counted from them.", sign=Icon.SAVE,
)  # fmt: skip
