"""One piece of work at one desk: what every query and every use case is handed as its first argument."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from models.policy import PolicySettings


def goes_on() -> None:
    """Nobody can stop it."""


def unheard(_done: int, _of: int) -> None:
    """Nobody asks how far it is."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The session, the one moment at which all of it happens, the policy in force, the office and who sits here.

    `operation` is one press of a button: a save that was sent twice is recognised by it. `day` is the calendar day in
    the office. Long work calls `go_on` between its parts: it raises Stopped where whoever waits has cancelled; so does
    `reached`, which says how many of how many parts are done.

    Whoever writes a file within the transaction calls `before_file` just before it: what has to be done again, because
    another desk has set a setting meanwhile, is done again from there, and the file is written once.
    """

    session: Session
    moment: datetime
    policy: PolicySettings
    office: UUID
    staff: UUID
    operation: UUID
    day: date
    go_on: Callable[[], None] = goes_on
    before_file: Callable[[], None] = goes_on
    reached: Callable[[int, int], None] = unheard
