"""What closes a package: its steps, and what became of assistive technology (END-4, END-5)."""

from dataclasses import dataclass
from datetime import datetime

from models.rules.decision import Lack
from models.rules.sentences import NOT_TICKED
from models.rules.who import CASE_COORDINATOR, DSO, NOBODY
from models.vocabulary.closure import AtOutcome, ClosingStepKind

_STEP_SENTENCES = {
    ClosingStepKind.END_PO: "End the purchase order.",
    ClosingStepKind.UPDATE_MOSAIC: "Update MOSAIC.",
    ClosingStepKind.UPDATE_CCL: "Update CCL with start and end dates.",
}


AT_UNSAID = "Say whether assistive technology was given during short-term support."


@dataclass(frozen=True, slots=True, kw_only=True)
class AtFacts:
    """Assistive technology during STS: given or not, none until somebody has said so; the outcome of its review.

    `is_asked_at_end_only`: the hand-over was before the program asked, so interim support goes on without the question.
    """

    given: bool | None = None
    outcome: AtOutcome | None = None
    recorded_at: datetime | None = None  # form completed, AT team and provider e-mailed
    is_dead: bool = False
    is_asked_at_end_only: bool = False


def closed_already_lacks(closed_at: datetime | None) -> tuple[Lack, ...]:
    """A package that is closed stays as it was closed. Source: OPG 6.3 (END-4)."""
    return () if closed_at is None else (Lack("END-4", "This package is closed already.", "the DSO, by reopening it"),)


def untick_lacks(*, is_ticked: bool) -> tuple[Lack, ...]:
    """Only a tick that is there is taken back. Source: OPG 6.3 (END-4)."""
    return () if is_ticked else (Lack("END-4", NOT_TICKED, NOBODY),)


def closing_lacks(done: frozenset[ClosingStepKind]) -> tuple[Lack, ...]:
    """A package isn't closed until all three steps are done. Source: OPG 6.3 (END-4)."""
    return tuple(
        Lack("END-4", sentence, DSO, step.value) for step, sentence in _STEP_SENTENCES.items() if step not in done
    )


def at_lacks(facts: AtFacts) -> tuple[Lack, ...]:
    """What is open about assistive technology: whether it was given, never assumed; then its outcome and the form.

    Source: OPG 4 (END-5).
    """
    if facts.given is None:
        return (Lack("END-5", AT_UNSAID, DSO, "at"),)
    if not facts.given:
        return ()
    outcome = Lack(
        "END-5", "Say whether assistive technology continues, and who pays, or is taken out.", CASE_COORDINATOR, "at"
    )
    form = Lack(
        "END-5",
        "Complete the community alarm and telecare review form, and e-mail the AT team and the provider.",
        CASE_COORDINATOR,
        "at",
    )
    after_death = Lack("END-5", "After the death, have the assistive technology taken out.", CASE_COORDINATOR, "at")
    is_other = facts.outcome is not None and bool(at_outcome_lacks(facts.outcome, is_dead=facts.is_dead))
    return (
        *((outcome,) if facts.outcome is None else ()),
        *((after_death,) if is_other else ()),
        *((form,) if facts.recorded_at is None else ()),
    )


def none_given_lacks(outcome: AtOutcome | None, *, given: bool) -> tuple[Lack, ...]:
    """What wasn't given has no review. Source: OPG 4 (END-5)."""
    if given or outcome is None:
        return ()
    sentence = "Where no assistive technology was given there is nothing to review: leave the outcome out."
    return (Lack("END-5", sentence, DSO, "outcome"),)


def at_outcome_lacks(outcome: AtOutcome | None, *, is_dead: bool) -> tuple[Lack, ...]:
    """After a death assistive technology is decommissioned, nothing else. Source: OPG 4 (END-5, END-6)."""
    if not is_dead or outcome in {None, AtOutcome.DECOMMISSION}:
        return ()
    return (Lack("END-5", "After a death assistive technology is decommissioned.", DSO, "outcome"),)


def summary_lacks(*, has_ended: bool) -> tuple[Lack, ...]:
    """A closure summary is of support that has ended. Source: OPG 6 (END-4)."""
    return () if has_ended else (Lack("END-4", "No support has ended yet: a summary is made after the end.", DSO),)
