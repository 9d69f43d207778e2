"""A line of Today, as every list of prompts shows it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from models.rules.today.headings import PromptGroup, moves_at

__all__ = ["FirstRows", "PromptGroup", "PromptRow"]


class PromptRow(NamedTuple):
    """A line of Today. `field` names the control that settles it, in the tab before its dot; the ids say of what.

    `owner` is whose deed it is; where that isn't the DSO who is responsible, this one is the `chaser`, and `is_chased`
    says that this desk is. `has_left` is said of an owner who has left, `on_leave` of one who is on leave today, and
    `away` says it in words: then it is everybody's of the team. `person_id` is none of what is about nobody in
    particular. A county has thousands: a tuple is made in a fraction of the time of anything else.
    """

    rule: str
    person_id: UUID | None
    person: str
    sentence: str
    shown_from: datetime
    due: datetime | None
    field: str
    referral_id: UUID | None
    episode_id: UUID | None
    concern_id: UUID | None
    action_id: UUID | None
    team_id: UUID | None
    team: str
    group: PromptGroup
    owner: str
    owner_id: UUID | None
    is_mine: bool
    chaser: str
    chaser_id: UUID | None
    is_chased: bool
    has_left: bool
    on_leave: bool
    away: str

    @property
    def record(self) -> UUID | None:
        """Of what it is settled: an action of a meeting, a programme, a referral, an episode or a concern."""
        return self.action_id or self.referral_id or self.episode_id or self.concern_id

    @property
    def is_the_teams(self) -> bool:
        """Whether nobody is there to do it today: no owner, or one who has left or is on leave. (DAY-4)."""
        return self.owner_id is None or self.on_leave

    def moves_at(self, moment: datetime) -> datetime | None:
        """When it comes under another heading, from this moment on."""
        return moves_at(self.due, moment)

    def stands_with(self, staff: Collection[UUID]) -> bool:
        """Whether it is the deed of one of these, or theirs to chase."""
        return self.owner_id in staff or self.chaser_id in staff

    @property
    def tab(self) -> str:
        """The tab in which it is settled, as the first part of `field` names it."""
        return self.field.split(".")[0]


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The rows as the page will show them; `acting_for` is whose prompts are this desk's too, if anybody's.

    `goes_on_at` is the moment of a demonstration, whose clock goes on there.
    """

    rows: tuple[PromptRow, ...]
    lesson: str
    acting_for: UUID | None
    goes_on_at: datetime | None
