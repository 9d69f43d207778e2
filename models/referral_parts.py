"""The parts of a referral that was taken on in part: what belongs to one asking is counted once (REF-17)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased

from models.referrals import Referral


def is_the_rest() -> ColumnElement[bool]:
    """Whether a referral is the rest of a part-accepted one: it came with it. One referred again came later."""
    earlier = aliased(Referral)
    came_with = exists().where(earlier.id == Referral.earlier_id, earlier.received_at == Referral.received_at)
    return came_with.correlate(Referral)


def first_parts(links: Iterable[tuple[UUID, UUID | None, datetime]]) -> dict[UUID, UUID]:
    """Of each referral the one that was asked for, given key, the earlier one's key and when it came. (REF-17)."""
    told = {key: (earlier, came_at) for key, earlier, came_at in links}
    return {key: _first(key, told) for key in told}


def _first(key: UUID, told: dict[UUID, tuple[UUID | None, datetime]]) -> UUID:
    earlier, came_at = told[key]
    while earlier is not None and earlier in told and told[earlier][1] == came_at:
        key, (earlier, came_at) = earlier, told[earlier]
    return key
