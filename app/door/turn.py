"""One piece of work at one desk: what every query and every use case is handed as its first argument."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from models.policy import PolicySettings
from models.values import london_day


@dataclass(frozen=True, slots=True)
class Turn:
    """The session, the one moment at which all of it happens, the policy in force, the office and who sits here.

    `operation` is one press of a button: a save that was sent twice is recognised by it.
    """

    session: Session
    moment: datetime
    policy: PolicySettings
    office: UUID
    staff: UUID
    operation: UUID

    @property
    def day(self) -> date:
        """The calendar day in the office."""
        return london_day(self.moment)
