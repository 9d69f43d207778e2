"""When support ends, on which days that rests and who decided it: asked by Closure and by a meeting."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from ui.widgets.date_edit import DateEdit
from ui.widgets.decided_by import ask_who_decided
from ui.widgets.expected import far_ahead
from ui.widgets.inline_form import Answer, InlineForm


class EndTold(TypedDict):
    """What both deeds of an end are told; a day that isn't asked for is none."""

    ends_at: datetime
    package_on: date | None
    fact_on: date | None
    day_is_meant: bool
    decided_by: UUID | None


@dataclass(frozen=True, slots=True)
class EndAsked:
    """The answers of the form so far; the days are none where the reason never asks for them."""

    form: InlineForm
    at: Answer[datetime]
    package: DateEdit | None
    fact: DateEdit | None
    is_meant: Callable[[], bool]
    decided: Callable[[], UUID | None]

    def told(self) -> EndTold:
        """What the deed is told; a day counts only while it is asked for."""
        return EndTold(
            ends_at=self.at.value(),
            package_on=self._day(self.package),
            fact_on=self._day(self.fact),
            day_is_meant=self.is_meant(),
            decided_by=self.decided(),
        )

    def _day(self, edit: DateEdit | None) -> date | None:
        return edit.value() if edit is not None and edit.isVisibleTo(self.form) else None


def end_asked(form: InlineForm, at: Answer[datetime], package: DateEdit | None, fact: DateEdit | None) -> EndAsked:
    """The moment and the days, which the form has asked for, and below them what every end asks."""
    return EndAsked(form, at, package, fact, far_ahead(form), ask_who_decided(form))
