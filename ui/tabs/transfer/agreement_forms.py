"""The forms about an agreement: issued, signed or refused, uploaded."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from PySide6.QtWidgets import QCheckBox

from app.door.door import Deed
from app.papers import issuing
from app.queries.transfer.page import TransferPage
from app.queries.transfer.view import AgreementRow, Representative, TransferView
from app.services.agreement import signing
from models.vocabulary.people import PaperFormat
from ui.icons import Icon
from ui.widgets.choice_box import choices_of
from ui.widgets.inline_form import FormSpec, InlineForm

Ready: TypeAlias = Callable[[], Deed]
AgreementForm: TypeAlias = FormSpec[tuple[TransferView, AgreementRow]]


def _issue(form: InlineForm, page: TransferPage) -> Ready:
    edition = form.choice("edition", "&Edition", choices_of(*PaperFormat), page.communication, page.paper_format)
    view = page.view
    if view is None:
        raise LookupError("an agreement is about an episode")
    return lambda: partial(
        issuing.issue_agreement,
        episode=view.episode,
        seen=view.episode_seen,
        edition=PaperFormat(edition.value().value),
    )


ISSUE: FormSpec[TransferPage] = FormSpec(
    "issue",
    "Issue the agreement",
    "Issue the agreement",
    "Issued: it is kept as it is now. Print it, and have it signed.",
    _issue,
    lesson="The paper is frozen with today's plan, rate and dates, and can be drawn again as it was.",
    sign=Icon.DOCUMENT,
    dangerous=True,
)


def _signature(form: InlineForm, shown: tuple[TransferView, AgreementRow]) -> Ready:
    view, agreement = shown
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
    "The signature is recorded. Upload the signed agreement to MOSAIC next.",
    _signature,
    sign=Icon.SIGNATURE,
)


def _refusal(form: InlineForm, shown: tuple[TransferView, AgreementRow]) -> Ready:
    because = form.text("because", "&Why it was refused")
    _view, agreement = shown
    return lambda: partial(signing.record_refusal, agreement=agreement.id, seen=agreement.seen, because=because())


REFUSAL: AgreementForm = FormSpec(
    "refuse",
    "Refused to sign",
    "Record the refusal",
    "The refusal is recorded.",
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
