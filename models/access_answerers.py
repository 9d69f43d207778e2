"""Who answers subject access requests, as the staff of an office is on a day: asked by the bundle and by the deeds."""

from datetime import date
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models.rules.decision import Lack
from models.rules.history.subject_access import subject_access_lacks
from models.staff import Staff
from models.staff_of_days import is_on_staff, role_of_day
from models.vocabulary.staff import Role


def answering_access_lacks(session: Session, office: UUID, staff: UUID, day: date) -> tuple[Lack, ...]:
    """Why somebody doesn't answer such requests here: two statements. Source: UK GDPR, article 15."""
    manager = exists().where(Staff.office_id == office, is_on_staff(day), role_of_day(day) == Role.SERVICE_MANAGER)
    role = session.scalars(select(role_of_day(day)).where(Staff.id == staff)).one()
    return subject_access_lacks(role, has_service_manager=bool(session.scalar(select(manager))))
