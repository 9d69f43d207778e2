"""The questions of deeds about a version of a plan (PSP-2)."""

from collections.abc import Callable
from functools import partial

from app.door.door import Deed
from app.queries.plans.versions import VersionRow
from app.services.plans import taking_back
from ui.icons import Icon
from ui.widgets.inline_form import FormSpec, InlineForm


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
    return lambda: partial(
        taking_back.take_back,
        plan=row.id,
        because=because(),
        later_stands=stands is not None and stands.isChecked(),
    )
