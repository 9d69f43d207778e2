"""What Today says about the cost of interim support: a new agreement before the cost changes, a request for less."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.rules.agreement.periods import AskedFor
from models.rules.agreement.renewal import Renewal, renewal_text
from models.rules.clocks import end_of_day
from models.rules.decision import Prompt
from models.rules.sentences import day_text
from models.values import start_of_day


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPromptFacts:
    """What the prompts about somebody's cost rest on: the new agreement that is due, if one is.

    `asked` is a request to reduce or stop that stands, and that the plan hasn't followed yet.
    """

    name: str
    due: Renewal | None = None
    asked: AskedFor | None = None


def cost_prompts(facts: CostPromptFacts, moment: datetime) -> tuple[Prompt, ...]:
    """Everything to be shown about somebody's cost at the moment. Source: OPG 5.3, 5.6 (PSP-5, FUND-7, FUND-8)."""
    return tuple(each for each in (*request_prompts(facts), *renewal_prompts(facts)) if each.is_due_at(moment))


def request_prompts(facts: CostPromptFacts) -> tuple[Prompt, ...]:
    """The plan follows a request for less, or to stop, by the day from which no more is charged; or it is withdrawn.

    Source: OPG 5.3; `standards.md`, *Money and law* (PSP-5, FUND-8).
    """
    if facts.asked is None:
        return ()
    day = facts.asked.from_day - timedelta(days=1)
    asked, more, deed, field = "for less", "more", "change the plan with the case coordinator", "plans.new"
    if not facts.asked.week:
        asked, more, deed, field = "to stop", "visits", "end the support", "closure.end"
    sentence = (
        f"{facts.name} asked {asked} on {day_text(day)}, and the plan still has {more}: {deed}, or record that it "
        "isn't asked for any more."
    )
    return (Prompt("PSP-5", sentence, start_of_day(day), end_of_day(day), field),)


def renewal_prompts(facts: CostPromptFacts) -> tuple[Prompt, ...]:
    """A new agreement is due before the day of the change. Source: OPG 5.3, 5.6; good practice (FUND-7)."""
    if facts.due is None:
        return ()
    sentence = f"{facts.name}: {renewal_text(facts.due)}"
    return (Prompt("FUND-7", sentence, facts.due.told_at, facts.due.due, "transfer.agreement"),)
