"""The forms about policy: a number changed, a change to come withdrawn, a set applied; each says first what it does."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from importlib import import_module
from typing import Any, TypeAlias

from PySide6.QtWidgets import QLabel

from app.door.door import Deed
from app.queries.office.policy import (
    ChangePreview,
    PresetRow,
    SettingChange,
    SettingRow,
    change_preview,
    preset_preview,
)
from app.services.office import policy
from ui.icons import Icon
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.date_edit import DateEdit, DayOrMomentEdit
from ui.widgets.hours_edit import NumberEdit
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.typed_edit import TypedEdit

Ready: TypeAlias = Callable[[], Deed]
_YES_OR_NO = ((1, "Yes"), (0, "No"))
_OF_THE_RETURN = "return_interim_type"
_FROM = "Empty for now; such as 1 Dec, or mon 9am. Not in the past"


def _change(form: InlineForm, row: SettingRow) -> Ready:
    number = _number(form, row)
    since = form.day_or_moment_if_known("from_at", "&From", _FROM)
    because = form.text("because", "W&hy")
    told = form.told("changes")
    _follow(form, since, told, lambda at: _asked(form, row, number(), at))
    if row.name == _OF_THE_RETURN:
        _say_what_each_does(form)
    return lambda: partial(
        policy.set_policy, setting=row.name, number=_known(number()), from_at=since.value(), because=because()
    )


def _say_what_each_does(form: InlineForm) -> None:
    """The choice moves a figure that the council answers for, so that it is seen before one is chosen (FIG-2)."""
    told = form.told("choices")
    told.setText("Working out what each choice does to ASCOF 2A…")
    form.desk.door.ask(form, _interim_choices).then(lambda said: told.setText("\n".join(said)), form.refuse)


def _interim_choices(turn: Any) -> tuple[str, ...]:
    choices: tuple[str, ...] = import_module("app.exchange.cld.measures").interim_choices(turn)
    return choices


def _asked(form: InlineForm, row: SettingRow, number: int | None, at: datetime | None) -> Any:
    if number is None:
        return None
    return form.desk.door.ask(form, change_preview, setting=row.name, number=number, from_at=at)


CHANGE: FormSpec[SettingRow] = FormSpec(
    "change_policy", "Change it", "&Set it so", "Set. What runs keeps what it had, as was said before.", _change,
    sign=Icon.ACTION,
)  # fmt: skip


def _withdraw(form: InlineForm, change: SettingChange) -> Ready:
    form.note(f"{change.value} from {change.since}, set by {change.by}: {change.because}")
    because = form.text("because", "W&hy it is withdrawn")
    return lambda: partial(policy.withdraw_change, change=change.id, seen=change.seen, because=because())


WITHDRAW: FormSpec[SettingChange] = FormSpec(
    "withdraw_policy", "Withdraw the change to come", "Withdraw the change", "Withdrawn: it stays as it is.", _withdraw,
    sign=Icon.UNDO, dangerous=True,
)  # fmt: skip


def _preset(form: InlineForm, preset: PresetRow) -> Ready:
    form.note(f"{preset.says} ({preset.source})")
    since = form.day_or_moment_if_known("from_at", "&From", _FROM)
    because = form.text("because", "W&hy")
    told = form.told("changes")
    _follow(form, since, told, lambda at: form.desk.door.ask(form, preset_preview, preset=preset.name, from_at=at))
    return lambda: partial(policy.apply_preset, preset=preset.name, from_at=since.value(), because=because())


APPLY: FormSpec[PresetRow] = FormSpec(
    "apply_preset", "Apply the set", "&Apply the set", "Applied, all in one deed.", _preset, sign=Icon.ACTION
)


def _number(form: InlineForm, row: SettingRow) -> Callable[[], int | None]:
    """What the new number is typed into: yes or no, a day, or a whole number of its unit."""
    label = f"&New: {row.words}"
    if row.unit == "yes or no":
        return form.choice_box("number", label, _YES_OR_NO, preset=row.number).value
    if row.unit in {"choice", "release"}:
        return form.choice_box("number", label, row.choices, preset=row.number).value
    if row.unit == "yyyymmdd":
        edit = DateEdit(form.desk.clock, form.name("number"), looks_back=True)
        form.amount(edit, label, f"From {row.bounds}. Now {row.value}")
        return lambda: _day_number(edit.value())
    plain = NumberEdit(form.name("number"))
    form.amount(plain, label, f"{row.bounds}. Now {row.value}")
    return plain.value


def _day_number(day: date | None) -> int | None:
    return None if day is None else int(f"{day:%Y%m%d}")


def _known(number: int | None) -> int:
    if number is None:
        raise LookupError("the form asks for no deed before this is answered")
    return number


def _follow(form: InlineForm, since: DayOrMomentEdit, told: QLabel, asked: Callable[[datetime | None], Any]) -> None:
    """Say below the answers what they would change, whenever they can be read."""

    def ask(*_value: object) -> None:
        pending = None if since.problem else asked(since.value())
        if pending is None:
            told.clear()
        else:
            pending.then(partial(_say, told), form.refuse, latest="policy.preview")

    edits: tuple[TypedEdit[Any], ...] = (*form.findChildren(NumberEdit), *form.findChildren(DateEdit), since)
    for edit in edits:
        edit.value_changed.connect(ask)
    for box in form.findChildren(ChoiceBox):
        box.picked.connect(ask)
    ask()


def _say(told: QLabel, found: ChangePreview) -> None:
    told.setText("\n".join((*found.lacks, *found.does)))
