"""Who may say what a team is contracted to do, and what that has to say: hours, reductions, usual hours (REF-15)."""

from datetime import date, datetime
from functools import partial

from models.policy import PolicySettings
from models.rules.decision import Lack
from models.rules.plans.day_bounds import asked_about_lacks
from models.rules.who import DSO, NOBODY
from models.values import hours_text
from models.vocabulary.staff import Role

_EDITORS = frozenset({Role.DSO, Role.SERVICE_MANAGER})
_MOST_WORKERS = 99


def editor_lacks(role: Role) -> tuple[Lack, ...]:
    """The limit is the DSO's word, or the service manager's. Source: OPG 1.5 (REF-15)."""
    if role in _EDITORS:
        return ()
    return (Lack("REF-15", "A team's hours are changed by a DSO or the service manager: ask one of them.", DSO),)


def contracted_lacks(minutes: int, because: str) -> tuple[Lack, ...]:
    """Contracted hours are a number, changed for a reason. Source: OPG 1.5; CAB 2 (REF-15)."""
    found = []
    if minutes < 0:
        found.append(Lack("REF-15", "Contracted hours can't be less than none.", DSO, "hours"))
    if not because.strip():
        found.append(Lack("REF-15", "Say why the contracted hours change, such as a new worker.", DSO, "because"))
    return tuple(found)


def reduction_lacks(first: date, last: date, minutes: int, because: str, contracted: int) -> tuple[Lack, ...]:
    """A reduction has its two days, hours of those contracted, and a reason such as leave or sickness. (REF-15)."""
    found = []
    if last < first:
        found.append(Lack("REF-15", "The last day lies before the first: correct one of them.", DSO, "last"))
    if minutes <= 0:
        found.append(Lack("REF-15", "Say how many hours a week the team is short of.", DSO, "hours"))
    if minutes > contracted:
        sentence = f"The team has only {hours_text(contracted)} h a week: it can't be short of more."
        found.append(Lack("REF-15", sentence, DSO, "hours"))
    if not because.strip():
        found.append(Lack("REF-15", "Say why, such as leave or sickness; no name is needed.", DSO, "because"))
    return tuple(found)


def reduction_day_lacks(
    first: date, last: date, today: date, policy: PolicySettings, *, days_are_meant: bool
) -> tuple[Lack, ...]:
    """Days of leave or sickness that lie far off are asked about, the last one before the first. (REF-15, PSP-2).

    Source: good practice.
    """
    asked = partial(asked_about_lacks, "REF-15", today=today, policy=policy, is_meant=days_are_meant)
    days = (("The last day", last), ("The first day", first))
    found = (asked(what, day, field="days_are_meant", may_have_come=True) for what, day in days)
    return next((lacks for lacks in found if lacks), ())


def withdrawn_lacks(withdrawn_at: datetime | None) -> tuple[Lack, ...]:
    """A reduction that was withdrawn reduces nothing, so it is neither changed nor withdrawn again. (REF-15)."""
    return () if withdrawn_at is None else (Lack("REF-15", "This reduction was withdrawn already.", NOBODY),)


def usual_lacks(minutes: int, workers: int) -> tuple[Lack, ...]:
    """Usual hours at a call say how long, and how many workers are out at once. (REF-15)."""
    found = []
    if minutes < 0:
        found.append(Lack("REF-15", "Usual hours can't be less than none.", DSO, "hours"))
    if not 1 <= workers <= _MOST_WORKERS:
        found.append(
            Lack("REF-15", f"Say how many workers are out at once: from 1 to {_MOST_WORKERS}.", DSO, "workers")
        )
    return tuple(found)
