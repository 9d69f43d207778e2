"""What the rules of long-term reviews are asked with, of a stored review."""

from datetime import date

from models.reviews import LongTermReview
from models.rules.reviews.review import ReviewFacts


def review_facts(held: LongTermReview, opened_on: date) -> ReviewFacts:
    """How far a review has got whose programme was opened on this day. Source: CAB §2 (LTR-1)."""
    return ReviewFacts(
        opened_on=opened_on,
        planned_on=held.planned_on,
        letter_sent_on=held.letter_sent_on,
        met_on=held.met_on,
        agreed_on=held.agreed_on,
        outcome=held.outcome,
        decided_on=held.decided_on,
        stays_because=held.stays_because,
        provider=held.provider,
        starts_on=held.starts_on,
        handed_over_on=held.handed_over_on,
        closed_on=held.closed_on,
        minutes_a_week=held.minutes_a_week,
        minutes_then=held.minutes_then,
    )
