"""What Today says when support ends: the closing steps, assistive technology, and a death."""

from dataclasses import dataclass, field
from datetime import datetime

from models.rules.closure.closing import AtFacts, at_lacks, closing_lacks
from models.rules.closure.deaths import DeathFacts
from models.rules.decision import Prompt
from models.vocabulary.closure import ClosingStepKind, EndReason


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingPromptFacts:
    """An episode that has ended, and how far its package is closed."""

    name: str
    ended_at: datetime | None = None
    reason: EndReason | None = None
    closed_at: datetime | None = None
    done: frozenset[ClosingStepKind] = frozenset()
    at: AtFacts = field(default_factory=AtFacts)
    handed_over_at: datetime | None = None  # of interim: when STS ended, from when its AT is reviewed

    @property
    def is_closing(self) -> bool:
        """Whether the package is still to be closed; a transfer hands it on instead."""
        return self._is_open_package and self.reason is not EndReason.TRANSFERRED

    @property
    def is_handed_over(self) -> bool:
        """Whether the person moved on, and the short-term package is still to be closed (END-4)."""
        return self._is_open_package and self.reason is EndReason.TRANSFERRED

    @property
    def _is_open_package(self) -> bool:
        return self.ended_at is not None and self.closed_at is None


def closing_prompts(facts: ClosingPromptFacts, moment: datetime) -> tuple[Prompt, ...]:
    """Everything to be shown about this closure at the moment. Source: OPG 4, 6.3 (END-4, END-5)."""
    prompts = (*step_prompts(facts), *at_prompts(facts))
    return tuple(each for each in prompts if each.is_due_at(moment))


def step_prompts(facts: ClosingPromptFacts) -> tuple[Prompt, ...]:
    """From the end on, what is left before the package can be closed; from the hand-over on of the short-term one.

    Source: OPG 6.3 (END-4).
    """
    if facts.ended_at is None or not (facts.is_closing or facts.is_handed_over):
        return ()
    left = [each.sentence for each in closing_lacks(facts.done)]
    if facts.is_handed_over:
        sentence = f"{facts.name}'s short-term package is not closed yet. {' '.join(left)}"
        return (Prompt("END-4", sentence, facts.ended_at, None, "transfer.checklist.sts_dso.package"),) if left else ()
    if not left:
        left = ["Only assistive technology is open." if at_lacks(facts.at) else "All steps are done: close it."]
    sentence = f"{facts.name}'s package is not closed yet. {' '.join(left)}"
    return (Prompt("END-4", sentence, facts.ended_at, None, "closure.steps"),)


def at_prompts(facts: ClosingPromptFacts) -> tuple[Prompt, ...]:
    """Assistive technology is asked about and reviewed when STS ends, by an end or a hand-over: during interim too.

    Source: OPG 4 (END-5).
    """
    since = facts.handed_over_at or facts.ended_at
    if since is None or facts.closed_at is not None or not (facts.is_closing or facts.handed_over_at):
        return ()
    left = [each.sentence for each in at_lacks(facts.at)]
    if not left:
        return ()
    if facts.at.given is None:
        if facts.at.is_asked_at_end_only and not facts.is_closing:
            return ()
        sentence = f"Was {facts.name} given assistive technology during short-term support? Say yes or no."
        return (Prompt("END-5", sentence, since, None, "closure.at"),)
    sentence = f"{facts.name}'s assistive technology is to be reviewed. {' '.join(left)}"
    return (Prompt("END-5", sentence, since, None, "closure.at"),)


def death_prompts(name: str, death: DeathFacts, *, has_open_episode: bool) -> tuple[Prompt, ...]:
    """A reported death is confirmed with its date; then the support that is still open ends.

    Source: good practice (END-6, END-8).
    """
    if death.confirmed_at is not None:
        sentence = f"{name} has died: end the support that is still open."
        return (Prompt("END-6", sentence, death.confirmed_at, None, "closure.end"),) if has_open_episode else ()
    if death.reported_at is None:
        return ()
    sentence = f"{name} is reported to have died: confirm it with the date of death, or undo the report."
    return (Prompt("END-8", sentence, death.reported_at, None, "closure.end"),)
