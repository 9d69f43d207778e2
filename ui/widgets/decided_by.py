"""Which DSO decided, asked in the form of every deed that is a DSO's decision (END-10)."""

from collections.abc import Callable
from uuid import UUID

from app.door.errors import Refused, Unavailable
from app.queries.office.deciders import Deciders, deciders
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.question_form import QuestionForm


def ask_who_decided(form: QuestionForm) -> Callable[[], UUID | None]:
    """Add the question and give what answers it; a DSO's own seat has it filled in, so that it asks for no key."""
    box: ChoiceBox[UUID] = ChoiceBox(form.desk.look, form.name("decided_by"), "Choose the DSO")
    form.field("Decided by", box, "The DSO who decided; who types it in is kept too")
    form.began_now.append(box.objectName())

    def show(found: Deciders) -> None:
        box.set_choices(found.dsos)
        if not box.key():
            box.set_value(found.here)
            form.took(box)

    form.desk.door.ask(form, deciders).then(show, form.notice.say)
    return box.value


def asks_who_decided(trouble: Refused | Unavailable) -> bool:
    """Whether a deed was refused for want of the DSO's name, so that a form has to ask for it."""
    return isinstance(trouble, Refused) and any(lack.field == "decided_by" for lack in trouble.lacks)
