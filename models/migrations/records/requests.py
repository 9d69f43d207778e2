"""Subject access requests, and what was looked at before a copy left."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of
from models.migrations.records.tables import day, index_some, key, make, needed

TABLES = ("access_request", "access_check")
_REQUEST, _CHECK = TABLES
_STAFF = ("recorded_by_id", "handler_id", "evidence_seen_by_id", "extended_by_id", "copied_by_id", "ended_by_id")
_CHECKS = {
    "another_by_name": "asked_by <> 'another' OR asker <> ''",
    "evidence_seen_by_somebody": "(evidence_seen_on IS NULL) = (evidence = '') "
    "AND (evidence_seen_on IS NULL) = (evidence_seen_by_id IS NULL)",
    "extended_with_a_reason": "(extended_on IS NULL) = (extended_because = '') "
    "AND (extended_on IS NULL) = (extended_by_id IS NULL)",
    "copied_by_somebody": "(copied_at IS NULL) = (copied_by_id IS NULL)",
    "ended_by_somebody": "(outcome IS NULL) = (ended_on IS NULL) AND (outcome IS NULL) = (ended_by_id IS NULL)",
    "ended_with_a_reason": "outcome IS NULL OR outcome = 'released' OR because <> ''",
    "released_to_whom": "outcome <> 'released' OR (given_to <> '' AND given_how IS NOT NULL)",
}


def create() -> None:
    """Make both tables, empty."""
    columns: tuple[sa.Column[object], ...] = (
        key("person_id", nullable=False),
        day("received_on", nullable=False),
        sa.Column("asked_by", one_of("askedby", "person", "another"), nullable=False),
        needed("asker"),
        needed("wanted"),
        key("recorded_by_id", nullable=False),
        key("handler_id"),
        day("evidence_asked_on"),
        sa.Column("authority", one_of("authority", "written", "attorney", "deputy"), nullable=True),
        needed("evidence"),
        day("evidence_seen_on"),
        key("evidence_seen_by_id"),
        day("extended_on"),
        needed("extended_because"),
        key("extended_by_id"),
        sa.Column("copied_at", UtcDateTime(), nullable=True),
        key("copied_by_id"),
        sa.Column("outcome", one_of("requestoutcome", "released", "refused", "withdrawn", "handed_on"), nullable=True),
        day("ended_on"),
        key("ended_by_id"),
        needed("because"),
        needed("given_to"),
        sa.Column("given_how", one_of("releasedhow", "hand", "post", "email", "download"), nullable=True),
    )
    make(_REQUEST, columns, {"person_id": "person", **dict.fromkeys(_STAFF, "staff")}, _CHECKS)
    index_some("ix_access_request_open", _REQUEST, ("office_id",), "outcome IS NULL")
    index_some("ix_access_request_ended_on", _REQUEST, ("office_id", "ended_on"), "outcome IS NOT NULL")
    looked_at = one_of("accesscheckkind", "others", "safeguarding", "harm", "codes", "elsewhere")
    columns = (
        key("request_id", nullable=False),
        sa.Column("what", looked_at, nullable=False),
        needed("found"),
        sa.Column("checked_at", UtcDateTime(), nullable=False),
        key("checked_by_id", nullable=False),
    )
    links = {"request_id": _REQUEST, "checked_by_id": "staff"}
    make(_CHECK, columns, links, {"says_what_was_found": "found <> ''"}, ("office_id", "request_id", "what"))


def drop() -> None:
    """Take both down again."""
    op.drop_table(_CHECK)
    op.drop_table(_REQUEST)
