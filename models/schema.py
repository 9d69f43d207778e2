"""Every mapped class, imported once, so that the metadata is whole."""

from models import (
    agreement,
    audit,
    breaks,
    closure,
    episodes,
    goals,
    meetings,
    people,
    plans,
    ratings,
    referrals,
    settings,
    staff,
    teams,
    tracker,
    transfer,
)
from models.base import Base

MODULES = (
    agreement, audit, breaks, closure, episodes, goals, meetings, people, plans, ratings, referrals, settings, staff,
    teams, tracker, transfer,
)  # fmt: skip
METADATA = Base.metadata
