"""Teams of the other offices of a server that somebody may take people to: those in which they may decide (DAY-4)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from models.people import Office
from models.teams import Team
from models.vocabulary.access import Right


def teams_of_other_offices(session: Session, office: UUID, day: date) -> Select[UUID, str, str] | None:
    """Asks for `id`, `name` and `office` of each, by office and name; none where the database is a file."""
    if session.get_bind().dialect.name == "sqlite":
        return None
    mine = select(func.unnest(func.public.homeward_my_desks(Right.DSO.value)))
    return (
        select(Team.id, Team.name, Office.name.label("office"))
        .join(Office, Office.id == Team.office_id)
        .where(
            Team.office_id != office,
            Team.office_id.in_(mine),
            or_(Team.closed_from.is_(None), Team.closed_from > day),
        )
        .order_by(Office.name, Team.name)
    )
