"""Whether “From hospital” was ticked before where somebody comes from ticked it: the audit keeps it (REF-10, STC-1)."""

import json
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.audit import AuditEntry
from models.referrals import Referral
from models.rules.referrals.from_hospital import origin_says_so
from models.vocabulary.referrals import ComesFrom


def ticked_by_hand(session: Session, office: UUID, referral: UUID) -> bool:
    """Whether the field was ticked when a hospital was last said to be where they come from; one statement.

    A record has only what stands, and a hospital ticks the field whatever stood there. A tick that is said along with
    that hospital is stored before it (`app.services.referrals.details`), and while it stands nobody can say no.
    """
    kept = session.scalars(
        select(AuditEntry.after)
        .where(
            AuditEntry.row_id == referral,
            AuditEntry.office_id == office,
            AuditEntry.table_name == Referral.__tablename__,
        )
        .order_by(AuditEntry.number)
    )
    ticked = False
    for row in (json.loads(after) for after in kept if after):
        if not origin_says_so(ComesFrom(row["comes_from"]) if row["comes_from"] else None):
            ticked = bool(row["from_hospital"])
    return ticked
