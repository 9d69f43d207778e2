"""What one record can prompt, and with whom its deeds stand: the common shape of all that Today is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from models.rules.today.prompts import RecordPromptFacts
from models.vocabulary.today import DeedOf


@dataclass(frozen=True, slots=True)
class Holder:
    """With whom a deed stands: somebody of the staff, in which team, and of which episode they do it."""

    staff: UUID | None
    team_id: UUID | None = None
    episode_id: UUID | None = None
    team: str = ""  # its name, where a line may be about the whole team


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whom and what some prompts are about; `others` are those whose deed some of them are instead of the holder's.

    `action_id` is what is to be done where it is about nobody: an action of a meeting, or the programme whose letters
    are to be sent.
    """

    person_id: UUID | None
    record: RecordPromptFacts
    holder: Holder = Holder(None)
    others: Mapping[DeedOf, Holder] = field(default_factory=dict)
    referral_id: UUID | None = None
    concern_id: UUID | None = None
    action_id: UUID | None = None
