"""Ending an episode, closing its package, reopening one ended by mistake, and what a death changes."""

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.clocks import in_utc, is_past
from models.rules.decision import Lack
from models.rules.sentences import NOT_TICKED, day_text
from models.values import london_day
from models.vocabulary import AtOutcome, ClosingStepKind, EndReason, EpisodeKind

_DSO = "the DSO"
_COORDINATOR = "the case coordinator"

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
    EndReason.GOALS_ACHIEVED: "the day on which no further action was decided",
    EndReason.ONGOING_ARRANGED: "the day maximum independence was reached, and when the ongoing care starts",
    EndReason.CARE_HOME: "the day of the move, recorded as a break in a care home",
    EndReason.HOSPITAL: "the admission, recorded as a break in hospital",
    EndReason.DIED: "the date of death, reported or confirmed",
    EndReason.TRANSFERRED: "the hand-over in Interim transfer",
    EndReason.PVI_FOUND: "the day on which the PVI provider starts",
    EndReason.NEEDS_CHANGED: "the day of the reassessment",
    EndReason.LONG_BREAK: "the break, with the last visit before it",
    EndReason.RESIDENTIAL: "the day of the move",
}
_STEP_SENTENCES = {
    ClosingStepKind.END_PO: "End the purchase order.",
    ClosingStepKind.UPDATE_MOSAIC: "Update MOSAIC.",
    ClosingStepKind.UPDATE_CCL: "Update CCL with start and end dates.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingFacts:
    """An end as somebody wants to record it, and what is known that its reason rests on."""

    kind: EpisodeKind
    reason: EndReason
    started_at: datetime
    ends_at: datetime
    is_hand_over: bool = False
    has_long_break: bool = False
    is_death_known: bool = True
    died_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathFacts:
    """What is known of a death: reported, by telephone say, and then confirmed with its date."""

    reported_at: datetime | None = None
    confirmed_at: datetime | None = None
    died_on: date | None = None

    @property
    def is_known(self) -> bool:
        """Whether every desk behaves as after a death: a report is enough. Source: good practice (END-8)."""
        return self.reported_at is not None or self.confirmed_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class AtFacts:
    """Assistive technology during STS, and the outcome of its review."""

    has_at: bool = False
    outcome: AtOutcome | None = None
    recorded_at: datetime | None = None  # form completed, AT team and provider e-mailed


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

    Source: OPG 6.1, 6.2 (END-1, END-2, END-3).
    """
    return (*_reason_lacks(facts), *_moment_lacks(facts))


def end_ahead_lacks(kind: EpisodeKind, ends_at: datetime, moment: datetime) -> tuple[Lack, ...]:
    """An end is a fact, not a plan. Source: OPG 6.1, 6.2 (END-1, END-2)."""
    if not is_past(moment, ends_at):
        return ()
    return (Lack("END-2" if kind.is_interim else "END-1", "An end is recorded when it has come.", _DSO),)


def running_lacks(ended_at: datetime | None) -> tuple[Lack, ...]:
    """Nothing more is recorded for an episode that has ended. Source: good practice (END-7)."""
    if ended_at is None:
        return ()
    sentence = "This episode has ended: nothing more can be recorded for it."
    return (Lack("END-7", sentence, "the DSO, by reopening it"),)


def ended_lacks(*, is_ended: bool) -> tuple[Lack, ...]:
    """A package is closed after its episode has ended. Source: OPG 6.3 (END-4)."""
    return () if is_ended else (Lack("END-4", "End the episode first; then its package can be closed.", _DSO),)


def closed_already_lacks(closed_at: datetime | None) -> tuple[Lack, ...]:
    """A package that is closed stays as it was closed. Source: OPG 6.3 (END-4)."""
    return () if closed_at is None else (Lack("END-4", "This package is closed already.", "the DSO, by reopening it"),)


def untick_lacks(*, is_ticked: bool) -> tuple[Lack, ...]:
    """Only a tick that is there is taken back. Source: OPG 6.3 (END-4)."""
    return () if is_ticked else (Lack("END-4", NOT_TICKED, "nobody"),)


def closing_lacks(done: frozenset[ClosingStepKind]) -> tuple[Lack, ...]:
    """A package isn't closed until all three steps are done. Source: OPG 6.3 (END-4)."""
    return tuple(Lack("END-4", sentence, _DSO) for step, sentence in _STEP_SENTENCES.items() if step not in done)


def at_lacks(facts: AtFacts) -> tuple[Lack, ...]:
    """What is open about assistive technology: an outcome, and the form with its e-mails. Source: OPG 4 (END-5)."""
    if not facts.has_at:
        return ()
    outcome = Lack("END-5", "Say whether assistive technology continues, and who pays, or is taken out.", _COORDINATOR)
    form = Lack(
        "END-5",
        "Complete the community alarm and telecare review form, and e-mail the AT team and the provider.",
        _COORDINATOR,
    )
    return (*((outcome,) if facts.outcome is None else ()), *((form,) if facts.recorded_at is None else ()))


def paper_lacks(death: DeathFacts) -> tuple[Lack, ...]:
    """No paper is addressed to somebody who has died; summaries about them stay.

    Source: good practice (END-6, END-8).
    """
    if not death.is_known:
        return ()
    how = "confirmed" if death.confirmed_at is not None else "reported"
    return (Lack("END-6", f"The person's death is {how}, so no paper is addressed to them.", _DSO),)


def confirming_lacks(died_on: date | None, day: date) -> tuple[Lack, ...]:
    """A death is confirmed with its date, which can't lie ahead. Source: good practice (END-8)."""
    if died_on is None:
        return (Lack("END-8", "Give the date of death to confirm it.", _DSO),)
    if died_on > day:
        return (Lack("END-8", f"The date of death can't be after today: {day_text(died_on)}.", _DSO),)
    return ()


def death_date_lacks(died_on: date, born: date | None) -> tuple[Lack, ...]:
    """Nobody dies before they were born. Source: good practice (END-8)."""
    if born is None or died_on >= born:
        return ()
    return (Lack("END-8", "The date of death can't be before the birth date.", _DSO),)


def undoing_death_lacks(reported_at: datetime | None) -> tuple[Lack, ...]:
    """Only a death that is recorded is undone. Source: good practice (END-8)."""
    return (Lack("END-8", "No death is recorded for this person.", "nobody"),) if reported_at is None else ()


def death_question(died_on: date, last_visit_on: date | None) -> str:
    """What to ask where visits were recorded after a death; empty where nothing is odd.

    Source: good practice (END-8).
    """
    if last_visit_on is None or last_visit_on <= died_on:
        return ""
    return f"A visit is recorded on {day_text(last_visit_on)}, after the date of death: ask which is right."


def reopenable_lacks(*, has_ended: bool, was_undone: bool = False, reason: EndReason | None = None) -> tuple[Lack, ...]:
    """What was ended can be reopened, unless its start was undone or the person moved on; the first that fails.

    Source: good practice (END-7).
    """
    if not has_ended:
        return (Lack("END-7", "This episode hasn't ended.", "nobody"),)
    if was_undone:
        return (Lack("END-7", "Its start was undone: start the service again from its referral.", _DSO),)
    if reason is EndReason.TRANSFERRED:
        return (Lack("END-7", "It ended with the move to interim support, which goes on.", "nobody"),)
    return ()


def reopening_lacks(because: str, *, has_open_episode: bool = False) -> tuple[Lack, ...]:
    """A mistaken closure is reopened with a reason, unless the person is in service again.

    Source: good practice (END-7).
    """
    reason = Lack("END-7", "Say why the closure was a mistake.", _DSO)
    other = Lack("END-7", "The person has another open episode, so this one can't be reopened.", _DSO)
    return (*(() if because.strip() else (reason,)), *((other,) if has_open_episode else ()))


def _reason_lacks(facts: EndingFacts) -> tuple[Lack, ...]:
    rule = "END-2" if facts.kind.is_interim else "END-1"
    if facts.reason is EndReason.TRANSFERRED:
        if facts.is_hand_over:
            return ()
        return (Lack(rule, "A transfer ends the episode by its hand-over: do it in Interim transfer.", _DSO),)
    if facts.reason not in reasons_for(facts.kind):
        return (Lack(rule, f"“{facts.reason.label}” doesn't end support of this kind: choose another reason.", _DSO),)
    if facts.reason is EndReason.LONG_BREAK and not facts.has_long_break:
        return (Lack("END-3", "No break has reached its limit: record the break, or choose another reason.", _DSO),)
    if facts.reason is EndReason.DIED and not facts.is_death_known:
        return (Lack("END-8", "Report or confirm the death first, so that every desk sees it.", _DSO),)
    return ()


def _moment_lacks(facts: EndingFacts) -> tuple[Lack, ...]:
    rule = "END-2" if facts.kind.is_interim else "END-1"
    if in_utc(facts.ends_at) < in_utc(facts.started_at):
        started = day_text(london_day(facts.started_at))
        return (Lack(rule, f"The end can't be before the start on {started}.", _DSO),)
    if facts.died_on is not None and london_day(facts.ends_at) > facts.died_on:
        died = day_text(facts.died_on)
        return (Lack("END-8", f"Support can't end after the date of death, {died}.", _DSO),)
    return ()
