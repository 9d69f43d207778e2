"""The questions of deeds about a version of a plan, and about equipment and an OT's work beside it (PSP-2, PSP-10)."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias
from uuid import UUID

from app.door.door import Deed
from app.queries.office import choices as office_queries
from app.queries.office.choices import StaffChoice
from app.queries.plans.versions import VersionRow
from app.services.plans import support, taking_back
from models.vocabulary.staff import GOAL_SETTERS, Role
from ui.icons import Icon
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.type_ahead import Match, TypeAhead

Ready: TypeAlias = Callable[[], Deed]
Heard: TypeAlias = Callable[[tuple[StaffChoice, ...]], None]


def take_back_form(row: VersionRow, *, is_followed: bool) -> FormSpec[VersionRow]:
    """Taking a version back before its day; `is_followed` by another that is agreed for after it."""
    return FormSpec(
        "take_back",
        f"Take back version {row.number}",
        "Take it back",
        f"Version {row.number} is taken back, and Scheduling is told in the tracker.",
        partial(_take_back, is_followed=is_followed),
        lesson="It is never in force: what was agreed before it goes on. That it was agreed, and "
        "why it was taken back, stays in the history.",
        sign=Icon.UNDO,
        kind="danger",
        dangerous=True,
    )


def _take_back(form: InlineForm, row: VersionRow, *, is_followed: bool) -> Callable[[], Deed]:
    because = form.text("because", "&Why it is taken back")
    stands = form.tick("later_stands", "What is agreed for after it still stands") if is_followed else None
    is_meant = form.tick_when_asked("unshared_is_meant", "That visit isn't shared any more then: it is meant")
    return lambda: partial(
        taking_back.take_back,
        plan=row.id,
        because=because(),
        later_stands=stands is not None and stands.isChecked(),
        unshared_is_meant=is_meant(),
    )


def staff_box(form: InlineForm, key: str, roles: frozenset[Role], heard: Heard | None = None) -> TypeAhead:
    """A box with those of these roles who work here; `heard` is told who they are."""
    box = TypeAhead(form.desk.look, form.name(key), "Type a name")

    def show(found: tuple[StaffChoice, ...]) -> None:
        box.set_choices(tuple(Match(each.id, each.name, each.role.label) for each in found))
        if heard is not None:
            heard(found)

    form.desk.door.ask(form, office_queries.staff, roles=roles).then(show, form.notice.say)
    return box


def _equipment(form: InlineForm, episode: UUID) -> Callable[[], Deed]:
    what = form.line("what", "&What was ordered", "Equipment or a minor adaptation, such as a second stair rail")
    known: dict[object, StaffChoice] = {}
    box = staff_box(form, "assessor", frozenset(Role), lambda found: known.update({each.id: each for each in found}))
    assessor = form.someone(box, "Who &assessed for it")
    said = form.told("trained_said")
    is_trained = form.tick("trained", "They are trained for it (kept of the staff)")
    is_trained.setToolTip("Kept with this order as it is now; ticked, the staff list says so from now on too.")

    def show(match: Match | None) -> None:
        member = known.get(match.id) if match is not None else None
        is_trained.setChecked(member is not None and member.trained_for_equipment)
        said.setText(_training_said(member) if member is not None else "")
        said.setVisible(member is not None)

    box.picked.connect(show)
    show(None)
    at = form.moment("at", "When it was &ordered")
    return lambda: partial(
        support.record_equipment,
        episode=episode,
        what=what.text(),
        assessed_by=chosen_id(assessor.value()),
        assessor_trained=is_trained.isChecked(),
        ordered_at=at.value(),
    )


def _ot_work(form: InlineForm, episode: UUID) -> Callable[[], Deed]:
    what = form.line("what", "&What the OT did", "Direct work with the person, such as stairs practice")
    ot = form.someone(staff_box(form, "ot", frozenset({Role.OT})), "The &OT")
    asking = form.field(
        "Who as&ked for it",
        staff_box(form, "asked_by", GOAL_SETTERS),
        "A member of the MDT; left empty: the OT began it",
    )
    at = form.moment("at", "Whe&n")
    return lambda: partial(
        support.record_specialist_intervention,
        episode=episode,
        what=what.text(),
        by=chosen_id(ot.value()),
        asked_by=chosen_id(asked) if (asked := asking.value()) is not None else None,
        at=at.value(),
    )


def _training_said(member: StaffChoice) -> str:
    """What the staff list says of an assessor; who isn't listed may be trained all the same. OPG 3.8 (PSP-10)."""
    if member.trained_for_equipment:
        return f"{member.name} is trained for it, as the staff list says."
    who = "an OT, but " if member.role is Role.OT else ""
    others = "" if member.role is Role.OT else " The OT or a trained assessor assesses for equipment."
    return f"{member.name} is {who}not on the staff list as trained.{others} Tick it if they are."


def chosen_id(match: Match) -> UUID:
    """The id of somebody of the staff who was chosen."""
    if not isinstance(match.id, UUID):
        raise TypeError("somebody of the staff is chosen by their id")
    return match.id


EQUIPMENT: FormSpec[UUID] = FormSpec(
    "equipment", "Equipment or a minor adaptation", "&Record the order", "The order is recorded.", _equipment
)
OT_WORK: FormSpec[UUID] = FormSpec(
    "ot_work", "Direct work by an OT", "&Record the work", "The OT's work is recorded.", _ot_work
)
