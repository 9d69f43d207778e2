"""What becomes of a draft whose deed is under way: it goes once that is stored, however its window ends."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from shiboken6 import isValid

from app.desk.drafts import Draft
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.widgets.form_draft import FormDraft


@dataclass(frozen=True, slots=True)
class Sent:
    """A draft whose deed was asked for: once that is stored `rest` is kept of it, whatever has become of the form."""

    desk: Desk
    rest: Draft
    draft: "FormDraft"
    is_whole: bool  # its form has nothing else to go on with

    def stored(self) -> None:
        """On a worker, after all that was to be kept before."""
        self.desk.door.tasks.keep_next(partial(self.desk.drafts.keep, self.rest))

    def end(self) -> None:
        """On the window's thread, which knows it now: the form, or that of another window, lets go of it too."""
        is_there = isValid(self.draft) and self.draft.is_open(self.rest)
        if is_there and self.is_whole:
            self.draft.forget()
        elif not is_there:
            self.desk.shared.typed.emit(self.desk, self.rest, True)
