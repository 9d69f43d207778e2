"""What becomes of a draft whose deed is under way: what was sent goes once that is stored, however its window ends."""

from dataclasses import dataclass
from functools import partial

from app.desk.drafts import Draft
from ui.desk import Desk


@dataclass(frozen=True, slots=True, eq=False)
class Sent:
    """What stood in a form as its deed was asked for: just that goes once it is stored, whatever was typed since."""

    desk: Desk
    draft: Draft
    is_whole: bool  # its form has nothing else to go on with

    def begin(self) -> None:
        """Its answer isn't known from now on."""
        self.desk.shared.sent.append(self.draft)

    def stored(self) -> None:
        """On a worker, after all that was to be kept before."""
        self.desk.door.tasks.keep_next(partial(self.desk.drafts.let_go, self.draft))

    def end(self, *, is_stored: bool) -> None:
        """On the window's thread, which knows it now: every form of it does too, in whichever window."""
        self.desk.shared.sent.remove(self.draft)
        if is_stored:
            self.stored()  # once more, for what a form kept of it before this was known here
        self.desk.shared.answered.emit(self, is_stored)
