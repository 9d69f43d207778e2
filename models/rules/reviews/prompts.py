"""What Today says of long-term reviews: letters to send, whom to meet, what to decide and to hand over (LTR-1).

Nothing of it is a limit of CAB's: the days are those that whoever reviews has set, and the office's own.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from models.policy import PolicySettings
from models.rules.clocks import deadline_of_days, end_of_day
from models.rules.decision import Prompt
from models.rules.reviews.review import ReviewFacts
from models.rules.sentences import day_text
from models.values import start_of_day
from models.vocabulary.reviews import ReviewOutcome, StaysBecause

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LettersFacts:
    """An area's programme, since when it is open, and to how many of the living the letter isn't sent yet."""

    area: str
    opened_on: date
    people: int


def letters_prompts(facts: LettersFacts) -> tuple[Prompt, ...]:
    """The letters of an area are one line, however many are still to be written to. Source: CAB §2, §5 (LTR-1)."""
    if not facts.people:
        return ()
    whom = "one person" if facts.people == 1 else f"{facts.people} people"
    sentence = f"{facts.area}: the letter about the review of long-term packages is still to be sent to {whom}."
    return (Prompt("LTR-1", sentence, start_of_day(facts.opened_on), None, "reviews.letters"),)


def review_prompts(name: str, facts: ReviewFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    """What is next of a review that goes on, on the day that was set for it. Source: CAB §2 (LTR-1).

    Whoever was written to waits for a day: it is asked for after some days, and late after more. A planned visit is due
    on its day; then the outcome. A move is handed over by the day before the provider's first,
    or at once where that is past when it is decided. Where no provider was found it is asked about again and again.
    """
    if facts.closed_on is not None:
        return ()
    if facts.outcome is None:
        return _to_decide(name, facts, policy)
    if facts.decided_on is None:
        return ()
    shown = start_of_day(facts.decided_on)
    if facts.outcome is ReviewOutcome.PVI and facts.handed_over_on is None and facts.starts_on is not None:
        due = end_of_day(max(facts.starts_on - _DAY, facts.decided_on))
        sentence = (
            f"{name}: {facts.provider} from {day_text(facts.starts_on)}. Record the hand-over, in which Direct Care "
            "shows the provider what is needed."
        )
        return (Prompt("LTR-1", sentence, shown, due, "reviews.hand_over"),)
    if facts.outcome is ReviewOutcome.STAYS and facts.stays_because is StaysBecause.NO_PROVIDER:
        again = facts.decided_on + policy.at(shown).review_provider_asked_after
        sentence = (
            f"{name}: no provider was found by {day_text(facts.decided_on)}, so Direct Care goes on. Ask again, and "
            "record what it comes to now."
        )
        return (Prompt("LTR-1", sentence, start_of_day(again), None, "reviews.decide"),)
    return ()


def _to_decide(name: str, facts: ReviewFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    if facts.met_on is not None:
        sentence = f"{name}: the review was talked over on {day_text(facts.met_on)}. Say what it comes to."
        return (Prompt("LTR-1", sentence, start_of_day(facts.met_on), None, "reviews.decide"),)
    if facts.planned_on is None:
        return _to_arrange(name, facts.letter_sent_on, policy)
    sentence = (
        f"{name}: the visit for the review is planned for {day_text(facts.planned_on)}. Record whom you met, or plan "
        "another day."
    )
    return (Prompt("LTR-1", sentence, start_of_day(facts.planned_on), end_of_day(facts.planned_on), "reviews.met"),)


def _to_arrange(name: str, sent_on: date | None, policy: PolicySettings) -> tuple[Prompt, ...]:
    if sent_on is None:
        return ()
    policy = policy.at(start_of_day(sent_on))
    written = f"{name} was written to about the review on {day_text(sent_on)}"
    sentence = f"{written}, and no day is planned: say who comes, and when."
    late = deadline_of_days(sent_on, max(policy.review_arranged_within, policy.review_arranged_after))
    return (Prompt("LTR-1", sentence, start_of_day(sent_on + policy.review_arranged_after), late, "reviews.arrange"),)
