"""What the form about a referral asks by what is said so far: answered at once, for it is asked at every key."""

from models.rules.referrals.form_questions import (
    SaidSoFar,
    asks_notice,
    questions_that_arise,
    says_from_hospital,
    usual_notice,
    usual_reason,
)
from models.rules.referrals.from_hospital import origin_says_so
from models.rules.referrals.pathway import PathwayFacts

__all__ = [
    "PathwayFacts",
    "SaidSoFar",
    "asks_notice",
    "origin_says_so",
    "questions_that_arise",
    "says_from_hospital",
    "usual_notice",
    "usual_reason",
]
