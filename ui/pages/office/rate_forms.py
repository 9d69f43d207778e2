"""The forms about rates: a new one, one corrected, one withdrawn; each says what it does to signed agreements."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, TypeAlias

from PySide6.QtWidgets import QLabel

from app.door.door import Deed
from app.queries.office.rates import RatePreview, RateRow, RatesPage, rate_preview
from app.services.office import rates
from ui.icons import Icon
from ui.widgets.date_edit import DateEdit
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.pounds_edit import PoundsEdit
from ui.widgets.typed_edit import TypedEdit

Ready: TypeAlias = Callable[[], Deed]


def _enter(form: InlineForm, _page: RatesPage) -> Ready:
    day = form.day_to_come("from_day", "&From", "Today or a day to come: it is used from then by itself")
    single, double = _prices(form)
    note = form.text("note", "W&hy", "Such as the decision that set it")
    edit = form.findChild(DateEdit, form.name("from_day"))
    _follow(form, lambda: edit.value() if edit is not None else None)
    return lambda: partial(
        rates.enter_rate,
        from_day=day.value(),
        single_handed=_pounds(single),
        double_handed=_pounds(double),
        note=note(),
    )


ENTER: FormSpec[RatesPage] = FormSpec(
    "enter_rate", "Enter a rate", "E&nter the rate", "Entered. It is used from its day on.", _enter, sign=Icon.MONEY
)


def _correct(form: InlineForm, row: RateRow) -> Ready:
    single, double = _prices(form, row.single_handed.pounds, row.double_handed.pounds)
    because = form.text("because", "W&hy it is corrected")
    _follow(form, lambda: row.from_day)
    return lambda: partial(
        rates.correct_rate,
        rate=row.id,
        seen=row.seen,
        single_handed=_pounds(single),
        double_handed=_pounds(double),
        because=because(),
    )


CORRECT: FormSpec[RateRow] = FormSpec(
    "correct_rate", "Correct the rate", "Correct the &rate", "Corrected.", _correct, sign=Icon.EDIT,
    lesson="It wasn't used yet. For another day, withdraw it and enter it there.",
)  # fmt: skip


def _withdraw(form: InlineForm, row: RateRow) -> Ready:
    because = form.text("because", "W&hy it is withdrawn")
    return lambda: partial(rates.withdraw_rate, rate=row.id, seen=row.seen, because=because())


WITHDRAW: FormSpec[RateRow] = FormSpec(
    "withdraw_rate", "Withdraw the rate", "Withdraw the rate", "Withdrawn: the rate before it goes on.", _withdraw,
    sign=Icon.UNDO, dangerous=True,
)  # fmt: skip


def _prices(form: InlineForm, one: Decimal | None = None, two: Decimal | None = None) -> tuple[PoundsEdit, PoundsEdit]:
    single, double = PoundsEdit(form.name("single_handed")), PoundsEdit(form.name("double_handed"))
    form.amount(single, "An hour with &one worker, £", preset=one)
    form.amount(double, "An hour with &two workers together, £", preset=two)
    return single, double


def _pounds(edit: PoundsEdit) -> Decimal:
    value = edit.value()
    if value is None:
        raise LookupError("the form asks for no deed before this is answered")
    return value


def _follow(form: InlineForm, day: Callable[[], date | None]) -> None:
    """Say below the answers what they would change, whenever all of them can be read."""
    told = form.told("changes")
    one, two = form.findChildren(PoundsEdit)

    def ask(*_value: object) -> None:
        on, single, double = day(), one.value(), two.value()
        if on is None or single is None or double is None:
            told.clear()
            return
        form.desk.door.ask(form, rate_preview, from_day=on, single_handed=single, double_handed=double).then(
            partial(_say, told), form.refuse, latest="rates.preview"
        )

    edits: tuple[TypedEdit[Any], ...] = (one, two, *form.findChildren(DateEdit))
    for edit in edits:
        edit.value_changed.connect(ask)
    ask()


def _say(told: QLabel, found: RatePreview) -> None:
    told.setText(" ".join((*found.lacks, found.said)))
