"""Every prompt about one person at a moment, and which of them a death makes moot.

The prompts themselves are in `prompts_referral`, `prompts_episode`, `prompts_transfer`, `prompts_closing` and `breaks`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain

from models.policy import PolicySettings
from models.rules.closure.breaks import BreakFacts, break_prompts
from models.rules.closure.deaths import DeathFacts
from models.rules.closure.prompts import ClosingPromptFacts, closing_prompts, death_prompts
from models.rules.decision import Prompt
from models.rules.goals.prompts import ConcernFacts, EpisodePromptFacts, concern_prompts, episode_prompts
from models.rules.referrals.prompts import ReferralPromptFacts, referral_prompts
from models.rules.transfer.prompts import TransferPromptFacts, transfer_prompts

_NEVER = datetime.max.replace(tzinfo=UTC)
_AFTER_DEATH = frozenset({"closure.end", "closure.steps", "closure.at"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPromptFacts:
    """All that one person's prompts rest on; a part that doesn't apply is left empty."""

    name: str
    death: DeathFacts = field(default_factory=DeathFacts)
    referrals: tuple[ReferralPromptFacts, ...] = ()
    episodes: tuple[EpisodePromptFacts, ...] = ()
    transfers: tuple[TransferPromptFacts, ...] = ()
    breaks: tuple[BreakFacts, ...] = ()
    closings: tuple[ClosingPromptFacts, ...] = ()
    concerns: tuple[ConcernFacts, ...] = ()


def person_prompts(person: PersonPromptFacts, moment: datetime, policy: PolicySettings) -> tuple[Prompt, ...]:
    """Everything to be shown about this person at the moment, the most pressing first.

    Source: `domain.md`, *Rules* (REF, PSP, GOAL, MILE, INT, FUND, END, DAY-1).
    """
    has_open_episode = any(each.ended_at is None for each in person.episodes)
    prompts = chain(
        death_prompts(person.name, person.death, has_open_episode=has_open_episode),
        concern_prompts(person.name, person.concerns),
        chain.from_iterable(referral_prompts(each, moment, policy) for each in person.referrals),
        chain.from_iterable(episode_prompts(each, moment, policy) for each in person.episodes),
        chain.from_iterable(break_prompts(person.name, each, moment, policy) for each in person.breaks),
        chain.from_iterable(transfer_prompts(each, moment, policy) for each in person.transfers),
        chain.from_iterable(closing_prompts(each, moment) for each in person.closings),
    )
    shown = (each for each in prompts if each.is_due_at(moment))
    return in_order(still_meant(shown, person.death))


def still_meant(prompts: Iterable[Prompt], death: DeathFacts) -> tuple[Prompt, ...]:
    """Leave only confirming and closing once a death is reported. Source: good practice (END-6, END-8)."""
    return tuple(each for each in prompts if not death.is_known or each.field in _AFTER_DEATH)


def in_order(prompts: Iterable[Prompt]) -> tuple[Prompt, ...]:
    """By deadline, those without one last; then the longest shown first, then as they came."""
    return tuple(sorted(prompts, key=lambda each: (each.due or _NEVER, each.shown_from)))
