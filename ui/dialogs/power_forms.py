"""The forms about powers over somebody's money: the document, and an attorney who is replaced (FUND-5)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from uuid import UUID

from app.door.door import Deed
from app.queries.agreement.who_may_sign import Holder, PowerView
from app.queries.transfer.money_view import Representative
from app.services.agreement import powers
from models.vocabulary.agreement import Acting, PowerKind
from ui.icons import Icon
from ui.widgets.choice_box import ChoiceBox, choices_of
from ui.widgets.date_edit import DateEdit
from ui.widgets.inline_form import FormSpec, InlineForm

Ready = Callable[[], Deed]


class _Holds(Enum):
    """Whether somebody stands in a power."""

    NOT = "Not in this document"
    HOLDER = "Attorney or deputy"
    REPLACEMENT = "Replacement attorney"


@dataclass(frozen=True, slots=True)
class PowerAsked:
    """What a form about a power is about: whose money, who speaks for them, the power where there is one already.

    `of` is the representative whose power it is to be.
    """

    person: UUID
    speakers: tuple[Representative, ...]
    power: PowerView | None = None
    of: Representative | None = None


def _record(form: InlineForm, asked: PowerAsked) -> Ready:
    of = asked.of
    given = {kind.authority: kind for kind in PowerKind}
    kind = form.choice_box(
        "kind",
        "&Which document",
        choices_of(*PowerKind),
        "Only these cover an agreement about money",
        given.get(of.authority) if of is not None else None,
    )
    chosen = form.needed(kind, "Choose which document it is.")
    holders = _holders(form, asked)
    document = _Document(form, asked)
    kind.picked.connect(document.fits)
    document.fits(kind.value())
    return lambda: partial(
        powers.record_power,
        person=asked.person,
        kind=PowerKind(chosen.value().value),
        holders=_chosen(holders, _Holds.HOLDER),
        replacements=_chosen(holders, _Holds.REPLACEMENT),
        **document.said(),
    )


RECORD_POWER: FormSpec[PowerAsked] = FormSpec(
    "power",
    "A power over the person's money",
    "Record the &power",
    "Recorded. It can be chosen when an agreement is issued.",
    _record,
    lesson="As it stands on the registered document or the order. What you don't know yet can be left out.",
    sign=Icon.DOCUMENT,
)


def change_form(power: PowerView) -> FormSpec[PowerAsked]:
    """What is known of a power by now."""
    return FormSpec("change_power", power.title, "&Save", "Saved.", _change, lesson=power.sentence)


def _change(form: InlineForm, asked: PowerAsked) -> Ready:
    power = asked.power
    if power is None:
        raise LookupError("a correction is about a power")
    holders = _holders(form, asked)
    document = _Document(form, asked)
    document.fits(power.kind)
    return lambda: partial(
        powers.change_power,
        power=power.id,
        seen=power.seen,
        holders=_chosen(holders, _Holds.HOLDER),
        replacements=_chosen(holders, _Holds.REPLACEMENT),
        **document.said(),
    )


class _Document:
    """The questions about the document itself; those that its kind has none of aren't asked."""

    def __init__(self, form: InlineForm, asked: PowerAsked) -> None:
        self._form = form
        facts = asked.power.facts if asked.power is not None else None
        of_joint = asked.of is not None and asked.of.is_joint
        joint = Acting.JOINTLY if of_joint else None
        self._acts: ChoiceBox[Acting] = form.choice_box(
            "acts",
            "How &they act",
            tuple((each, each.label) for each in Acting),
            "Left open it counts as: all of them sign",
            facts.acts if facts is not None else joint,
        )
        form.show_fields(self._acts, shown=len(asked.speakers) > 1)
        self._dated = form.day_if_known(
            "dated", "&Date of the document", "", facts.dated if facts else None, looks_back=True
        )
        self._number = form.line("reference", "&Number", "If it has one", asked.power.reference if asked.power else "")
        self._registered: DateEdit = form.day_if_known(
            "registered_on",
            "&Registered on",
            "By the Office of the Public Guardian; left empty: not registered",
            facts.registered_on if facts else None,
            looks_back=True,
        )
        self._covers: ChoiceBox[bool] = form.choice_box(
            "covers_it",
            "Does the order co&ver such an agreement?",
            ((True, "Yes"), (False, "No")),
            "Read the order, or ask the deputy",
            facts.covers_it if facts else None,
        )
        self._copy = form.day_if_known(
            "copy_seen",
            "&Certified copy seen on",
            "By you; it stands on the paper",
            facts.seen_on if facts else None,
            looks_back=True,
        )

    def fits(self, kind: object) -> None:
        """Ask what a document of this kind has."""
        self._form.show_fields(self._registered, shown=kind is not PowerKind.DEPUTY)
        self._form.show_fields(self._covers, shown=kind is PowerKind.DEPUTY)

    def said(self) -> powers.PowerDetails:
        """What the form says."""
        return {
            "dated": self._dated.value(),
            "reference": self._number.text(),
            "registered_on": self._registered.value(),
            "covers_it": self._covers.value(),
            "acts": self._acts.value(),
            "copy_seen": self._copy.value(),
        }


