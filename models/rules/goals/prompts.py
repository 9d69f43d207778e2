"""What Today says about somebody's goals: set them, record them elsewhere, and assess once nothing more is gained."""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from models.policy import PolicySettings
from models.rules.decision import Prompt
from models.rules.goals.milestones import MilestoneFacts, is_assessment_due
from models.rules.goals.smart import RecordPlace, goals_asked_since, goals_due, record_places
from models.rules.sentences import day_text, joined
from models.values import london_day
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.plans import AimOfSupport
from models.vocabulary.today import DeedOf

_SETTER = DeedOf.GOAL_SETTER


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalPromptFacts:
    """What the prompts about an episode's goals rest on, named as the record names it.

    `goals_complete_at` is when the first complete goal was set; `recorded_in` the places where all goals are ticked as
    recorded. `support_for` and `goals_from` are as `smart.goals_asked_since` takes them.
    """

    name: str
    kind: EpisodeKind
    started_at: datetime
    ended_at: datetime | None = None
    goal_setter: str = ""
    goals_complete_at: datetime | None = None
    recorded_in: frozenset[RecordPlace] = frozenset()
    milestones: tuple[MilestoneFacts, ...] = ()
    support_for: AimOfSupport | None = None
    goals_from: datetime | None = None

    @property
    def is_short_term(self) -> bool:
        """Whether short-term support goes on: goals belong to it alone."""
        return self.kind is EpisodeKind.SHORT_TERM and self.ended_at is None


def goal_prompts(facts: GoalPromptFacts, moment: datetime, policy: PolicySettings) -> tuple[Prompt, ...]:
    """Everything to be shown about an episode's goals at the moment.

    Source: OPG 3.3, 3.6 (GOAL-1, GOAL-5, MILE-2).
    """
    prompts = chain(setting_prompts(facts, policy), recording_prompts(facts, policy), assessment_prompts(facts))
    return tuple(each for each in prompts if each.is_due_at(moment))


def setting_prompts(facts: GoalPromptFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    """Goals are to be set within the limit; a draft doesn't settle it. None are asked of who recuperates first.

    Source: OPG 3.3; STCH (GOAL-1, STC-2).
    """
    since = goals_asked_since(facts.started_at, facts.support_for, facts.goals_from)
    if not facts.is_short_term or facts.goals_complete_at is not None or since is None:
        return ()
    who = f"{facts.goal_setter} sets them" if facts.goal_setter else "the MDT has yet to agree who sets them"
    sentence = f"{facts.name} has no complete goals yet: {who}."
    return (Prompt("GOAL-1", sentence, since, goals_due(since, policy), "goals.new", _SETTER),)


def recording_prompts(facts: GoalPromptFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    """Goals that are set have to stand in the other records as well. Source: OPG 3.3 (GOAL-5)."""
    if not facts.is_short_term or facts.goals_complete_at is None:
        return ()
    words = {RecordPlace.HELD_RECORD: "in the personal held record", RecordPlace.MOSAIC: "in MOSAIC"}
    places = record_places(facts.started_at, policy)
    missing = [words[each] for each in places if not each.is_automatic and each not in facts.recorded_in]
    if not missing:
        return ()
    sentence = f"{facts.name}'s goals are to be recorded {joined(missing)}."
    return (Prompt("GOAL-5", sentence, facts.goals_complete_at, None, "goals.recorded", _SETTER),)


def assessment_prompts(facts: GoalPromptFacts) -> tuple[Prompt, ...]:
    """Maximum independence is reached and ongoing need not assessed. Source: OPG 3.6 (MILE-2)."""
    if facts.ended_at is not None or not is_assessment_due(facts.milestones):
        return ()
    reached = next(each.at for each in facts.milestones if each.kind is MilestoneKind.MAXIMUM_INDEPENDENCE)
    sentence = (
        f"{facts.name} reached maximum independence on {day_text(london_day(reached))}: the SW, CCW or case "
        "coordinator assesses ongoing need, or decides on no further action."
    )
    return (Prompt("MILE-2", sentence, reached, None, "goals.milestones", DeedOf.CASE_COORDINATOR),)
