"""Referrals: what was asked for, band, what is missing, and the checks before a start."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("referral", "requested_visit", "information_request", "placement", "start_check_item", "start_check")


def create() -> None:
    """Make the tables, each after those that it names."""
    _referral()
    _requested_visit()
    _information_request()
    _placement()
    _start_check_item()
    _start_check()


def _referral() -> None:
    op.create_table(
        "referral",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("earlier_id", sa.Uuid(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("first_asked_at", UtcDateTime(), nullable=False),
        sa.Column("document", one_of("referraldocument", "short_term", "hospital", "trusted_assessor"), nullable=True),
        sa.Column(
            "reason",
            one_of(
                "referralreason",
                "hospital_discharge",
                "avoiding_admission",
                "new_home_care",
                "significant_change",
                "provider_failure",
            ),
            nullable=True,
        ),
        sa.Column("from_hospital", sa.Boolean(), nullable=False),
        sa.Column("hospital", sa.Text(), nullable=False),
        sa.Column("admitted_on", sa.Date(), nullable=True),
        sa.Column("discharge_on", sa.Date(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("support", one_of("support", "not_stated", "none", "some"), nullable=False),
        sa.Column("support_text", sa.Text(), nullable=False),
        sa.Column("calls_text", sa.Text(), nullable=False),
        sa.Column("calls_revision", sa.Integer(), nullable=False),
        sa.Column("needs_and_risks", sa.Text(), nullable=False),
        sa.Column("alternatives_considered", sa.Text(), nullable=False),
        sa.Column("referrer", sa.Text(), nullable=False),
        sa.Column("referrer_telephone", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("content_key", sa.Text(), nullable=False),
        sa.Column("end_of_life", sa.Boolean(), nullable=False),
        sa.Column("end_of_life_discussion", sa.Text(), nullable=False),
        sa.Column("delivery_confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("chc", sa.Boolean(), nullable=False),
        sa.Column("chc_known_at", UtcDateTime(), nullable=True),
        sa.Column("chc_reviewed_at", UtcDateTime(), nullable=True),
        sa.Column("chc_asked_at", UtcDateTime(), nullable=True),
        sa.Column("chc_transferred_at", UtcDateTime(), nullable=True),
        sa.Column(
            "existing_package", one_of("existingpackage", "no_provider", "whole_moves", "extra_only"), nullable=True
        ),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("notice", one_of("notice", "worked", "paid"), nullable=True),
        sa.Column("notice_given_on", sa.Date(), nullable=True),
        sa.Column("extra_until", sa.Date(), nullable=True),
        sa.Column("provider_agreed_at", UtcDateTime(), nullable=True),
        sa.Column("accepted_at", UtcDateTime(), nullable=True),
        sa.Column("accepted_by_id", sa.Uuid(), nullable=True),
        sa.Column("scheduling_confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("scheduling_confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("start_planned_at", UtcDateTime(), nullable=True),
        sa.Column(
            "outcome",
            one_of("referraloutcome", "started", "declined", "signposted", "withdrawn", "lapsed"),
            nullable=True,
        ),
        sa.Column("outcome_at", UtcDateTime(), nullable=True),
        sa.Column("outcome_by_id", sa.Uuid(), nullable=True),
        sa.Column("outcome_because", sa.Text(), nullable=False),
        sa.Column("discussed_with_assessor", sa.Boolean(), nullable=False),
        sa.Column("care_hub_told_at", UtcDateTime(), nullable=True),
        *record_columns(),
        sa.CheckConstraint(
            "outcome <> 'declined' OR (outcome_because <> '' AND discussed_with_assessor)",
            name=op.f("ck_referral_declined_with_reason"),
        ),
        sa.CheckConstraint(
            "outcome <> 'withdrawn' OR care_hub_told_at IS NOT NULL", name=op.f("ck_referral_withdrawn_and_told")
        ),
        sa.CheckConstraint(
            "(accepted_at IS NULL) = (accepted_by_id IS NULL)", name=op.f("ck_referral_accepted_by_somebody")
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (outcome_at IS NULL)", name=op.f("ck_referral_outcome_with_its_moment")
        ),
        sa.CheckConstraint("first_asked_at <= received_at", name=op.f("ck_referral_first_asked_before_received")),
        sa.CheckConstraint(
            "scheduling_confirmed_at IS NULL OR accepted_at IS NOT NULL",
            name=op.f("ck_referral_promised_after_accepted"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "accepted_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_referral_office_id_accepted_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "earlier_id"],
            ["referral.office_id", "referral.id"],
            name=op.f("fk_referral_office_id_earlier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "outcome_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_referral_office_id_outcome_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "person_id"], ["person.office_id", "person.id"], name=op.f("fk_referral_office_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "scheduling_confirmed_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_referral_office_id_scheduling_confirmed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "team_id"], ["team.office_id", "team.id"], name=op.f("fk_referral_office_id_team_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_referral_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_referral_office_id_id")),
        sa.UniqueConstraint("office_id", "reference", name=op.f("uq_referral_office_id_reference")),
    )
    op.create_index(op.f("ix_referral_accepted_by_id"), "referral", ["accepted_by_id"], unique=False)
    op.create_index(op.f("ix_referral_earlier_id"), "referral", ["earlier_id"], unique=False)
    op.create_index(op.f("ix_referral_outcome_by_id"), "referral", ["outcome_by_id"], unique=False)
    op.create_index(op.f("ix_referral_person_id"), "referral", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_referral_scheduling_confirmed_by_id"), "referral", ["scheduling_confirmed_by_id"], unique=False
    )
    op.create_index(op.f("ix_referral_team_id"), "referral", ["team_id"], unique=False)
    op.create_index(
        "ix_referral_waiting",
        "referral",
        ["office_id", "first_asked_at"],
        unique=False,
        postgresql_where=sa.text("outcome IS NULL"),
        sqlite_where=sa.text("outcome IS NULL"),
    )


def _requested_visit() -> None:
    op.create_table(
        "requested_visit",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("call", one_of("call", "morning", "lunch", "tea", "bed", "night"), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("workers", sa.Integer(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("days BETWEEN 1 AND 127", name=op.f("ck_requested_visit_days_of_a_week")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_requested_visit_minutes_of_a_day")),
        sa.CheckConstraint("workers IN (1, 2)", name=op.f("ck_requested_visit_one_or_two_workers")),
        sa.ForeignKeyConstraint(
            ["office_id", "referral_id"],
            ["referral.office_id", "referral.id"],
            name=op.f("fk_requested_visit_office_id_referral_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_requested_visit_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requested_visit")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_requested_visit_office_id_id")),
    )
    op.create_index(op.f("ix_requested_visit_referral_id"), "requested_visit", ["referral_id"], unique=False)


def _information_request() -> None:
    op.create_table(
        "information_request",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("of_whom", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("chased_at", UtcDateTime(), nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint(
            "received_at IS NULL OR received_at >= asked_at", name=op.f("ck_information_request_received_after_asked")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "asked_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_information_request_office_id_asked_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "referral_id"],
            ["referral.office_id", "referral.id"],
            name=op.f("fk_information_request_office_id_referral_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_information_request_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_information_request")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_information_request_office_id_id")),
    )
    op.create_index(op.f("ix_information_request_asked_by_id"), "information_request", ["asked_by_id"], unique=False)
    op.create_index(op.f("ix_information_request_referral_id"), "information_request", ["referral_id"], unique=False)


def _placement() -> None:
    op.create_table(
        "placement",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("band", one_of("band", "1", "2", "3", "4", "5"), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.Column("consulted", sa.Text(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.Column("lifted_at", UtcDateTime(), nullable=True),
        *record_columns(),
        sa.CheckConstraint("because <> ''", name=op.f("ck_placement_with_a_reason")),
        sa.ForeignKeyConstraint(
            ["office_id", "decided_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_placement_office_id_decided_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "referral_id"],
            ["referral.office_id", "referral.id"],
            name=op.f("fk_placement_office_id_referral_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_placement_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_placement_office_id_id")),
    )
    op.create_index(op.f("ix_placement_decided_by_id"), "placement", ["decided_by_id"], unique=False)
    op.create_index(op.f("ix_placement_referral_id"), "placement", ["referral_id"], unique=False)
    op.create_index(
        "uq_placement_open",
        "placement",
        ["referral_id"],
        unique=True,
        postgresql_where=sa.text("lifted_at IS NULL"),
        sqlite_where=sa.text("lifted_at IS NULL"),
    )


def _start_check_item() -> None:
    op.create_table(
        "start_check_item",
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("archived_at", UtcDateTime(), nullable=True),
        *record_columns(),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_start_check_item_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_start_check_item")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_start_check_item_office_id_id")),
        sa.UniqueConstraint("office_id", "item", name=op.f("uq_start_check_item_office_id_item")),
    )


def _start_check() -> None:
    op.create_table(
        "start_check",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *record_columns(),
        sa.ForeignKeyConstraint(
            ["office_id", "done_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_start_check_office_id_done_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "referral_id"],
            ["referral.office_id", "referral.id"],
            name=op.f("fk_start_check_office_id_referral_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_start_check_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_start_check")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_start_check_office_id_id")),
        sa.UniqueConstraint("office_id", "referral_id", "item", name=op.f("uq_start_check_office_id_referral_id_item")),
    )
    op.create_index(op.f("ix_start_check_done_by_id"), "start_check", ["done_by_id"], unique=False)
    op.create_index(op.f("ix_start_check_referral_id"), "start_check", ["referral_id"], unique=False)
