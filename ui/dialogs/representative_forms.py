"""The forms about those who speak for a person: added or changed, their power, the evidence."""

from collections.abc import Callable
from functools import partial
from typing import TypedDict
from uuid import UUID

from app.door.door import Deed
from app.queries.agreement.who_may_sign import PowerView
from app.queries.transfer.money_view import Representative
from app.services.people import details
from models.vocabulary.agreement import Authority
from models.vocabulary.people import PaperFormat
from ui.dialogs import power_forms
from ui.dialogs.power_forms import PowerAsked
from ui.icons import Icon
from ui.states import State
from ui.widgets.choice_box import choices_of
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.sentence_lines import SentenceLine


def _representative(form: InlineForm, person: UUID) -> Callable[[], Deed]:
    name = form.line("name", "&Name")
    relation = form.line("relation", "&Relation", "Such as daughter, neighbour, solicitor")
    authority = form.choice(
        "authority", "&Authority", choices_of(*Authority), "A next of kin has none by that alone", Authority.NONE
    )
    joint = form.tick("joint", "Acts &jointly: all attorneys have to sign")
    telephone = form.line("telephone", "&Telephone")
    needs = _needs(form, PaperFormat.STANDARD, "")
    return lambda: partial(
        details.add_representative,
        person=person,
        name=name.text(),
        relation=relation.text(),
        authority=Authority(authority.value().value),
        is_joint=joint.isChecked(),
        telephone=telephone.text(),
        **needs(),
    )


class _Needs(TypedDict):
    """What somebody needs to read a paper."""

    paper_format: PaperFormat
    communication: str


def _needs(form: InlineForm, paper_format: PaperFormat, communication: str) -> Callable[[], _Needs]:
    prints = tuple((each, each.label) for each in PaperFormat)
    edition = form.choice_box("paper_format", "&Print they read", prints, "Their copy is made in it", paper_format)
    line = form.line(
        "communication", "&Language and what else they need", "Such as Polish, or by telephone", communication
    )
    return lambda: {"paper_format": edition.value() or paper_format, "communication": line.text()}


REPRESENTATIVE: FormSpec[UUID] = FormSpec(
    "representative", "Somebody who speaks for the person", "A&dd", "Added.", _representative, sign=Icon.NEW
)


def deed_about(who: Representative) -> tuple[str, FormSpec[PowerAsked]]:
    """What can be done about somebody in the list, and its form: the power by which they sign, first of all."""
    if who.needs_power:
        return "Record the power…", power_forms.RECORD_POWER
    if who.authority is not Authority.NONE and not who.holds_power and who.evidence_seen_at is None:
        return "Evidence seen…", _evidence_form(who)
    return "Change…", _change_form(who)


def lines_of(representatives: tuple[Representative, ...], powers: tuple[PowerView, ...]) -> tuple[SentenceLine, ...]:
    """Those who speak for the person, then the powers over their money, each with what can be done about it."""
    return (
        *(
            SentenceLine(
                f"speaker.{number}",
                f"{each.name}, {each.relation}" if each.relation else each.name,
                State.OPEN if each.cant_sign else State.DONE,
                " ".join(filter(None, (f"{each.authority.label}.", each.cant_sign or each.evidence, _reads(each)))),
                deed_about(each)[0],
            )
            for number, each in enumerate(representatives, start=1)
        ),
        *(
            SentenceLine(
                f"power.{number}", each.title, State.DONE if each.is_seen else State.OPEN, each.sentence, "Correct it…"
            )
            for number, each in enumerate(powers, start=1)
        ),
    )


def asked_by(
    key: str, person: UUID, representatives: tuple[Representative, ...], powers: tuple[PowerView, ...]
) -> tuple[FormSpec[PowerAsked], PowerAsked, str]:
    """The form that a line of that list opens, what it is about, and the name of its draft."""
    place = int(key.rpartition(".")[2]) - 1
    if "power." in key:
        power = powers[place]
        return power_forms.change_form(power), PowerAsked(person, representatives, power), str(power.id)
    who = representatives[place]
    return deed_about(who)[1], PowerAsked(person, representatives, of=who), str(who.id)


def _reads(who: Representative) -> str:
    needs = [who.paper_format.label.lower()] if who.paper_format is not PaperFormat.STANDARD else []
    needs += [who.communication] if who.communication else []
    return f"Reads: {', '.join(needs)}." if needs else ""


def _evidence_form(who: Representative) -> FormSpec[PowerAsked]:
    """What was seen of somebody's authority."""
    return FormSpec(
        "evidence",
        f"Evidence for {who.name}",
        "&Record what was seen",
        "Recorded, with who saw it and when.",
        partial(_evidence, who),
    )


def _evidence(who: Representative, form: InlineForm, _asked: PowerAsked) -> Callable[[], Deed]:
    seen = form.text("seen", "&What was seen", f"For: {who.authority.label}", who.evidence)
    return lambda: partial(details.record_evidence, representative=who.id, seen=who.seen, evidence=seen())


def _change_form(who: Representative) -> FormSpec[PowerAsked]:
    """Their name, number, and what they need to read a paper."""
    return FormSpec("change_representative", who.name, "&Save", "Saved.", partial(_change, who))


def _change(who: Representative, form: InlineForm, _asked: PowerAsked) -> Callable[[], Deed]:
    name = form.line("name", "&Name", "", who.name)
    relation = form.line("relation", "&Relation", "Such as daughter, neighbour, solicitor", who.relation)
    telephone = form.line("telephone", "&Telephone", "", who.telephone)
    needs = _needs(form, who.paper_format, who.communication)
    return lambda: partial(
        details.change_representative,
        representative=who.id,
        seen=who.seen,
        name=name.text(),
        relation=relation.text(),
        telephone=telephone.text(),
        **needs(),
    )
