"""The forms of the retention review: keep on, propose and approve a disposal, withdraw, and legal holds."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias
from uuid import UUID

from app.door.door import Deed
from app.queries.retention.review import HoldRow, RetentionRow
from app.services.retention import deciding, holds
from models.values import london_day
from ui.icons import Icon
from ui.widgets.asked_who import somebody_known
from ui.widgets.inline_form import FormSpec, InlineForm

Ready: TypeAlias = Callable[[], Deed]
_NOTHING_DELETED = (
    "Nothing is deleted by it: Homeward's database refuses that, and its sealed audit keeps what each record said. "
    "What was approved goes to the council's records manager with the list."
)


def _keep(form: InlineForm, row: RetentionRow) -> Ready:
    until = form.day_to_come("keep_until", "&Keep until", preset=row.keep_until)
    because = form.text("because", "&What they are still needed for")
    return lambda: partial(
        deciding.keep_records, person=row.person_id, seen=row.decision, keep_until=until.value(), because=because()
    )


def _propose(form: InlineForm, row: RetentionRow) -> Ready:
    because = form.text("because", "&Why nothing of it is needed any more")
    return lambda: partial(deciding.propose_disposal, person=row.person_id, seen=row.decision, because=because())


def _approve(form: InlineForm, row: RetentionRow) -> Ready:
    form.note(f"Proposed by {row.decided_by}: {row.because}")
    because = form.text("because", "What &you looked at")
    return lambda: partial(
        deciding.approve_disposal, decision=_id(row.decision_id), seen=row.decision or 0, because=because()
    )


def _withdraw(form: InlineForm, row: RetentionRow) -> Ready:
    because = form.text("because", "&Why it no longer stands")
    return lambda: partial(
        deciding.withdraw_decision, decision=_id(row.decision_id), seen=row.decision or 0, because=because()
    )


def _place(form: InlineForm, _nothing: None) -> Ready:
    person = somebody_known(form, "Whose &records")
    held_from = form.day("held_from", "Held sin&ce", preset=london_day(form.desk.clock.now()))
    asked_by = form.line("asked_by", "&Asked for by", "Such as the council's legal services")
    because = form.text("because", "&What for", "Such as a claim or an inquest")
    return lambda: partial(
        holds.place_hold, person=person(), held_from=held_from.value(), asked_by=asked_by.text(),
        because=because(),
    )  # fmt: skip


def _lift(form: InlineForm, row: HoldRow) -> Ready:
    because = form.text("because", "&Why the records needn't be held any more")
    lifted_on = form.day("lifted_on", "&On", preset=london_day(form.desk.clock.now()))
    return lambda: partial(
        holds.lift_hold, hold=row.id, seen=row.version, because=because(), lifted_on=lifted_on.value()
    )


def _id(decision: UUID | None) -> UUID:
    """The form is offered only where something was decided."""
    if decision is None:
        raise LookupError("nothing was decided of these records")
    return decision


KEEP: FormSpec[RetentionRow] = FormSpec(
    "keep", "The records are kept on", "&Save until when", "The records are kept on.", _keep, sign=Icon.SAVE
)
PROPOSE: FormSpec[RetentionRow] = FormSpec(
    "propose", "A disposal is proposed", "&Propose the disposal", "Somebody else approves it.", _propose,
    lesson=_NOTHING_DELETED,
)  # fmt: skip
APPROVE: FormSpec[RetentionRow] = FormSpec(
    "approve", "The disposal is approved", "A&pprove the disposal", "The disposal is approved.", _approve,
    lesson=_NOTHING_DELETED,
)  # fmt: skip
WITHDRAW: FormSpec[RetentionRow] = FormSpec(
    "withdraw", "The decision no longer stands", "With&draw the decision", "The records are reviewed again.", _withdraw
)
PLACE: FormSpec[None] = FormSpec("place", "Records are held", "&Place the hold", "The records are held.", _place)
LIFT: FormSpec[HoldRow] = FormSpec(
    "lift", "A hold is lifted", "Li&ft the hold", "The hold is lifted.", _lift,
    lesson="The schedule rules the records again. A disposal from before, proposed or approved, is withdrawn with it: "
    "they are reviewed anew.",
)  # fmt: skip
