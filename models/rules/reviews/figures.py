"""How far the programme of an area has got, counted: every share with what it is a share of (LTR-1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from models.rules.reviews.review import ReviewFacts, has_started, review_state
from models.vocabulary.reviews import ReviewOutcome, ReviewState


@dataclass(frozen=True, slots=True)
class ProgrammeFigures:
    """Counts of reviews; hours are minutes of workers a week. `median_days` is nothing where nobody was handed over.

    `released` are the minutes of Direct Care of those handed over whose provider has begun; `otherwise` counts those
    who moved at other hours than the package had, by agreement.
    """

    people: int
    left: int
    letters: int
    met: int
    pvi: int
    direct_payment: int
    stays: int
    waits_for_provider: int
    handed_over: int
    released: int
    otherwise: int
    median_days: float | None


def programme_figures(reviews: Iterable[ReviewFacts], today: date) -> ProgrammeFigures:
    """Count the reviews of a programme; whoever left it is counted apart and in nothing else. CAB §1, §2 (LTR-1).

    `median_days` counts from the letter to the hand-over.
    """
    every = tuple(reviews)
    kept = [each for each in every if each.closed_on is None]
    over = [each for each in kept if each.handed_over_on is not None]
    days = [(each.handed_over_on - each.letter_sent_on).days for each in over
            if each.handed_over_on and each.letter_sent_on]  # fmt: skip
    return ProgrammeFigures(
        people=len(kept),
        left=len(every) - len(kept),
        letters=sum(each.letter_sent_on is not None for each in kept),
        met=sum(each.met_on is not None for each in kept),
        pvi=_came_to(kept, ReviewOutcome.PVI),
        direct_payment=_came_to(kept, ReviewOutcome.DIRECT_PAYMENT),
        stays=_came_to(kept, ReviewOutcome.STAYS),
        waits_for_provider=sum(review_state(each, today) is ReviewState.PROVIDER for each in kept),
        handed_over=len(over),
        released=sum(each.minutes_a_week or 0 for each in over if has_started(each, today)),
        otherwise=sum(each.minutes_then != each.minutes_a_week for each in over),
        median_days=median(days) if days else None,
    )


def _came_to(reviews: Iterable[ReviewFacts], outcome: ReviewOutcome) -> int:
    return sum(each.outcome is outcome for each in reviews)
