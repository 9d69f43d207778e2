"""The form that says who makes a format beyond print."""

from collections.abc import Callable
from functools import partial

from app.door.door import Deed
from app.queries.people.formats import MakerRow
from app.services.people import formats
from ui.icons import Icon
from ui.widgets.inline_form import FormSpec, InlineForm


def _maker(form: InlineForm, row: MakerRow) -> Callable[[], Deed]:
    made_by = form.line("made_by", "Ma&de by", "A team, a firm, or whom to ask", row.made_by)
    reached_at = form.line("reached_at", "Reached &at", "Telephone, e-mail or a form", row.reached_at)
    return lambda: partial(
        formats.name_maker,
        of_format=row.format,
        seen=row.seen,
        made_by=made_by.text(),
        reached_at=reached_at.text(),
    )


MAKER: FormSpec[MakerRow] = FormSpec(
    "maker", "Who makes this format", "&Save who makes it", "Saved; prints for people who need it name them.", _maker,
    sign=Icon.SAVE,
)  # fmt: skip
