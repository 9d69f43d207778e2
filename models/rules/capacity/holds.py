"""How long capacity is held or promised for somebody who isn't in service yet, and when its clock runs out (REF-13)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.policy import PolicySettings
from models.rules.clocks import deadline, duration_text, elapsed, end_of_day, in_utc, is_past, whole_days
from models.rules.decision import Lack
from models.rules.sentences import day_text, moment_text
from models.rules.who import DSO, SCHEDULING
from models.values import london_day

_AGAIN = "Scheduling, by finding capacity again"


@dataclass(frozen=True, slots=True)
class HoldClock:
    """Taken capacity at one moment: until when it lasts, and what is left of it (nothing once it has expired).

    `promised` says that a start is agreed: then it is a promise, else a hold.
    """

    expires_at: datetime
    remaining: timedelta
    expired: bool
    soon: bool
    promised: bool = False

    @property
    def sentence(self) -> str:
        """The countdown in words."""
        if self.expired:
            return f"{'Promise' if self.promised else 'Hold'} expired: release it and notify the assessor."
        return f"{'Promised' if self.promised else 'Held'} for another {duration_text(self.remaining)}."


def hold_expires(found_at: datetime, policy: PolicySettings, first_start_at: datetime | None = None) -> datetime:
    """The last moment of taken capacity: 72 h after it was found, or the end of the first agreed start's day if later.

    A start that is moved later moves nothing. Source: OPG 2.3 (REF-13).
    """
    limit = deadline(found_at, policy.at(found_at).hold_for)
    return limit if first_start_at is None else max(limit, end_of_day(london_day(first_start_at)))


def hold_clock(
    found_at: datetime, moment: datetime, policy: PolicySettings, *, first_start_at: datetime | None = None
) -> HoldClock:
    """Whether capacity is still held: up to and including the 72nd hour, then expired until somebody releases it.

    With an agreed start it is promised, to the end of that day where that is later. `soon` says that the warning time
    before the end has begun. Source: OPG 2.3 (REF-13).
    """
    expires_at = hold_expires(found_at, policy, first_start_at)
    expired = is_past(expires_at, moment)
    remaining = timedelta() if expired else expires_at - in_utc(moment)
    soon = not expired and remaining <= policy.hold_warning
    return HoldClock(expires_at, remaining, expired, soon, promised=first_start_at is not None)


def goes_on(given_back_at: datetime | None, taken_at: datetime, policy: PolicySettings) -> bool:
    """Whether capacity that is taken again goes on with the referral's first clock, the gap counted.

    It does within 72 h of being given back, whichever team gives it; nothing was given back: it doesn't.
    Source: OPG 2.3 (REF-13).
    """
    return given_back_at is not None and elapsed(given_back_at, taken_at) <= policy.at(given_back_at).hold_for


def hold_lacks(
    found_at: datetime | None,
    confirmed_at: datetime | None,
    moment: datetime,
    policy: PolicySettings,
    *,
    first_found_at: datetime | None = None,
) -> tuple[Lack, ...]:
    """Capacity is held from when it was found, and never anew: what Scheduling confirmed earlier was found by then.

    `first_found_at` is that of the clock that goes on, none where this is the first. A missing discharge date is asked
    for by a prompt, not refused. Source: OPG 2.3 (REF-13).
    """
    if found_at is None:
        return (Lack("REF-13", "Say when the capacity was found: from then on it is held.", SCHEDULING, "found"),)
    if is_past(moment, found_at):
        return (Lack("REF-13", "The capacity can't have been found in the future: correct the moment.", DSO, "found"),)
    if confirmed_at is not None and is_past(confirmed_at, found_at):
        sentence = "Scheduling had confirmed the capacity before: the hold counts from that moment."
        return (Lack("REF-13", sentence, DSO, "found"),)
    if hold_clock(found_at, moment, policy).expired:
        hours = policy.at(found_at).hold_for // timedelta(hours=1)
        sentence = f"The capacity was found more than {hours} h ago: it can't be held any longer."
        return (Lack("REF-13", sentence, _AGAIN, "found"),)
    if first_found_at is not None and hold_clock(first_found_at, moment, policy).expired:
        return (_run_out(first_found_at, policy),)
    return ()


def still_held_lacks(*, is_held: bool, start_at: datetime | None) -> tuple[Lack, ...]:
    """What is held becomes a promise by agreeing a start, and by nothing else. Source: OPG 2.3 (REF-13)."""
    if not is_held or start_at is not None:
        return ()
    return (Lack("REF-13", "It is held already: say which start is agreed, and it is promised.", SCHEDULING, "start"),)


def promise_lacks(
    found_at: datetime,
    start_at: datetime | None,
    moment: datetime,
    policy: PolicySettings,
    *,
    first_start_at: datetime | None = None,
) -> tuple[Lack, ...]:
    """A promise has a start within two weeks of when the capacity was found, not before its day, or 72 h like a hold.

    `found_at` is when its clock began: Scheduling's word, or an earlier hold of the same referral; `first_start_at` the
    start that was agreed first since, which sets the limit. Source: OPG 2.3 (REF-13).
    """
    within = policy.at(found_at).start_within
    if start_at is not None and whole_days(london_day(found_at), london_day(start_at)) > within.days:
        sentence = (
            f"A start is agreed at most {within.days} days after the capacity was found, by "
            f"{day_text(london_day(found_at) + within)}: agree an earlier one, or wait for capacity."
        )
        return (Lack("REF-13", sentence, SCHEDULING, "start"),)
    if start_at is not None and london_day(start_at) < london_day(found_at):
        sentence = (
            f"The capacity was found on {day_text(london_day(found_at))}, and the agreed start lies before that day: "
            "correct it."
        )
        return (Lack("REF-13", sentence, SCHEDULING, "start"),)
    if not hold_clock(found_at, moment, policy, first_start_at=first_start_at or start_at).expired:
        return ()
    if start_at is None:
        return (_run_out(found_at, policy),)
    return (Lack("REF-13", "The agreed start has passed already: agree one that lies ahead.", SCHEDULING, "start"),)


def _run_out(first_found_at: datetime, policy: PolicySettings) -> Lack:
    hours = policy.at(first_found_at).hold_for // timedelta(hours=1)
    sentence = (
        f"Capacity was first found for this referral on {moment_text(first_found_at)}, given back and taken again "
        f"within {hours} h: that clock goes on and has run out. Agree a start, and it can be promised."
    )
    return Lack("REF-13", sentence, SCHEDULING, "start")
