"""Until when short-term support is extended, for every statement that asks it."""

from datetime import date

from sqlalchemy import ScalarSelect, func, select

from models.episodes import Episode, Extension


def extended_until() -> ScalarSelect[date]:
    """The last day of the latest extension of the statement's episode, none without one (PSP-7)."""
    return (
        select(func.max(Extension.last_day))
        .where(Extension.episode_id == Episode.id)
        .correlate(Episode)
        .scalar_subquery()
    )
