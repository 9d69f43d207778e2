"""A line of Today as it is kept: a prompt of a day, with whom and what it is about."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

_HERE = Path(__file__).parent
SOURCES = (_HERE, _HERE.parent / "agreement" / "renewals.py")  # what derives the lines, besides models


class Line(NamedTuple):
    """A prompt with whom and what it is about, whose deed it is, and between which moments of its day it is shown."""

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
    staff_id: UUID | None
    responsible_id: UUID | None
    since: datetime
    until: datetime | None

    def is_shown_at(self, moment: datetime) -> bool:
        """Whether it is to be shown at a moment of its day."""
        return self.since <= moment and (self.until is None or moment < self.until)


TOLD = Line._fields.index("since")  # so many of a line's values are asked for: the moments choose it
