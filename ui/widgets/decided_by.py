"""Which DSO decided, asked in the form of every deed that is a DSO's decision (END-10)."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.door.errors import Refused, Unavailable
from app.queries.office.choices import StaffChoice, staff
from app.queries.office.deciders import Deciders, deciders
from models.vocabulary.staff import CASE_COORDINATORS
from ui.desk import Desk
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.question_form import QuestionForm

WHO_TYPES = "The DSO who decided; who types it in is kept too"


def ask_who_decided(form: QuestionForm) -> Callable[[], UUID | None]:
    """Add the question and give what answers it; a DSO's own seat has it filled in, so that it asks for no key."""
    box = who_decided_box(form.desk, form.name("decided_by"))
    form.field("Decided by", box, WHO_TYPES)
    form.began_now.append(box.objectName())
    offer_deciders(form.desk, form, box, form.notice.say, form.took)
    return box.value


def who_decided_box(desk: Desk, name: str) -> ChoiceBox[UUID]:
    """One of the DSOs who are on the staff today; `offer_deciders` brings them."""
    return ChoiceBox(desk.look, name, "Choose the DSO")


def offer_deciders(
    desk: Desk,
    asking: QWidget,
    box: ChoiceBox[UUID],
    say: Callable[[Refused | Unavailable], None],
    took: Callable[[QWidget], None],
) -> None:
    """Offer the DSOs, and choose the one who sits here; `took` hears that this was no typing."""

    def show(found: Deciders) -> None:
        box.set_choices(found.dsos)
        if not box.key():
            box.set_value(found.here)
            took(box)

    desk.door.ask(asking, deciders).then(show, say)


def ask_coordinator(form: QuestionForm) -> Callable[[], UUID | None]:
    """Ask which SW or CCW gave the word; left empty it is the person's own case coordinator, or who sits here."""
    box: ChoiceBox[UUID] = ChoiceBox(form.desk.look, form.name("coordinator"), "The person's own")
    form.field("By which SW or CCW", box, "Left empty: you as SW or CCW, else the person's own case coordinator")
    offer_coordinators(form.desk, form, box, form.notice.say)
    return box.value


def offer_coordinators(
    desk: Desk, asking: QWidget, box: ChoiceBox[UUID], say: Callable[[Refused | Unavailable], None]
) -> None:
    """Offer the SWs and CCWs of the office."""

    def show(found: tuple[StaffChoice, ...]) -> None:
        box.set_choices([(each.id, f"{each.name}, {each.role.label}") for each in found])

    desk.door.ask(asking, staff, roles=CASE_COORDINATORS).then(show, say)


def asks_who_decided(trouble: Refused | Unavailable) -> bool:
    """Whether a deed was refused for want of the DSO's name, so that a form has to ask for it."""
    return isinstance(trouble, Refused) and any(lack.field == "decided_by" for lack in trouble.lacks)
