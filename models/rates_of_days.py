"""The rate of a day: the newest that has begun by then and wasn't withdrawn. Asked nowhere else."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from models.agreement import Rate


def rates_from(session: Session, office: UUID, day: date) -> tuple[Rate, ...]:
    """The rate in force on a day, if there is one, and those to come after it, the earliest first: one statement.

    `models.rules.agreement.weekly_cost.rate_on` says which of them a day has. Source: OPG 5.6 (FUND-4).
    """
    earlier = Rate.__table__.alias("earlier")
    in_force = (
        select(func.max(earlier.c.from_day))
        .where(earlier.c.office_id == office, earlier.c.withdrawn_at.is_(None), earlier.c.from_day <= day)
        .scalar_subquery()
    )
    query = (
        select(Rate)
        .where(Rate.office_id == office, Rate.stands(), Rate.from_day >= func.coalesce(in_force, literal(day)))
        .order_by(Rate.from_day)
    )
    return tuple(session.scalars(query))
