"""How somebody stands before a meeting: what asks for a decision, and whom nothing has changed for (MDT-1, MDT-2)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from models.rules.decision import Lack
from models.rules.meetings.agenda import Opportunity
from models.rules.sentences import day_text, joined
from models.rules.who import MDT
from models.values import london_day
from models.vocabulary.meetings import DecisionKind


class Standing(IntEnum):
    """Where somebody comes on an agenda, the first first."""

    ASKS = 0
    TALKED_ABOUT = 1
    AS_BEFORE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingFacts:
    """What is known about somebody when a meeting looks at them.

    `plan_since` is when their plan's version was made or came into force, whichever is later; none without one.
    `unassessed_since` is when maximum independence was reached, until the assessment or NFA is dated (MILE-2);
    `end_expected_at` is there until that end is confirmed.
    `news_at` says when anything else changed for them: a goal, back from a break, moved here from another team.
    `step_down_agreed_at` and `end_agreed_at` are there as long as nobody has done what an earlier meeting agreed, and
    `moves_on` while a transfer that was agreed is under way; `has_next_steps` where the last meeting agreed some.
    `decided` is of the meeting that goes on; `undone` and `overdue` count actions; `has_missed` whether a visit wasn't
    made since the last one.
    """

    started_at: datetime
    plan_since: datetime | None
    opportunities: Collection[Opportunity] = ()
    is_new: bool = False
    asks_setter: bool = False
    unassessed_since: datetime | None = None
    end_expected_at: datetime | None = None
    undone: int = 0
    overdue: int = 0
    is_away: bool = False
    has_missed: bool = False
    death_reported: bool = False
    has_ended: bool = False
    decided: Collection[DecisionKind] = ()
    news_at: Collection[datetime] = ()
    step_down_agreed_at: datetime | None = None
    end_agreed_at: datetime | None = None
    moves_on: bool = False
    has_next_steps: bool = False


def agreed_at(
    kind: DecisionKind, earlier: Sequence[tuple[DecisionKind, datetime]], done_at: datetime | None = None
) -> datetime | None:
    """When the last meeting that decided anything agreed on this, none where it was done since or overtaken.

    `earlier` are that meeting's decisions; that all goes on as it was overtakes what it agreed before. Source: OPG 3.5
    (MDT-3).
    """
    carried = max((at for each, at in earlier if each is DecisionKind.CARRY_ON), default=None)
    since = [each for each in (carried, done_at) if each is not None]
    return max((at for each, at in earlier if each is kind and all(at > one for one in since)), default=None)


def needs_decision(facts: StandingFacts, moment: datetime) -> tuple[str, ...]:
    """What about somebody asks this meeting to decide, each in a few words; nothing after a death or an end.

    Source: OPG 3.3, 3.5, 3.6 (MDT-1, MDT-2, MDT-3, GOAL-2, MILE-2); after a death END-6.
    """
    if facts.death_reported or facts.has_ended:
        return ()
    asked = (
        (facts.overdue > 0, "action overdue"),
        (facts.asks_setter, "new: who sets goals?"),
        *((True, each.short) for each in facts.opportunities),
        *((True, short) for short, _ in _unsettled(facts, moment)),
    )
    return tuple(words for holds, words in asked if holds)


def to_settle(facts: StandingFacts, moment: datetime) -> tuple[str, ...]:
    """What was begun about somebody and still waits for its word, each in a sentence; nothing after a death or an end.

    Source: OPG 3.5, 3.6 (MDT-1, MILE-2); good practice (END-9); after a death END-6.
    """
    is_over = facts.death_reported or facts.has_ended
    return () if is_over else tuple(sentence for _, sentence in _unsettled(facts, moment))


def standing(facts: StandingFacts, last_held_at: datetime | None, moment: datetime) -> Standing:
    """Whoever needs a decision comes first, and whom the last meeting left with all that still holds comes last.

    Last comes nobody before the first meeting, nobody whose plan has changed since, and nobody of whom there is
    something to say: new, away or back, a visit not made, a goal set or changed, moved here, moving on, next steps
    agreed, reported to have died, with an action to do. What this meeting has
    decided moves nobody back, and nobody forward where all goes on as it was. Source: OPG 3.5 (MDT-1).
    """
    if needs_decision(facts, moment) or set(facts.decided) - {DecisionKind.CARRY_ON}:
        return Standing.ASKS
    if facts.plan_since is None or last_held_at is None:
        return Standing.TALKED_ABOUT
    changed = max(facts.started_at, facts.plan_since, *facts.news_at) > last_held_at
    said = (
        facts.is_new,
        facts.is_away,
        facts.has_missed,
        facts.death_reported,
        facts.undone > 0,
        facts.moves_on,
        facts.has_next_steps,
    )
    return Standing.TALKED_ABOUT if changed or any(said) else Standing.AS_BEFORE


def carrying_on_lacks(people: int) -> tuple[Lack, ...]:
    """Somebody is there for whom all goes on as it was. Source: OPG 3.5 (MDT-3)."""
    if people:
        return ()
    return (Lack("MDT-3", "Nobody is as the last meeting left them: decide about each by themselves.", MDT),)


def changed_meanwhile_lacks(names: Sequence[str]) -> tuple[Lack, ...]:
    """Whomever something has changed for since the last meeting, it decides about alone. Source: OPG 3.5 (MDT-3)."""
    if not names:
        return ()
    sentence = f"Something has changed since the last meeting for {joined(names)}: decide about each by themselves."
    return (Lack("MDT-3", sentence, MDT),)


def _unsettled(facts: StandingFacts, moment: datetime) -> list[tuple[str, str]]:
    found = []
    if facts.unassessed_since is not None:
        day = day_text(london_day(facts.unassessed_since))
        sentence = f"Maximum independence was reached on {day}: assess ongoing need, or decide on no further action."
        found.append(("ongoing need to be assessed", sentence))
    if facts.end_expected_at is not None and facts.end_expected_at <= moment:
        day = day_text(london_day(facts.end_expected_at))
        found.append(("did the service end?", f"The end expected on {day} isn't confirmed: did the service end?"))
    if facts.step_down_agreed_at is not None:
        day = day_text(london_day(facts.step_down_agreed_at))
        sentence = f"The step-down agreed on {day} isn't in the plan: make its next version, or decide otherwise."
        found.append(("step-down to be planned", sentence))
    if facts.end_agreed_at is not None and facts.end_expected_at is None:
        day = day_text(london_day(facts.end_agreed_at))
        sentence = f"On {day} it was agreed that the service can end: end it, or decide otherwise."
        found.append(("service to be ended", sentence))
    return found