def _holders(form: InlineForm, asked: PowerAsked) -> list[tuple[UUID, ChoiceBox[_Holds]]]:
    """A question for each who isn't in it yet: most often one; all joint attorneys of one authority are preset."""
    held = {each.key for each in asked.power.facts.holders} if asked.power is not None else set()
    waiting = [each for each in asked.speakers if each.id not in held]
    return [(each.id, _holder(form, asked, number, each)) for number, each in enumerate(waiting, start=1)]


def _holder(form: InlineForm, asked: PowerAsked, number: int, each: Representative) -> ChoiceBox[_Holds]:
    of = asked.of
    together = of is not None and of.is_joint and each.is_joint and each.authority is of.authority
    preset = _Holds.HOLDER if together or (of is not None and of.id == each.id) else _Holds.NOT
    who = f"{each.name}, {each.relation}" if each.relation else each.name
    choices = tuple((choice, choice.value) for choice in _Holds)
    return form.choice_box(f"holder_{number}", who.replace("&", "&&"), choices, "", preset)


def _chosen(holders: list[tuple[UUID, ChoiceBox[_Holds]]], wanted: _Holds) -> tuple[UUID, ...]:
    return tuple(key for key, box in holders if box.value() is wanted)


def replace_form(power: PowerView) -> FormSpec[PowerAsked]:
    """An attorney acts no more, and a replacement may begin."""
    return FormSpec(
        "replace_attorney",
        f"Somebody no longer acts: {power.title}",
        "Record it",
        "Recorded. From that day only those who still act can sign.",
        _replace,
        dangerous=True,
    )


def _replace(form: InlineForm, asked: PowerAsked) -> Ready:
    power = asked.power
    if power is None:
        raise LookupError("somebody is replaced in a power")
    waits = [each for each in power.facts.holders if each.is_replacement and each.acts_from is None]
    acts = [each for each in power.facts.holders if each not in waits and each.stopped_on is None]
    gone = form.choice("instead_of", "&Who no longer acts", _named(acts))
    since = form.day("since", "&From which day")
    box: ChoiceBox[UUID] = form.choice_box("replacement", "Who &replaces them", _named(waits), "Nobody, if left open")
    form.show_fields(box, shown=bool(waits))
    return lambda: partial(
        powers.replace_attorney,
        power=power.id,
        seen=power.seen,
        instead_of=gone.value(),
        since=since.value(),
        replacement=box.value(),
    )


def _named(holders: list[Holder]) -> tuple[tuple[UUID, str], ...]:
    return tuple((each.key, each.name) for each in holders)


def with_several(shown: tuple[PowerView, ...]) -> PowerView | None:
    """The newest power in which somebody can be replaced, or act no more beside others."""
    return next((each for each in reversed(shown) if len(each.facts.holders) > 1), None)
