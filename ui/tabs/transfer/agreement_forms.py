"""The forms about an agreement that was issued: signed or refused, uploaded."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from PySide6.QtWidgets import QCheckBox

from app.door.door import Deed
from app.queries.transfer.money_view import AgreementRow, Representative
from app.queries.transfer.view import TransferView
from app.services.agreement import signatures, signing
from app.services.agreement.signatures import SignedOn
from ui.icons import Icon
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.inline_form import FormSpec, InlineForm

Ready: TypeAlias = Callable[[], Deed]
AgreementForm: TypeAlias = FormSpec[tuple[TransferView, AgreementRow]]


def _signature(form: InlineForm, shown: tuple[TransferView, AgreementRow]) -> Ready:
    view, agreement = shown
    return _asked_sign(form, agreement) if agreement.asked else _whoever_signs(form, view, agreement)


def _asked_sign(form: InlineForm, agreement: AgreementRow) -> Ready:
    """Exactly those whom the paper asks, each with their own day."""
    waits = agreement.waits_for
    if len(waits) == 1:
        form.note(f"{waits[0].name} signs. If somebody else is to sign, go back and issue a new paper in its place.")
        at = form.moment("at", "&When it was signed")
        return lambda: _signed(agreement, [SignedOn(waits[0].id, at.value())])
    form.note("All of these sign; it counts once the last one has. Whoever hasn't signed yet is left empty.")
    days = [
        (
            each,
            form.day_or_moment_if_known(
                f"signer_{number}", f"{each.name.replace('&', '&&')} signed on", looks_back=True
            ),
        )
        for number, each in enumerate(waits, start=1)
    ]
    return lambda: _signed(agreement, [SignedOn(each.id, at) for each, edit in days if (at := edit.value())])


def _signed(agreement: AgreementRow, signed: list[SignedOn]) -> Deed:
    return partial(signatures.record_signatures, agreement=agreement.id, seen=agreement.seen, signed=signed)


def _whoever_signs(form: InlineForm, view: TransferView, agreement: AgreementRow) -> Ready:
    """As it was asked before it was asked at issue."""
    at = form.moment("at", "&When it was signed")
    form.note(_who_signs(view))
    boxes = tuple(_signer_box(form, number, each) for number, each in enumerate(view.representatives, start=1))
    evidence: Callable[[], str] = str
    reaches = QCheckBox()
    if view.representatives:
        evidence = form.text("evidence", "&Evidence seen", "The registered document, or the court's order")
        reaches = form.tick("reaches", "The power is re&gistered, or the order covers an agreement")
    return lambda: partial(
        signing.sign,
        agreement=agreement.id,
        seen=agreement.seen,
        signed_at=at.value(),
        representatives=tuple(
            each.id for each, box in zip(view.representatives, boxes, strict=True) if box.isChecked()
        ),
        document_reaches=reaches.isChecked(),
        evidence=evidence(),
    )


def _who_signs(view: TransferView) -> str:
    if view.representatives:
        return f"{view.person_name} signs, unless somebody with authority over money signs instead:"
    return f"{view.person_name} signs. If somebody with authority over money signs instead, add them first."


def _signer_box(form: InlineForm, number: int, each: Representative) -> QCheckBox:
    who = f"{each.name}, {each.relation}" if each.relation else each.name
    return form.tick(f"signer_{number}", f"{who}: {each.authority.label}".replace("&", "and"))


SIGNATURE: AgreementForm = FormSpec(
    "sign",
    "The agreement is signed",
    "&Record the signature",
    "The signature is recorded. Once everybody has signed, upload the agreement to MOSAIC.",
    _signature,
    sign=Icon.SIGNATURE,
)


def _refusal(form: InlineForm, shown: tuple[TransferView, AgreementRow]) -> Ready:
    _view, agreement = shown
    names = [each.name for each in agreement.waits_for]
    who: ChoiceBox[str] = form.choice_box(
        "refused_by", "Wh&o refused", tuple((each, each) for each in names), "", names[0] if len(names) == 1 else None
    )
    form.show_fields(who, shown=len(names) > 1)
    because = form.text("because", "&Why it was refused")
    cost = form.text("said_of_cost", "What was said about the &cost", "By whom, when, with which leaflet")
    return lambda: partial(
        signing.record_refusal,
        agreement=agreement.id,
        seen=agreement.seen,
        because=because(),
        refused_by=who.value() or "",
        said_of_cost=cost(),
    )


REFUSAL: AgreementForm = FormSpec(
    "refuse",
    "Refused to sign",
    "Record the refusal",
    "The refusal is recorded. Print what is to be kept of it.",
    _refusal,
    sign=Icon.REFUSED,
    dangerous=True,
)


def _upload(form: InlineForm, shown: tuple[TransferView, AgreementRow]) -> Ready:
    _view, agreement = shown
    at = form.moment("at", "&When it was uploaded")
    return lambda: partial(signing.record_upload, agreement=agreement.id, seen=agreement.seen, at=at.value())


UPLOAD: AgreementForm = FormSpec(
    "upload",
    "The signed agreement is in MOSAIC",
    "&Record the upload",
    "Recorded. The PO “direct care full cost” can be raised now.",
    _upload,
    sign=Icon.EXPORT,
)
