"""Releasing the council's words: who may, when they can be sent, and what never changes again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from models.rules.decision import Lack
from models.rules.office.wording import OfficePhrase, standing_words
from models.rules.sentences import day_text
from models.rules.who import DSO, EDITORS, SERVICE_MANAGER
from models.vocabulary.phrases import Phrase
from models.vocabulary.staff import Role


@dataclass(frozen=True, slots=True)
class Wrote:
    """Who wrote at a version: whoever began it and each who phrased something; and the office's service managers."""

    staff: frozenset[UUID]
    managers: frozenset[UUID] = frozenset()

    @property
    def leave_a_manager(self) -> bool:
        """Whether the office has a service manager who didn't write at it."""
        return bool(self.managers - self.staff)


def draft_lacks(released_at: datetime | None, withdrawn_at: datetime | None) -> tuple[Lack, ...]:
    """What was released or withdrawn never changes: a change is a new version. Good practice."""
    if released_at is not None:
        return (Lack("", "This version was released: it never changes. Begin a new one.", EDITORS),)
    if withdrawn_at is not None:
        return (Lack("", "This draft was withdrawn: it never changes. Begin a new one.", EDITORS),)
    return ()


def sending_lacks(from_day: date, today: date, because: str, *, differs: bool) -> tuple[Lack, ...]:
    """Sent for release are words that differ, for today or a day to come, with why they change. Good practice."""
    said = []
    if not differs:
        said.append(Lack("", "Nothing differs from the version before: change a phrase first.", EDITORS))
    if from_day < today:
        said.append(
            Lack("", f"Words hold from today or a later day, not from {day_text(from_day)}.", EDITORS, "from_day")
        )
    if not because.strip():
        said.append(Lack("", "Say why the words change: whoever releases them reads it.", EDITORS, "because"))
    return tuple(said)


def sent_lacks(sent_at: datetime | None) -> tuple[Lack, ...]:
    """Only what was sent for release is released. Good practice."""
    if sent_at is not None:
        return ()
    return (Lack("", "The draft wasn't sent for release, or was changed since: send it first.", EDITORS),)


def releasing_lacks(staff: UUID, role: Role, wrote: Wrote) -> tuple[Lack, ...]:
    """A second person releases: a service manager; a DSO where none is left who didn't write at it. Good practice."""
    who = SERVICE_MANAGER if wrote.leave_a_manager else DSO
    if staff in wrote.staff:
        return (Lack("", "You wrote at this draft: a second person reads and releases it.", who),)
    if role is Role.SERVICE_MANAGER or (role is Role.DSO and not wrote.leave_a_manager):
        return ()
    sentence = (
        "Words are released by the service manager: ask them."
        if wrote.leave_a_manager
        else "Words are released by a DSO who didn't write at them: ask one."
    )
    return (Lack("", sentence, who),)


def unfit_lacks(phrases: Mapping[str, Phrase], office: Mapping[str, OfficePhrase]) -> tuple[Lack, ...]:
    """Released is only what fits the words that the program ships now. Good practice."""
    standing = standing_words(phrases, office)
    unfit = [name for name, said in office.items() if said.words is not None and name in phrases.keys() - standing]
    return tuple(
        Lack("", f"“{each}” doesn't fit this version of Homeward any more: phrase it anew.", EDITORS) for each in unfit
    )


def wording_reason_lacks(because: str) -> tuple[Lack, ...]:
    """Whoever withdraws a draft says why: others may have written at it. Good practice."""
    if because.strip():
        return ()
    return (Lack("", "Say why it is withdrawn: others may have written at it.", EDITORS, "because"),)
