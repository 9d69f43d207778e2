"""What a new version of a service plan has to say, and when a version may be changed, finished or printed."""

from datetime import date, datetime
from uuid import UUID

from models.rules.clocks import is_past
from models.rules.closure.deaths import DeathFacts
from models.rules.decision import Lack
from models.rules.plans.changes import Week
from models.rules.plans.comparison import compare
from models.rules.plans.covered import Covered
from models.rules.sentences import day_text
from models.rules.who import DSO, MDT, NOBODY
from models.vocabulary.meetings import DecisionKind
from models.vocabulary.plans import PlanChange


def newest_lacks(newest: UUID | None, based_on: UUID) -> tuple[Lack, ...]:
    """A new version changes the newest one, so that nobody's change is lost. Source: good practice (PSP-2)."""
    if newest == based_on:
        return ()
    return (Lack("PSP-2", "A newer version of this plan was made. Look at it, then decide again.", DSO),)


def planned_for_the_dead_lacks(death: DeathFacts) -> tuple[Lack, ...]:
    """Nobody plans visits for somebody who died: the visits are stopped, and the service ends.

    Source: good practice (END-6, END-8).
    """
    if not death.is_known:
        return ()
    how = "has died" if death.confirmed_at is not None else "is reported to have died"
    sentence = f"The person {how}, so their plan stays as it is: end the service, or undo the report in Closure."
    return (Lack("END-6", sentence, DSO),)


def version_lacks(
    old: Week, new: Week, because: str, covered: tuple[Covered, Covered] = ((), ()), *, is_said_anew: bool
) -> tuple[Lack, ...]:
    """A version has visits and a reason, and differs from the one before; all that fails is named.

    `covered` are the calls that others cover, before and now. `is_said_anew`: a short-term plan becomes a long-term
    one, or why a call is short is said otherwise, which is a change with the same week.
    Source: good practice (PSP-1, PSP-2).
    """
    found = []
    if not new:
        found.append(Lack("PSP-1", "Plan at least one visit; a service without visits is ended instead.", DSO))
    if not because.strip():
        found.append(Lack("PSP-2", "Say why there is a new version.", "whoever changes the plan", "because"))
    if new and not compare(old, new, covered) and not is_said_anew:
        found.append(Lack("PSP-2", "Nothing in the week has changed: change a visit first.", "whoever plans"))
    return tuple(found)


def agreed_ahead_lacks(
    *,
    scheduling_at: datetime | None,
    mdt_at: datetime | None,
    coordinator_at: datetime | None,
    moment: datetime,
) -> tuple[Lack, ...]:
    """An agreement was given before it is recorded. Source: OPG 1.5, 3.1, 5.3 (PSP-3, PSP-4, PSP-5)."""
    given = (
        (scheduling_at, "PSP-3", "Scheduling"),
        (mdt_at, "PSP-4", "the MDT"),
        (coordinator_at, "PSP-5", "the case coordinator"),
    )
    return tuple(
        Lack(rule, f"The agreement of {who} can't be dated in the future: correct it.", DSO)
        for at, rule, who in given
        if at is not None and is_past(moment, at)
    )


def step_down_lacks(kind: DecisionKind, *, is_of_this_episode: bool, is_taken_back: bool) -> tuple[Lack, ...]:
    """A step-down rests on a meeting's decision about this very support, not taken back. Source: OPG 3.1 (PSP-4)."""
    if is_taken_back:
        return (Lack("PSP-4", "The meeting took this step-down back: it decides anew, if it is meant after all.", MDT),)
    if is_of_this_episode and kind is DecisionKind.STEP_DOWN:
        return ()
    return (Lack("PSP-4", "This decision is no step-down of this person.", MDT),)


def finished_lacks(finished_at: datetime | None) -> tuple[Lack, ...]:
    """What is finished never changes. Source: good practice (PSP-2)."""
    return () if finished_at is None else (Lack("PSP-2", "This version is finished already.", NOBODY),)


def interim_change_lacks(change: PlanChange) -> tuple[Lack, ...]:
    """Support plan and PO are amended after a change of interim hours only. Source: OPG 5.3 (PSP-5)."""
    if change is PlanChange.INTERIM_CHANGE:
        return ()
    return (Lack("PSP-5", "Only a change of interim hours asks for this.", NOBODY),)


def printing_lacks(*, has_plan: bool) -> tuple[Lack, ...]:
    """A paper about somebody's support prints their plan. Source: good practice (PSP-1)."""
    if has_plan:
        return ()
    return (Lack("PSP-1", "There is no service plan yet, so there is nothing to print.", DSO),)


def visiting_lacks(ended_on: date | None) -> tuple[Lack, ...]:
    """A paper for those who visit is of support that goes on. Source: good practice (PSP-1)."""
    if ended_on is None:
        return ()
    return (Lack("PSP-1", f"Support ended on {day_text(ended_on)}: there is no visit to print a sheet for.", DSO),)
