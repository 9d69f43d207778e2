"""Every mapped class, imported once, so that the metadata is whole."""

from models import (
    agreement,
    audit,
    breaks,
    chc,
    closure,
    deciding,
    episodes,
    expected,
    goals,
    handing_over,
    meetings,
    people,
    plans,
    ratings,
    reassessments,
    referrals,
    settings,
    staff,
    teams,
    tracker,
    transfer,
)
from models.base import Base

__all__ = [
    "METADATA",
    "agreement",
    "audit",
    "breaks",
    "chc",
    "closure",
    "deciding",
    "episodes",
    "expected",
    "goals",
    "handing_over",
    "meetings",
    "people",
    "plans",
    "ratings",
    "reassessments",
    "referrals",
    "settings",
    "staff",
    "teams",
    "tracker",
    "transfer",
]

METADATA = Base.metadata
