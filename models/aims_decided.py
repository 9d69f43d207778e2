"""What support was for before it was decided anew: the audit keeps it, for a record has only what stands (STC-2)."""

import json
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.audit import AuditEntry, moment_kept
from models.care_at_home import SupportAim
from models.rules.plans.aim import AimDecided, aim_as_it_came
from models.vocabulary.plans import AimOfSupport


def aims_decided(session: Session, office: UUID, records: Collection[UUID]) -> dict[UUID, AimDecided]:
    """Of each of these records what stands, with all that it took the place of; one statement. Source: STCH (STC-2)."""
    kept = session.execute(
        select(AuditEntry.row_id, AuditEntry.after)
        .where(
            AuditEntry.row_id.in_(records),
            AuditEntry.office_id == office,
            AuditEntry.table_name == SupportAim.__tablename__,
        )
        .order_by(AuditEntry.number)
    )
    found: defaultdict[UUID, list[AimDecided]] = defaultdict(list)
    for record, after in kept:
        if after:
            row = json.loads(after)
            turned = moment_kept(row["goals_from"]) if row["goals_from"] else None
            found[record].append(
                AimDecided(AimOfSupport(row["support_for"]), date.fromisoformat(row["decided_on"]), turned)
            )
    stands = {record: aim_as_it_came(decided) for record, decided in found.items()}
    return {record: aim for record, aim in stands.items() if aim is not None}
