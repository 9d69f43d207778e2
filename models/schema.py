"""Every mapped class, imported once, so that the metadata is whole."""

from models import (
    agreements,
    audit,
    breaks,
    closures,
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
    transfers,
)
from models.base import Base

MODULES = (
    agreements, audit, breaks, closures, episodes, goals, meetings, people, plans, ratings, referrals, settings, staff,
    teams, tracker, transfers,
)  # fmt: skip
METADATA = Base.metadata
