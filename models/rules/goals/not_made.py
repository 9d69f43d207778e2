"""A planned visit that wasn't made, apart from one at which the person declined: it is no rating and no break.

It says nothing of how independent somebody is, so it breaks no run, is no zero and counts in no trend (trap 7).
"""

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import WHOEVER_TYPED
from models.values import Call
from models.vocabulary.closure import BreakKind
from models.vocabulary.goals import NotMade

_FIELD = "is_meant"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitThen:
    """What is recorded of a visit: how many workers the plan sent (none without a plan), why nobody was there.

    `away` is the break of the day, `not_made` why the visit wasn't made, where that is recorded; `died` is the day of a
    death, or on which one was reported.
    """

    day: date
    call: Call
    workers: int | None = None
    away: BreakKind | None = None
    not_made: NotMade | None = None
    died: date | None = None

    @property
    def why_not_due(self) -> str:
        """Why no visit was due, as a clause; empty where one was, or where no plan says."""
        if self.died is not None and self.day > self.died:
            return f"the person is recorded as having died by {day_text(self.died)}"
        if self.away is not None:
            return f"the person was recorded as away ({self.away.label.lower()})"
        return f"the plan of that day has no {self.call.value} visit" if self.workers == 0 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitMissed:
    """A visit that is recorded as not made: why, who noted it and when; `worker` is whom a file names with it."""

    day: date
    call: Call
    reason: NotMade
    note: str
    worker: str
    at: datetime
    by: str

    @property
    def sentence(self) -> str:
        """For instance "not made: nobody came (“van broke down”), noted by Priya Raman"."""
        note = f" (“{self.note}”)" if self.note else ""
        worker = f" for {self.worker}" if self.worker else ""
        return f"not made: {self.reason.label.lower()}{note}, noted by {self.by}{worker}"


def brought_though_asked(missed: VisitMissed) -> str:
    """What is asked of a letter that a file brings for a visit recorded as not made: it comes in, and both are kept.

    Source: good practice on OPG 3.4 (IPAD-1, IPAD-2).
    """
    when = f"The {missed.call.value} visit on {day_text(missed.day)}"
    return f"{when} is recorded as {missed.sentence}. Both are kept and shown: ask which is true."


def brought_after_death(day: date, call: Call, died: date | None) -> str:
    """What is asked of a letter that a file brings for a visit after a death, or its report; empty where there is none.

    Source: good practice on OPG 3.4 (IPAD-1, END-6).
    """
    if died is None or day <= died:
        return ""
    why = VisitThen(day=day, call=call, died=died).why_not_due
    return f"The {call.value} visit on {day_text(day)} wasn't due: {why}. The letter is kept: ask which is true."


def not_made_lacks(visit: VisitThen, *, is_rated: bool, is_meant: bool) -> tuple[Lack, ...]:
    """A visit that wasn't due, or that somebody has rated, is asked about until it is meant.

    Source: good practice on OPG 3.4 (IPAD-1).
    """
    when = f"The {visit.call.value} visit on {day_text(visit.day)}"
    if is_meant:
        return ()
    if is_rated:
        return (_asked(f"{when} has a rating, so somebody was there. Say which is true, or that it is meant."),)
    if why := visit.why_not_due:
        return (_asked(f"{when} wasn't due: {why}. Correct the visit, or say that it is meant."),)
    return ()


def rated_though_lacks(visit: VisitThen, *, is_at_its_call: bool, is_meant: bool) -> tuple[Lack, ...]:
    """A letter on a visit that wasn't due for the goal, or that wasn't made, is asked about until it is meant.

    Source: good practice on OPG 3.4 (IPAD-1).
    """
    when = f"the {visit.call.value} visit on {day_text(visit.day)}"
    if is_meant:
        return ()
    if visit.not_made is not None:
        why = f"{when[0].upper()}{when[1:]} is recorded as not made ({visit.not_made.label.lower()})"
    elif visit.why_not_due:
        why = f"This goal wasn't due at {when}: {visit.why_not_due}"
    elif not is_at_its_call:
        why = f"This goal wasn't due at {when}: it is worked on at other calls"
    else:
        return ()
    return (_asked(f"{why}. Correct the visit, or say that it was rated all the same."),)


def taken_back_lacks(*, is_recorded: bool) -> tuple[Lack, ...]:
    """Only what is recorded as not made can turn out to have been made. Source: OPG 3.4 (IPAD-1)."""
    if is_recorded:
        return ()
    return (Lack("IPAD-1", "This visit isn't recorded as not made.", WHOEVER_TYPED),)


def _asked(sentence: str) -> Lack:
    return Lack("IPAD-1", sentence, WHOEVER_TYPED, _FIELD)
