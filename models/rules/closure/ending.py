"""Ending an episode, closing its package, reopening one ended by mistake, and what a death changes."""

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.clocks import in_utc, is_past
from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import ASSESSOR, DSO, NOBODY
from models.values import london_day, start_of_day
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind

_SHORT_TERM = (
    EndReason.GOALS_ACHIEVED,
    EndReason.ONGOING_ARRANGED,
    EndReason.CARE_HOME,
    EndReason.HOSPITAL,
    EndReason.DIED,
)
_INTERIM = (
    EndReason.PVI_FOUND,
    EndReason.NEEDS_CHANGED,
    EndReason.LONG_BREAK,
    EndReason.RESIDENTIAL,
    EndReason.DIED,
)
_ASKS = {
    EndReason.GOALS_ACHIEVED: "nothing more; that no further action is needed is dated in Goals",
    EndReason.ONGOING_ARRANGED: "the day on which the ongoing care starts",
    EndReason.CARE_HOME: "the day of the move to the care home",
    EndReason.HOSPITAL: "the day of the admission to hospital",
    EndReason.DIED: "the date of death, reported or confirmed",
    EndReason.TRANSFERRED: "the hand-over in Interim transfer",
    EndReason.PVI_FOUND: "the day on which the PVI provider starts",
    EndReason.NEEDS_CHANGED: "the day of the reassessment, recorded first under Needs reassessed",
    EndReason.LONG_BREAK: "the break, with the last visit before it",
    EndReason.RESIDENTIAL: "the day of the move",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingFacts:
    """An end as somebody wants to record it, and what is known that its reason rests on.

    `reassessed_on` is the first day in this episode on which needs were reassessed.
    """

    kind: EpisodeKind
    reason: EndReason
    started_at: datetime
    ends_at: datetime
    is_hand_over: bool = False
    has_long_break: bool = False
    is_death_known: bool = True
    died_on: date | None = None
    reassessed_on: date | None = None


def reasons_for(kind: EpisodeKind) -> tuple[EndReason, ...]:
    """The reasons that an episode of this kind can end for; the hand-over gives its own.

    Source: OPG 6.1, 6.2 (END-1, END-2).
    """
    return _INTERIM if kind.is_interim else _SHORT_TERM


def asks_for(reason: EndReason) -> str:
    """What has to be known for this reason, for the screen to ask. Source: OPG 6.1, 6.2 (END-1, END-2)."""
    return _ASKS[reason]


def ending_lacks(facts: EndingFacts) -> tuple[Lack, ...]:
    """Refuse a reason that isn't of this kind of episode, and an end before the start.

    Source: OPG 6.1, 6.2 (END-1, END-2, END-3, MILE-3).
    """
    return (*_reason_lacks(facts), *_reassessment_lacks(facts), *_moment_lacks(facts))


def end_ahead_lacks(kind: EpisodeKind, ends_at: datetime, moment: datetime) -> tuple[Lack, ...]:
    """An end is a fact, not a plan. Source: OPG 6.1, 6.2 (END-1, END-2)."""
    if not is_past(moment, ends_at):
        return ()
    return (Lack("END-2" if kind.is_interim else "END-1", "An end is recorded when it has come.", DSO, "at"),)


def running_lacks(ended_at: datetime | None) -> tuple[Lack, ...]:
    """Nothing more is recorded for an episode that has ended. Source: good practice (END-7)."""
    if ended_at is None:
        return ()
    sentence = "This episode has ended: nothing more can be recorded for it."
    return (Lack("END-7", sentence, "the DSO, by reopening it"),)


def ended_lacks(*, has_ended: bool, has_package: bool, was_undone: bool = False) -> tuple[Lack, ...]:
    """A package is closed after its episode has ended; what a hand-over or an undone start ended has none of its own.

    Source: OPG 6.3; MG (END-4).
    """
    if not has_ended:
        return (Lack("END-4", "End the episode first; then its package can be closed.", DSO),)
    if has_package:
        return ()
    if was_undone:
        return (Lack("END-4", "Its start was undone, so there is no package to close.", NOBODY),)
    sentence = "It ended with the move to interim support: what closes it stands in the transfer's checklist."
    return (Lack("END-4", sentence, NOBODY),)


def reopenable_lacks(*, has_ended: bool, was_undone: bool = False, reason: EndReason | None = None) -> tuple[Lack, ...]:
    """What was ended can be reopened, unless its start was undone or the person moved on; the first that fails.

    Source: good practice (END-7).
    """
    if not has_ended:
        return (Lack("END-7", "This episode hasn't ended.", NOBODY),)
    if was_undone:
        return (Lack("END-7", "Its start was undone: start the service again from its referral.", DSO),)
    if reason is EndReason.TRANSFERRED:
        return (Lack("END-7", "It ended with the move to interim support, which goes on.", NOBODY),)
    return ()


def end_offered_at(died_on: date | None, started_at: datetime, by_a_break: datetime | None) -> datetime | None:
    """The moment offered as the end of support: the day of a death, not before the start; else what a break offers.

    Source: OPG 6.1, 6.2 (END-3); good practice (END-8).
    """
    if died_on is None:
        return by_a_break
    return max(start_of_day(died_on), in_utc(started_at))


def reopening_lacks(because: str, *, has_open_episode: bool = False) -> tuple[Lack, ...]:
    """A mistaken closure is reopened with a reason, unless the person is in service again.

    Source: good practice (END-7).
    """
    reason = Lack("END-7", "Say why the closure was a mistake.", DSO, "because")
    other = Lack("END-7", "The person has another open episode, so this one can't be reopened.", DSO)
    return (*(() if because.strip() else (reason,)), *((other,) if has_open_episode else ()))


def _reason_lacks(facts: EndingFacts) -> tuple[Lack, ...]:
    rule = "END-2" if facts.kind.is_interim else "END-1"
    if facts.reason is EndReason.TRANSFERRED:
        if facts.is_hand_over:
            return ()
        return (Lack(rule, "A transfer ends the episode by its hand-over: do it in Interim transfer.", DSO),)
    if facts.reason not in reasons_for(facts.kind):
        return (Lack(rule, f"“{facts.reason.label}” doesn't end support of this kind: choose another reason.", DSO),)
    if facts.reason is EndReason.LONG_BREAK and not facts.has_long_break:
        return (Lack("END-3", "No break has reached its limit: record the break, or choose another reason.", DSO),)
    if facts.reason is EndReason.DIED and not facts.is_death_known:
        return (Lack("END-8", "Report or confirm the death first, so that every desk sees it.", DSO),)
    return ()


def _reassessment_lacks(facts: EndingFacts) -> tuple[Lack, ...]:
    """Changed needs end interim support on the day of a reassessment in it, or later."""
    if facts.reason is not EndReason.NEEDS_CHANGED or not facts.kind.is_interim:
        return ()
    if facts.reassessed_on is None:
        sentence = "Record the reassessment first: its day, who reassessed, and what was decided."
        return (Lack("END-2", sentence, ASSESSOR, "closure.reassess"),)
    if london_day(facts.ends_at) < facts.reassessed_on:
        sentence = f"Needs were reassessed on {day_text(facts.reassessed_on)}: support can't end for it before."
        return (Lack("END-2", sentence, ASSESSOR, "at"),)
    return ()


def _moment_lacks(facts: EndingFacts) -> tuple[Lack, ...]:
    rule = "END-2" if facts.kind.is_interim else "END-1"
    if in_utc(facts.ends_at) < in_utc(facts.started_at):
        started = day_text(london_day(facts.started_at))
        return (Lack(rule, f"The end can't be before the start on {started}.", DSO, "at"),)
    if facts.died_on is not None and london_day(facts.ends_at) > facts.died_on:
        died = day_text(facts.died_on)
        return (Lack("END-8", f"Support can't end after the date of death, {died}.", DSO, "at"),)
    return ()
