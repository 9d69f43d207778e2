"""What is asked of a change on the staff: names, days on it, roles and leave; nobody locks the office out of itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.policy import PolicySettings
from models.rules.decision import Lack
from models.rules.office.editors import OFFICE_EDITORS
from models.rules.people.naming import LONGEST_NAME, too_long
from models.rules.plans.day_bounds import asked_about_lacks
from models.rules.sentences import day_text
from models.rules.spells import Spell, is_within
from models.rules.who import OFFICE
from models.vocabulary.staff import ORGANISERS, Role

_TYPIST = "whoever typed it"
_MEANT = "day_is_meant"


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody on record whose name reads the same."""

    name: str
    role: Role
    team: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class Remaining:
    """Who else is on the staff from a day on: anybody who may change Office, any DSO."""

    editors: int
    dsos: int


def staff_name_lacks(name: str, namesake: Namesake | None) -> tuple[Lack, ...]:
    """Everybody has a name, and no two read the same: papers, files and lists name staff by it alone."""
    if not name.strip():
        return (Lack("", "Give a name, as files and papers name them.", _TYPIST, "name"),)
    long = too_long("name", name, LONGEST_NAME)
    if long:
        return (Lack("", long, _TYPIST, "name"),)
    if namesake is None:
        return ()
    where = f", {namesake.team}" if namesake.team else ""
    known = f"{namesake.name} ({namesake.role.label}{where}) is on record already"
    same = "choose them in the list" if namesake.is_there else "choose them in the list and let them come back"
    sentence = (
        f"{known}. The same person: {same}. Somebody else: add to the name what tells the two apart, such as "
        f"{name.strip()}{f' ({namesake.team} 2)' if namesake.team else ' (2)'} or a middle name."
    )
    return (Lack("", sentence, _TYPIST, "name"),)


def leaving_lacks(
    name: str, spells: Sequence[Spell], last_day: date, today: date, policy: PolicySettings, *, is_meant: bool
) -> tuple[Lack, ...]:
    """Who leaves is on the staff on their last day; a day long past or far ahead is asked about."""
    if not is_within(spells, last_day):
        return (Lack("", f"{name} isn't on the staff on {day_text(last_day)}.", _TYPIST, "last_day"),)
    return asked_about_lacks(
        "", "The last day", last_day, today, policy, is_meant=is_meant, field=_MEANT, may_have_come=True
    )


def remaining_lacks(
    name: str, before: Role, after: Role | None, others: Remaining, *, is_meant: bool
) -> tuple[Lack, ...]:
    """An office keeps somebody who may change it; that no DSO is left is asked about, for then nobody decides.

    `after` is what the person becomes, none where they leave. Source: END-10.
    """
    if others.editors == 0 and after not in OFFICE_EDITORS:
        sentence = (
            f"{name} is the last who may change what stands in Office: add a DSO, admin or service manager first, "
            "or nobody could ever do so again."
        )
        return (Lack("", sentence, OFFICE),)
    if others.dsos or before not in ORGANISERS or after in ORGANISERS or is_meant:
        return ()
    sentence = f"{name} is the last DSO: after that nobody can accept, start or end anything. Say that it is meant."
    return (Lack("", sentence, OFFICE, "last_is_meant"),)


def staying_lacks(name: str, last_day: date | None, today: date) -> tuple[Lack, ...]:
    """Only a leaving that is still to come is taken back; who has left comes back from a day."""
    if last_day is None:
        return (Lack("", f"Nobody said that {name} leaves.", OFFICE),)
    if last_day < today:
        return (Lack("", f"{name} left on {day_text(last_day)}: let them come back from a day.", OFFICE),)
    return ()


def returning_lacks(name: str, spells: Sequence[Spell], first_day: date) -> tuple[Lack, ...]:
    """Who comes back has left before, and isn't on the staff on that day or after it."""
    if any(each.meets(Spell(first_day)) for each in spells) or not spells:
        sentence = f"{name} is on the staff on {day_text(first_day)} or later: choose a day after they left."
        return (Lack("", sentence, _TYPIST, "first_day"),)
    return ()


def beginning_lacks(name: str, first_day: date | None, spells: Sequence[Spell], changed: Spell) -> tuple[Lack, ...]:
    """A first day that is put right lies before the last one, and after any earlier time on the staff."""
    if first_day is not None and changed.last_day is not None and first_day > changed.last_day:
        sentence = f"{name} leaves on {day_text(changed.last_day)}: their first day is before that."
        return (Lack("", sentence, _TYPIST, "first_day"),)
    if any(each.meets(Spell(first_day, changed.last_day)) for each in spells if each != changed):
        return (Lack("", f"{name} was on the staff before: their first day is after that.", _TYPIST, "first_day"),)
    return ()


def role_lacks(
    now: Role, role: Role, from_day: date | None, today: date, policy: PolicySettings, *, is_meant: bool
) -> tuple[Lack, ...]:
    """A change of role is one, from a day; one long past or far ahead is asked about."""
    if now is role:
        return (Lack("", f"That is their role already: {role.label}.", _TYPIST, "role"),)
    if from_day is None:
        return ()
    return asked_about_lacks(
        "", "The day of the change", from_day, today, policy, is_meant=is_meant, field=_MEANT, may_have_come=True
    )


def role_taken_back_lacks(from_day: date, today: date, *, is_withdrawn: bool) -> tuple[Lack, ...]:
    """Only a change of role that is still to come is taken back."""
    if is_withdrawn:
        return (Lack("", "This change of role was taken back already.", OFFICE),)
    if from_day <= today:
        return (Lack("", f"This change has counted since {day_text(from_day)}: change the role again.", OFFICE),)
    return ()


def leave_lacks(
    name: str,
    leave: Spell,
    spells: Sequence[Spell],
    others: Sequence[Spell],
    today: date,
    policy: PolicySettings,
    *,
    is_meant: bool,
) -> tuple[Lack, ...]:
    """Leave has a first day on the staff, ends after it begins, and is none of another leave's days.

    Source: good practice (DAY-4).
    """
    first, last = leave.first_day, leave.last_day
    if first is None:
        return (Lack("DAY-4", "Say the first day of the leave.", _TYPIST, "first_day"),)
    if last is not None and last < first:
        sentence = f"Leave from {day_text(first)} can't end on {day_text(last)}, before it begins."
        return (Lack("DAY-4", sentence, _TYPIST, "last_day"),)
    if not is_within(spells, first):
        return (Lack("DAY-4", f"{name} isn't on the staff on {day_text(first)}.", _TYPIST, "first_day"),)
    meeting = next((each for each in others if each.meets(leave)), None)
    if meeting is not None:
        end = f"to {day_text(meeting.last_day)}" if meeting.last_day else "on"
        start = day_text(meeting.first_day) if meeting.first_day else ""
        sentence = f"{name} is on leave from {start} {end} already: change that, or choose other days."
        return (Lack("DAY-4", sentence, _TYPIST, "first_day"),)
    return asked_about_lacks(
        "DAY-4", "The first day", first, today, policy, is_meant=is_meant, field=_MEANT, may_have_come=True
    )


def leave_gone_lacks(*, is_withdrawn: bool) -> tuple[Lack, ...]:
    """A leave that was taken back isn't changed any more. Source: good practice (DAY-4)."""
    return (Lack("DAY-4", "This leave was taken back already.", OFFICE),) if is_withdrawn else ()
