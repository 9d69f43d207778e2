"""The forms about formats beyond print: who needs which, the person or who speaks for them, and who makes one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from app.door.door import Deed
from app.services.people import formats
from models.vocabulary.people import OtherFormat
from ui.icons import Icon
from ui.widgets.choice_box import choices_of
from ui.widgets.inline_form import FormSpec, InlineForm


@dataclass(frozen=True, slots=True)
class WhoseFormat:
    """Whose need it may be: the person's, or that of somebody who speaks for them, by id and name."""

    person: UUID
    name: str
    speakers: tuple[tuple[UUID, str], ...]


def _need(form: InlineForm, whose: WhoseFormat) -> Callable[[], Deed]:
    of_format = form.choice("of_format", "&Format", choices_of(*OtherFormat))
    detail = form.line("detail", "&Which exactly", "The language, the grade of braille, what they told you")
    everybody = ((whose.person, whose.name), *whose.speakers)
    whom = form.choice("whose", "W&ho needs it", everybody, "", whose.person)
    return lambda: partial(
        formats.need_format,
        person=whose.person,
        of_format=OtherFormat(of_format.value().value),
        detail=detail.text(),
        representative=None if whom.value() == whose.person else whom.value(),
    )


NEED: FormSpec[WhoseFormat] = FormSpec(
    "format", "A format beyond print", "&Record the need", "Recorded; every print of theirs says it.", _need,
    sign=Icon.NEW,
)  # fmt: skip
