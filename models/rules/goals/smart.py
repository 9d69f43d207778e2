"""What a goal still lacks to be SMART, until when goals are to be set, by whom, and where they are recorded."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum
from typing import Self

from models.policy import PolicySettings
from models.rules.clocks import deadline
from models.rules.decision import Lack
from models.rules.plans.day_bounds import asked_about_lacks
from models.rules.who import DSO, MDT, NOBODY
from models.values import fold, london_day
from models.vocabulary.goals import GoalState
from models.vocabulary.plans import AimOfSupport
from models.vocabulary.staff import Role

SETTER = "the goal setter, with the person"
_STATEMENT = "Say exactly what the person will do."
_BLANK = re.compile(r"(?<![\w.])(?:…|\.{3})(?![\w.])")  # that of a sentence which breaks off stands at its last word
_BLANK_LEFT = "“…” is still to be filled in."


class RecordPlace(Enum):
    """Where goals are written down. Source: OPG 3.3 (GOAL-5)."""

    SHORT_TERM_PSP = "short_term_psp"
    HELD_RECORD = "held_record"
    MOSAIC = "mosaic"

    @property
    def is_automatic(self) -> bool:
        """Whether the program itself sees to it; the others are ticked by a person."""
        return self is RecordPlace.SHORT_TERM_PSP


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFacts:
    """The wording of a goal as it stands.

    `calls` are those at which it is worked on, by commas; `own_words` what the person said that they want;
    `aim` what its ratings are to reach, empty without one.
    """

    statement: str = ""
    measure: str = ""
    achievable: str = ""
    relevant: str = ""
    target: date | None = None
    calls: str = ""
    own_words: str = ""
    aim: str = ""

    def fills_in(self, before: Self) -> bool:
        """Whether this only completes a draft: nothing that was said is said otherwise (GOAL-4)."""
        return not is_complete(before) and all(
            not was or was == now
            for was, now in ((getattr(before, each.name), getattr(self, each.name)) for each in fields(self))
        )


def smart_lacks(goal: GoalFacts) -> tuple[Lack, ...]:
    """Say which of the five a goal misses; with any of them missing it is a draft. Source: OPG 3.3 (GOAL-3)."""
    asked: tuple[tuple[str | date | None, str, str], ...] = (
        (goal.statement.strip(), _STATEMENT, "what"),
        (goal.measure.strip() or goal.aim, "Say how progress is measured.", "measure"),
        (goal.achievable.strip(), "Say why the person can achieve it during the service.", "achievable"),
        (goal.relevant.strip(), "Say how it serves the purpose of the service.", "relevant"),
        (goal.target, "Set a target date.", "target"),
    )
    texts = (goal.statement, goal.measure, goal.achievable, goal.relevant, "")
    return tuple(
        Lack("GOAL-3", f"{_BLANK_LEFT} {sentence}" if there else sentence, SETTER, field)
        for (there, sentence, field), text in zip(asked, texts, strict=True)
        if not there or has_blank(text)
    )


def has_blank(text: str) -> bool:
    """Whether "…" stands in it by itself: the blank of an example, which nobody has filled in yet (GOAL-3)."""
    return _BLANK.search(text) is not None


def statement_lacks(statement: str, worked_on: Iterable[str]) -> tuple[Lack, ...]:
    """A draft may lack four of the five, not its statement; two open goals of one wording couldn't be told apart.

    `worked_on` are the statements of the person's other open goals; case, accents and blanks make no difference.
    Source: OPG 3.3 (GOAL-3).
    """
    folded = fold(statement)
    if not statement.strip():
        return (Lack("GOAL-3", _STATEMENT, SETTER, "what"),)
    if any(fold(said) == folded for said in worked_on):
        again = "This goal is being worked on already: word the new one so that it differs."
        return (Lack("GOAL-3", again, SETTER, "what"),)
    return ()


def target_lacks(
    target: date | None, was: date | None, today: date, policy: PolicySettings, *, is_meant: bool
) -> tuple[Lack, ...]:
    """A target date in the past or far ahead is asked about, unless it stood there before. Source: OPG 3.3 (GOAL-3)."""
    if target is None or target == was:
        return ()
    field = "target_is_meant"
    return asked_about_lacks("GOAL-3", "The target date", target, today, policy, is_meant=is_meant, field=field)


def is_complete(goal: GoalFacts) -> bool:
    """Whether a goal is SMART and so counts; otherwise it is a draft. Source: OPG 3.3 (GOAL-3)."""
    return not smart_lacks(goal)


def goals_asked_since(
    started_at: datetime, support_for: AimOfSupport | None, goals_from: datetime | None
) -> datetime | None:
    """From when the time for goals counts: from the start, or once recuperating turned to goals; none while it lasts.

    Source: STCH (STC-2, GOAL-1).
    """
    if support_for is AimOfSupport.RECUPERATE:
        return None
    return started_at if goals_from is None else max(started_at, goals_from)


def goals_due(started_at: datetime, policy: PolicySettings) -> datetime:
    """The last moment at which goals are set in time. Source: OPG 3.3 (GOAL-1)."""
    return deadline(started_at, policy.at(started_at).goals_within)


def setting_lacks(role: Role) -> tuple[Lack, ...]:
    """Only a member of the MDT sets goals. Source: OPG 3.3, 3.5 (GOAL-2)."""
    if role.in_mdt:
        return ()
    return (
        Lack(
            "GOAL-2",
            f"Goals are set by a DSO, CWC, OT, SW or CCW of the MDT, not by the role {role.label}.",
            "any member of the MDT",
        ),
    )


def change_lacks(before: GoalFacts, after: GoalFacts, because: str) -> tuple[Lack, ...]:
    """A goal may change at any time, with a reason; nothing changed needs none. Source: OPG 3.3 (GOAL-4)."""
    if before == after or because.strip():
        return ()
    return (Lack("GOAL-4", "Say why the goal is changed.", "whoever changes it", "because"),)


def outcome_lacks(now: GoalState, outcome: GoalState) -> tuple[Lack, ...]:
    """A goal comes out once, and not as still being worked on. Source: OPG 3.3 (GOAL-4)."""
    if now is GoalState.OPEN and outcome is not GoalState.OPEN:
        return ()
    return (Lack("GOAL-4", "This goal is closed already; reopen it to change how it came out.", MDT),)


def open_already_lacks(now: GoalState) -> tuple[Lack, ...]:
    """Only a goal that was closed is worked on again. Source: OPG 3.3 (GOAL-4)."""
    return (Lack("GOAL-4", "This goal is open.", NOBODY),) if now is GoalState.OPEN else ()


def working_lacks(*, is_in_service: bool) -> tuple[Lack, ...]:
    """Goals are worked on while the person is in service. Source: OPG 3.3 (GOAL-4)."""
    if is_in_service:
        return ()
    return (Lack("GOAL-4", "This person is no longer in service: the goal stays as it was.", DSO),)


def setter_lacks(ended_at: datetime | None) -> tuple[Lack, ...]:
    """Who sets goals is agreed for an episode that goes on. Source: OPG 3.3, 3.5 (GOAL-2)."""
    if ended_at is None:
        return ()
    return (Lack("GOAL-2", "This episode has ended: nobody sets goals in it.", "the DSO, by reopening it"),)


def place_lacks(place: RecordPlace) -> tuple[Lack, ...]:
    """What the program itself sees to isn't ticked. Source: OPG 3.3 (GOAL-5)."""
    if not place.is_automatic:
        return ()
    return (Lack("GOAL-5", "The short-term PSP holds every goal by itself.", NOBODY),)


def record_places(started_at: datetime, policy: PolicySettings) -> tuple[RecordPlace, ...]:
    """Where the goals of this episode belong; MOSAIC too for support that began long ago.

    Source: OPG 3.3 (GOAL-5).
    """
    everywhere = (RecordPlace.SHORT_TERM_PSP, RecordPlace.HELD_RECORD)
    if london_day(started_at) < _day_of(policy.mosaic_goals_before):
        return (*everywhere, RecordPlace.MOSAIC)
    return everywhere


def _day_of(number: int) -> date:
    """A day kept as the whole number yyyymmdd."""
    year, month_and_day = divmod(number, 10_000)
    return date(year, *divmod(month_and_day, 100))
