"""What Today says about the cost of interim support: a new agreement before the cost changes (FUND-7)."""

from dataclasses import dataclass
from datetime import datetime

from models.rules.agreement.renewal import Renewal, renewal_text
from models.rules.decision import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPromptFacts:
    """What the prompts about somebody's cost rest on; `due` is the new agreement that is due, if one is."""

    name: str
    due: Renewal | None = None


def cost_prompts(facts: CostPromptFacts, moment: datetime) -> tuple[Prompt, ...]:
    """Everything to be shown about somebody's cost at the moment. Source: OPG 5.3, 5.6 (FUND-7)."""
    return tuple(each for each in renewal_prompts(facts) if each.is_due_at(moment))


def renewal_prompts(facts: CostPromptFacts) -> tuple[Prompt, ...]:
    """A new agreement is due before the day of the change. Source: OPG 5.3, 5.6; good practice (FUND-7)."""
    if facts.due is None:
        return ()
    sentence = f"{facts.name}: {renewal_text(facts.due)}"
    return (Prompt("FUND-7", sentence, facts.due.told_at, facts.due.due, "transfer.agreement"),)
