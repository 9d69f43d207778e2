"""Who may set policy, as the staff of an office is now: asked by the deeds and by the page that offers them."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.rules.decision import Lack
from models.rules.office.editors import policy_editor_lacks
from models.staff import Staff
from models.vocabulary.staff import Role


def setting_policy_lacks(session: Session, office: UUID, staff: UUID) -> tuple[Lack, ...]:
    """Why somebody may not set policy here: one statement. Source: domain.md, *People who use the program*."""
    rows = session.execute(
        select(Staff.id, Staff.role).where(
            Staff.office_id == office,
            (Staff.id == staff) | ((Staff.role == Role.SERVICE_MANAGER) & Staff.archived_at.is_(None)),
        )
    ).all()
    role = next(row.role for row in rows if row.id == staff)
    return policy_editor_lacks(role, has_service_manager=any(row.role is Role.SERVICE_MANAGER for row in rows))
