"""The forms about those who speak for a person: somebody added, and the evidence of their authority."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from app.door.door import Deed
from app.queries.transfer.view import Representative
from app.services.people import details
from models.vocabulary.agreement import Authority
from ui.icons import Icon
from ui.widgets.choice_box import choices_of
from ui.widgets.inline_form import FormSpec, InlineForm


def _representative(form: InlineForm, person: UUID) -> Callable[[], Deed]:
    name = form.line("name", "&Name")
    relation = form.line("relation", "&Relation", "Such as daughter, neighbour, solicitor")
    authority = form.choice(
        "authority", "&Authority", choices_of(*Authority), "A next of kin has none by that alone", Authority.NONE
    )
    joint = form.tick("joint", "Acts &jointly: all attorneys have to sign")
    telephone = form.line("telephone", "&Telephone")
    return lambda: partial(
        details.add_representative,
        person=person,
        name=name.text(),
        relation=relation.text(),
        authority=Authority(authority.value().value),
        is_joint=joint.isChecked(),
        telephone=telephone.text(),
    )


REPRESENTATIVE: FormSpec[UUID] = FormSpec(
    "representative", "Somebody who speaks for the person", "A&dd", "Added.", _representative, sign=Icon.NEW
)


def evidence_form(representative: Representative) -> FormSpec[UUID]:
    """What was seen of somebody's authority."""
    return FormSpec(
        "evidence",
        f"Evidence for {representative.name}",
        "&Record what was seen",
        "Recorded, with who saw it and when.",
        partial(_evidence, representative),
    )


def _evidence(representative: Representative, form: InlineForm, _person: UUID) -> Callable[[], Deed]:
    seen = form.text("seen", "&What was seen", f"For: {representative.authority.label}", representative.evidence)
    return lambda: partial(
        details.record_evidence, representative=representative.id, seen=representative.seen, evidence=seen()
    )
