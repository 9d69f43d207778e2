"""How long capacity is held for somebody who isn't ready, and when its clock runs out (REF-13)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.policy import PolicySettings
from models.rules.clocks import deadline, duration_text, in_utc, is_past, is_up_to
from models.rules.decision import Lack
from models.rules.who import DSO, SCHEDULING


@dataclass(frozen=True, slots=True)
class HoldClock:
    """A hold at one moment: until when it lasts, and what is left of it (nothing once it has expired)."""

    expires_at: datetime
    remaining: timedelta
    expired: bool
    soon: bool

    @property
    def sentence(self) -> str:
        """The countdown in words."""
        if self.expired:
            return "Hold expired: release it and notify the assessor."
        return f"Held for another {duration_text(self.remaining)}."


def hold_expires(found_at: datetime, policy: PolicySettings) -> datetime:
    """The last moment of a hold, counted from when the capacity was found. Source: OPG 2.3 (REF-13)."""
    return deadline(found_at, policy.hold_for)


def hold_clock(found_at: datetime, moment: datetime, policy: PolicySettings) -> HoldClock:
    """Whether capacity is still held: up to and including the 72nd hour, then expired until somebody releases it.

    `soon` says that the warning time before the end has begun. Source: OPG 2.3 (REF-13).
    """
    expires_at = hold_expires(found_at, policy)
    expired = not is_up_to(found_at, policy.hold_for, moment)
    remaining = timedelta() if expired else expires_at - in_utc(moment)
    return HoldClock(expires_at, remaining, expired, soon=not expired and remaining <= policy.hold_warning)


def hold_lacks(
    found_at: datetime | None, confirmed_at: datetime | None, moment: datetime, policy: PolicySettings
) -> tuple[Lack, ...]:
    """Capacity is held from when it was found, and never anew: what Scheduling confirmed earlier was found by then.

    A missing discharge date is asked for by a prompt, not refused. Source: OPG 2.3 (REF-13).
    """
    if found_at is None:
        return (Lack("REF-13", "Say when the capacity was found: from then on it is held.", SCHEDULING, "found"),)
    if is_past(moment, found_at):
        return (Lack("REF-13", "The capacity can't have been found in the future: correct the moment.", DSO, "found"),)
    if confirmed_at is not None and is_past(confirmed_at, found_at):
        sentence = "Scheduling had confirmed the capacity before: the hold counts from that moment."
        return (Lack("REF-13", sentence, DSO, "found"),)
    if hold_clock(found_at, moment, policy).expired:
        hours = policy.hold_for // timedelta(hours=1)
        sentence = f"The capacity was found more than {hours} h ago: it can't be held any longer."
        return (Lack("REF-13", sentence, "Scheduling, by finding capacity again", "found"),)
    return ()
