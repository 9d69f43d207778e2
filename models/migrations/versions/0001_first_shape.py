"""The first shape: every table of the domain, with stamps and audit by triggers."""

import sqlalchemy as sa
from alembic import op

import models.base
from models.migrations import triggers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STAMPED = (
    "action",
    "agreement",
    "attendance",
    "break",
    "chaser",
    "closing_step",
    "closure",
    "concern",
    "decision",
    "episode",
    "equipment",
    "extension",
    "goal",
    "goal_wording",
    "handover_note",
    "hold",
    "information_request",
    "long_term_review",
    "meeting",
    "milestone",
    "patch",
    "person",
    "placement",
    "plan",
    "plan_visit",
    "rate",
    "rating",
    "rating_correction",
    "rating_import",
    "reduction",
    "referral",
    "reopening",
    "representative",
    "requested_visit",
    "specialist_intervention",
    "staff",
    "start_check",
    "start_check_item",
    "stored_setting",
    "team",
    "team_patch",
    "tracker_change",
    "transfer",
    "transfer_step",
    "usual_hours",
)


def upgrade() -> None:
    """Make all tables, then their triggers."""
    op.create_table(
        "audit_entry",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", models.base.UtcDateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=True),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_office_id_at"), "audit_entry", ["office_id", "at"], unique=False)
    op.create_index(op.f("ix_audit_entry_office_id_number"), "audit_entry", ["office_id", "number"], unique=False)
    op.create_index(op.f("ix_audit_entry_row_id"), "audit_entry", ["row_id"], unique=False)
    op.create_table(
        "office",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("council", sa.Text(), nullable=False),
        sa.Column("complaints_telephone", sa.Text(), nullable=False),
        sa.Column("finance_telephone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("name", name=op.f("uq_office_name")),
    )
    op.create_table(
        "database_mark",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("made_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("number = 1", name=op.f("ck_database_mark_one_row")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_database_mark_office_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_database_mark")),
    )
    op.create_table(
        "patch",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_patch_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patch")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_patch_office_id_id")),
        sa.UniqueConstraint("office_id", "name", name=op.f("uq_patch_office_id_name")),
    )
    op.create_table(
        "rate",
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("single_handed_pence", sa.Integer(), nullable=False),
        sa.Column("double_handed_pence", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint("single_handed_pence > 0 AND double_handed_pence > 0", name=op.f("ck_rate_costs_something")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_rate_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate")),
        sa.UniqueConstraint("office_id", "from_day", name=op.f("uq_rate_office_id_from_day")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_rate_office_id_id")),
    )
    op.create_table(
        "rating_import",
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("read_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_rating_import_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_import")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_rating_import_office_id_id")),
    )
    op.create_table(
        "start_check_item",
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("archived_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_start_check_item_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_start_check_item")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_start_check_item_office_id_id")),
        sa.UniqueConstraint("office_id", "item", name=op.f("uq_start_check_item_office_id_item")),
    )
    op.create_table(
        "team",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("short_term", "interim", name="teamkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("worker_minutes_a_week", sa.Integer(), nullable=False),
        sa.Column("worker_minutes_because", sa.Text(), nullable=False),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint("worker_minutes_a_week >= 0", name=op.f("ck_team_limit_not_negative")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_team_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_team_office_id_id")),
        sa.UniqueConstraint("office_id", "name", name=op.f("uq_team_office_id_name")),
    )
    op.create_table(
        "person",
        sa.Column("mosaic_id", sa.Text(), nullable=True),
        sa.Column("nhs_number", sa.Text(), nullable=True),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("preferred", sa.Text(), nullable=False),
        sa.Column("given_folded", sa.Text(), nullable=False),
        sa.Column("family_folded", sa.Text(), nullable=False),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("patch_id", sa.Uuid(), nullable=True),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.Column("communication", sa.Text(), nullable=False),
        sa.Column(
            "paper_format",
            sa.Enum(
                "standard", "large_print", name="paperformat", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "funding",
            sa.Enum(
                "not_known",
                "council",
                "co_funder",
                "self_funder",
                name="funding",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("risks", sa.Text(), nullable=False),
        sa.Column("lone_worker_risk", sa.Boolean(), nullable=False),
        sa.Column("has_at", sa.Boolean(), nullable=False),
        sa.Column("death_reported_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("death_confirmed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("died_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint(
            "(death_confirmed_at IS NULL) = (died_on IS NULL)", name=op.f("ck_person_death_confirmed_with_its_date")
        ),
        sa.CheckConstraint("died_on IS NULL OR died_on >= born", name=op.f("ck_person_died_after_birth")),
        sa.CheckConstraint("length(nhs_number) = 10", name=op.f("ck_person_nhs_number_of_ten")),
        sa.ForeignKeyConstraint(
            ["office_id", "patch_id"], ["patch.office_id", "patch.id"], name=op.f("fk_person_office_id_patch_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_person_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_person_office_id_id")),
        sa.UniqueConstraint("office_id", "mosaic_id", name=op.f("uq_person_office_id_mosaic_id")),
        sa.UniqueConstraint("office_id", "nhs_number", name=op.f("uq_person_office_id_nhs_number")),
    )
    op.create_index(
        op.f("ix_person_family_folded_given_folded"), "person", ["family_folded", "given_folded"], unique=False
    )
    op.create_index(op.f("ix_person_patch_id"), "person", ["patch_id"], unique=False)
    op.create_table(
        "reduction",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("worker_minutes_a_week", sa.Integer(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_reduction_ends_after_it_begins")),
        sa.CheckConstraint("worker_minutes_a_week > 0", name=op.f("ck_reduction_reduces")),
        sa.ForeignKeyConstraint(
            ["office_id", "team_id"], ["team.office_id", "team.id"], name=op.f("fk_reduction_office_id_team_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_reduction_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reduction")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_reduction_office_id_id")),
    )
    op.create_index(op.f("ix_reduction_team_id"), "reduction", ["team_id"], unique=False)
    op.create_table(
        "staff",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "dso",
                "cwc",
                "ot",
                "sw",
                "ccw",
                "admin",
                "scheduler",
                "service_manager",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=True),
        sa.Column("archived_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("trained_for_equipment", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "team_id"], ["team.office_id", "team.id"], name=op.f("fk_staff_office_id_team_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_staff_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_staff_office_id_id")),
        sa.UniqueConstraint("office_id", "name", name=op.f("uq_staff_office_id_name")),
    )
    op.create_index(op.f("ix_staff_team_id"), "staff", ["team_id"], unique=False)
    op.create_table(
        "team_patch",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("patch_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "patch_id"], ["patch.office_id", "patch.id"], name=op.f("fk_team_patch_office_id_patch_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "team_id"], ["team.office_id", "team.id"], name=op.f("fk_team_patch_office_id_team_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_team_patch_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_patch")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_team_patch_office_id_id")),
        sa.UniqueConstraint("office_id", "team_id", "patch_id", name=op.f("uq_team_patch_office_id_team_id_patch_id")),
    )
    op.create_index(op.f("ix_team_patch_patch_id"), "team_patch", ["patch_id"], unique=False)
    op.create_index(op.f("ix_team_patch_team_id"), "team_patch", ["team_id"], unique=False)
    op.create_table(
        "usual_hours",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("patch_id", sa.Uuid(), nullable=False),
        sa.Column(
            "call",
            sa.Enum(
                "morning",
                "lunch",
                "tea",
                "bed",
                "night",
                name="call",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("worker_minutes_a_week", sa.Integer(), nullable=False),
        sa.Column("workers_at_once", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint("worker_minutes_a_week >= 0", name=op.f("ck_usual_hours_minutes_not_negative")),
        sa.CheckConstraint("workers_at_once BETWEEN 1 AND 99", name=op.f("ck_usual_hours_somebody_works")),
        sa.ForeignKeyConstraint(
            ["office_id", "patch_id"], ["patch.office_id", "patch.id"], name=op.f("fk_usual_hours_office_id_patch_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "team_id"], ["team.office_id", "team.id"], name=op.f("fk_usual_hours_office_id_team_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_usual_hours_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usual_hours")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_usual_hours_office_id_id")),
        sa.UniqueConstraint(
            "office_id", "team_id", "patch_id", "call", name=op.f("uq_usual_hours_office_id_team_id_patch_id_call")
        ),
    )
    op.create_index(op.f("ix_usual_hours_patch_id"), "usual_hours", ["patch_id"], unique=False)
    op.create_index(op.f("ix_usual_hours_team_id"), "usual_hours", ["team_id"], unique=False)
    op.create_table(
        "concern",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("raised_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("raised_by_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("told_whom", sa.Text(), nullable=False),
        sa.Column("told_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint("told_at IS NULL OR told_whom <> ''", name=op.f("ck_concern_told_to_somebody")),
        sa.ForeignKeyConstraint(
            ["office_id", "person_id"], ["person.office_id", "person.id"], name=op.f("fk_concern_office_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "raised_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_concern_office_id_raised_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_concern_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_concern_office_id_id")),
    )
    op.create_index(op.f("ix_concern_person_id"), "concern", ["person_id"], unique=False)
    op.create_index(op.f("ix_concern_raised_by_id"), "concern", ["raised_by_id"], unique=False)
    op.create_table(
        "handover_note",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "by_id"], ["staff.office_id", "staff.id"], name=op.f("fk_handover_note_office_id_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "team_id"], ["team.office_id", "team.id"], name=op.f("fk_handover_note_office_id_team_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_handover_note_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_note")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_handover_note_office_id_id")),
    )
    op.create_index(op.f("ix_handover_note_by_id"), "handover_note", ["by_id"], unique=False)
    op.create_index(op.f("ix_handover_note_team_id"), "handover_note", ["team_id"], unique=False)
    op.create_table(
        "long_term_review",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("letter_sent_on", sa.Date(), nullable=True),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "person_id"],
            ["person.office_id", "person.id"],
            name=op.f("fk_long_term_review_office_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_long_term_review_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_long_term_review")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_long_term_review_office_id_id")),
    )
    op.create_index(op.f("ix_long_term_review_person_id"), "long_term_review", ["person_id"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("weekly", "daily", name="meetingkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("held_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.Column("finished_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "opened_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_meeting_office_id_opened_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "team_id"], ["team.office_id", "team.id"], name=op.f("fk_meeting_office_id_team_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_meeting_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_meeting_office_id_id")),
    )
    op.create_index(op.f("ix_meeting_opened_by_id"), "meeting", ["opened_by_id"], unique=False)
    op.create_index(op.f("ix_meeting_team_id"), "meeting", ["team_id"], unique=False)
    op.create_table(
        "referral",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("earlier_id", sa.Uuid(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("received_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("first_asked_at", models.base.UtcDateTime(), nullable=False),
        sa.Column(
            "document",
            sa.Enum(
                "short_term",
                "hospital",
                "trusted_assessor",
                name="referraldocument",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "hospital_discharge",
                "avoiding_admission",
                "new_home_care",
                "significant_change",
                "provider_failure",
                name="referralreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("from_hospital", sa.Boolean(), nullable=False),
        sa.Column("hospital", sa.Text(), nullable=False),
        sa.Column("admitted_on", sa.Date(), nullable=True),
        sa.Column("discharge_on", sa.Date(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column(
            "support",
            sa.Enum("not_stated", "none", "some", name="support", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
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
        sa.Column("delivery_confirmed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("chc", sa.Boolean(), nullable=False),
        sa.Column("chc_known_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("chc_reviewed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("chc_asked_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("chc_transferred_at", models.base.UtcDateTime(), nullable=True),
        sa.Column(
            "existing_package",
            sa.Enum(
                "no_provider",
                "whole_moves",
                "extra_only",
                name="existingpackage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column(
            "notice",
            sa.Enum("worked", "paid", name="notice", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("notice_given_on", sa.Date(), nullable=True),
        sa.Column("extra_until", sa.Date(), nullable=True),
        sa.Column("provider_agreed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("accepted_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("accepted_by_id", sa.Uuid(), nullable=True),
        sa.Column("scheduling_confirmed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("scheduling_confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("start_planned_at", models.base.UtcDateTime(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "started",
                "declined",
                "signposted",
                "withdrawn",
                "lapsed",
                name="referraloutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("outcome_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("outcome_by_id", sa.Uuid(), nullable=True),
        sa.Column("outcome_because", sa.Text(), nullable=False),
        sa.Column("discussed_with_assessor", sa.Boolean(), nullable=False),
        sa.Column("care_hub_told_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
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
    op.create_table(
        "representative",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column(
            "authority",
            sa.Enum(
                "none",
                "lpa_property",
                "epa",
                "deputy",
                "lpa_health",
                "appointee",
                name="authority",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_joint", sa.Boolean(), nullable=False),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.Column(
            "paper_format",
            sa.Enum(
                "standard", "large_print", name="paperformat", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("evidence_seen_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("evidence_seen_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint(
            "(evidence_seen_at IS NULL) = (evidence_seen_by_id IS NULL)",
            name=op.f("ck_representative_evidence_seen_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "evidence_seen_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_representative_office_id_evidence_seen_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "person_id"],
            ["person.office_id", "person.id"],
            name=op.f("fk_representative_office_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_representative_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_representative")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_representative_office_id_id")),
    )
    op.create_index(
        op.f("ix_representative_evidence_seen_by_id"), "representative", ["evidence_seen_by_id"], unique=False
    )
    op.create_index(op.f("ix_representative_person_id"), "representative", ["person_id"], unique=False)
    op.create_table(
        "stored_setting",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("from_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "set_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_stored_setting_office_id_set_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_stored_setting_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_setting")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_stored_setting_office_id_id")),
        sa.UniqueConstraint("office_id", "name", "from_at", name=op.f("uq_stored_setting_office_id_name_from_at")),
    )
    op.create_index(op.f("ix_stored_setting_set_by_id"), "stored_setting", ["set_by_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("left_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "meeting_id"],
            ["meeting.office_id", "meeting.id"],
            name=op.f("fk_attendance_office_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "staff_id"], ["staff.office_id", "staff.id"], name=op.f("fk_attendance_office_id_staff_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_attendance_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_attendance_office_id_id")),
        sa.UniqueConstraint(
            "office_id", "meeting_id", "staff_id", name=op.f("uq_attendance_office_id_meeting_id_staff_id")
        ),
    )
    op.create_index(op.f("ix_attendance_meeting_id"), "attendance", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_attendance_staff_id"), "attendance", ["staff_id"], unique=False)
    op.create_table(
        "episode",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "short_term",
                "interim_team",
                "interim_in_sts",
                name="episodekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("follows_id", sa.Uuid(), nullable=True),
        sa.Column("dso_id", sa.Uuid(), nullable=False),
        sa.Column("case_coordinator_id", sa.Uuid(), nullable=True),
        sa.Column("goal_setter_id", sa.Uuid(), nullable=True),
        sa.Column("started_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("first_support_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("support_plan_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("package_started_on", sa.Date(), nullable=True),
        sa.Column("package_reviewed_on", sa.Date(), nullable=True),
        sa.Column("ended_at", models.base.UtcDateTime(), nullable=True),
        sa.Column(
            "end_reason",
            sa.Enum(
                "goals_achieved",
                "ongoing_arranged",
                "care_home",
                "hospital",
                "died",
                "transferred",
                "pvi_found",
                "needs_changed",
                "long_break",
                "residential",
                name="endreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("end_decided_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("undone_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("undone_because", sa.Text(), nullable=False),
        sa.Column("closed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint(
            "undone_at IS NULL OR (undone_because <> '' AND ended_at IS NOT NULL)",
            name=op.f("ck_episode_undone_with_a_reason"),
        ),
        sa.CheckConstraint("closed_at IS NULL OR ended_at IS NOT NULL", name=op.f("ck_episode_closed_after_it_ended")),
        sa.CheckConstraint(
            "ended_at IS NULL OR end_reason IS NOT NULL OR undone_at IS NOT NULL",
            name=op.f("ck_episode_ended_for_a_reason"),
        ),
        sa.CheckConstraint(
            "ended_at IS NULL OR ended_at >= started_at OR undone_at IS NOT NULL",
            name=op.f("ck_episode_ends_after_it_starts"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "case_coordinator_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_episode_office_id_case_coordinator_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "dso_id"], ["staff.office_id", "staff.id"], name=op.f("fk_episode_office_id_dso_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "follows_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_episode_office_id_follows_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "goal_setter_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_episode_office_id_goal_setter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "person_id"], ["person.office_id", "person.id"], name=op.f("fk_episode_office_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "referral_id"],
            ["referral.office_id", "referral.id"],
            name=op.f("fk_episode_office_id_referral_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "team_id"], ["team.office_id", "team.id"], name=op.f("fk_episode_office_id_team_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_episode_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episode")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_episode_office_id_id")),
    )
    op.create_index(op.f("ix_episode_case_coordinator_id"), "episode", ["case_coordinator_id"], unique=False)
    op.create_index(op.f("ix_episode_dso_id"), "episode", ["dso_id"], unique=False)
    op.create_index(op.f("ix_episode_follows_id"), "episode", ["follows_id"], unique=False)
    op.create_index(op.f("ix_episode_goal_setter_id"), "episode", ["goal_setter_id"], unique=False)
    op.create_index(op.f("ix_episode_person_id"), "episode", ["person_id"], unique=False)
    op.create_index(op.f("ix_episode_referral_id"), "episode", ["referral_id"], unique=False)
    op.create_index(op.f("ix_episode_team_id"), "episode", ["team_id"], unique=False)
    op.create_index(
        "uq_episode_open",
        "episode",
        ["office_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
        sqlite_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "hold",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("found_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("held_by_id", sa.Uuid(), nullable=False),
        sa.Column("worker_minutes", sa.Integer(), nullable=False),
        sa.Column("ended_at", models.base.UtcDateTime(), nullable=True),
        sa.Column(
            "ended_as",
            sa.Enum(
                "started",
                "released",
                "withdrawn",
                "retracted",
                name="holdend",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("assessor_notified_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint(
            "ended_as <> 'released' OR assessor_notified_at IS NOT NULL", name=op.f("ck_hold_released_and_notified")
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_as IS NULL)", name=op.f("ck_hold_ended_in_some_way")),
        sa.CheckConstraint("worker_minutes > 0", name=op.f("ck_hold_holds_something")),
        sa.ForeignKeyConstraint(
            ["office_id", "ended_by_id"], ["staff.office_id", "staff.id"], name=op.f("fk_hold_office_id_ended_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "held_by_id"], ["staff.office_id", "staff.id"], name=op.f("fk_hold_office_id_held_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "referral_id"],
            ["referral.office_id", "referral.id"],
            name=op.f("fk_hold_office_id_referral_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "team_id"], ["team.office_id", "team.id"], name=op.f("fk_hold_office_id_team_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_hold_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_hold_office_id_id")),
    )
    op.create_index(op.f("ix_hold_ended_by_id"), "hold", ["ended_by_id"], unique=False)
    op.create_index(op.f("ix_hold_held_by_id"), "hold", ["held_by_id"], unique=False)
    op.create_index(op.f("ix_hold_referral_id"), "hold", ["referral_id"], unique=False)
    op.create_index(op.f("ix_hold_team_id"), "hold", ["team_id"], unique=False)
    op.create_index(
        "uq_hold_open",
        "hold",
        ["referral_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
        sqlite_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "information_request",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("of_whom", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("chased_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("received_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
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
    op.create_table(
        "placement",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column(
            "band",
            sa.Enum("1", "2", "3", "4", "5", name="band", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("decided_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.Column("consulted", sa.Text(), nullable=False),
        sa.Column("expires_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("lifted_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
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
    op.create_table(
        "requested_visit",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column(
            "call",
            sa.Enum(
                "morning",
                "lunch",
                "tea",
                "bed",
                "night",
                name="call",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("workers", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
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
    op.create_table(
        "start_check",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("done_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
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
    op.create_table(
        "action",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("done_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint("what <> ''", name=op.f("ck_action_says_what")),
        sa.ForeignKeyConstraint(
            ["office_id", "done_by_id"], ["staff.office_id", "staff.id"], name=op.f("fk_action_office_id_done_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_action_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "meeting_id"],
            ["meeting.office_id", "meeting.id"],
            name=op.f("fk_action_office_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "owner_id"], ["staff.office_id", "staff.id"], name=op.f("fk_action_office_id_owner_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_action_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_action_office_id_id")),
    )
    op.create_index(op.f("ix_action_done_by_id"), "action", ["done_by_id"], unique=False)
    op.create_index(op.f("ix_action_episode_id"), "action", ["episode_id"], unique=False)
    op.create_index(op.f("ix_action_meeting_id"), "action", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_action_owner_id"), "action", ["owner_id"], unique=False)
    op.create_table(
        "break",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "hospital",
                "care_home",
                "family",
                "away",
                name="breakkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "episode_kind",
            sa.Enum(
                "short_term",
                "interim_team",
                "interim_in_sts",
                name="episodekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("began_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("last_visit_on", sa.Date(), nullable=False),
        sa.Column("return_expected_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("long_term_planned", sa.Boolean(), nullable=False),
        sa.Column("return_still_planned", sa.Boolean(), nullable=False),
        sa.Column("last_asked_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("returned_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("next_visit_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint(
            "returned_at IS NULL OR returned_at >= began_at", name=op.f("ck_break_returned_after_it_began")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"], ["episode.office_id", "episode.id"], name=op.f("fk_break_office_id_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "recorded_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_break_office_id_recorded_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_break_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_break")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_break_office_id_id")),
    )
    op.create_index(op.f("ix_break_episode_id"), "break", ["episode_id"], unique=False)
    op.create_index(op.f("ix_break_recorded_by_id"), "break", ["recorded_by_id"], unique=False)
    op.create_index(
        "uq_break_open",
        "break",
        ["episode_id"],
        unique=True,
        postgresql_where=sa.text("returned_at IS NULL"),
        sqlite_where=sa.text("returned_at IS NULL"),
    )
    op.create_table(
        "closure",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column(
            "at_outcome",
            sa.Enum(
                "continue_funded",
                "continue_pay",
                "decommission",
                name="atoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("at_recorded_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("closed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by_id IS NULL)", name=op.f("ck_closure_closed_by_somebody")),
        sa.ForeignKeyConstraint(
            ["office_id", "closed_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_closure_office_id_closed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_closure_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_closure_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
        sa.UniqueConstraint("office_id", "episode_id", name=op.f("uq_closure_office_id_episode_id")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_closure_office_id_id")),
    )
    op.create_index(op.f("ix_closure_closed_by_id"), "closure", ["closed_by_id"], unique=False)
    op.create_index(op.f("ix_closure_episode_id"), "closure", ["episode_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "step_down",
                "maximum_independence",
                "transfer",
                "end",
                "goal_setter",
                "carry_on",
                name="decisionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_decision_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "meeting_id"],
            ["meeting.office_id", "meeting.id"],
            name=op.f("fk_decision_office_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "recorded_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_decision_office_id_recorded_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_decision_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_decision_office_id_id")),
    )
    op.create_index(op.f("ix_decision_episode_id"), "decision", ["episode_id"], unique=False)
    op.create_index(op.f("ix_decision_meeting_id"), "decision", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_decision_recorded_by_id"), "decision", ["recorded_by_id"], unique=False)
    op.create_table(
        "equipment",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("ordered_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("assessed_by_id", sa.Uuid(), nullable=False),
        sa.Column("assessor_trained", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "assessed_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_equipment_office_id_assessed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_equipment_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_equipment_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_equipment_office_id_id")),
    )
    op.create_index(op.f("ix_equipment_assessed_by_id"), "equipment", ["assessed_by_id"], unique=False)
    op.create_index(op.f("ix_equipment_episode_id"), "equipment", ["episode_id"], unique=False)
    op.create_table(
        "extension",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("agreed_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("agreed_by_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "agreed_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_extension_office_id_agreed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_extension_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_extension_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_extension_office_id_id")),
    )
    op.create_index(op.f("ix_extension_agreed_by_id"), "extension", ["agreed_by_id"], unique=False)
    op.create_index(op.f("ix_extension_episode_id"), "extension", ["episode_id"], unique=False)
    op.create_table(
        "goal",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("achievable", sa.Text(), nullable=False),
        sa.Column("relevant", sa.Text(), nullable=False),
        sa.Column("target", sa.Date(), nullable=True),
        sa.Column("calls", sa.Text(), nullable=False),
        sa.Column("set_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "achieved",
                "not_achieved",
                "dropped",
                name="goalstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("closed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("held_record_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("mosaic_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name=op.f("ck_goal_closed_with_its_moment")),
        sa.CheckConstraint("wording > 0", name=op.f("ck_goal_wording_from_one")),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"], ["episode.office_id", "episode.id"], name=op.f("fk_goal_office_id_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "person_id"], ["person.office_id", "person.id"], name=op.f("fk_goal_office_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "set_by_id"], ["staff.office_id", "staff.id"], name=op.f("fk_goal_office_id_set_by_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_goal_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
        sa.UniqueConstraint("office_id", "episode_id", "number", name=op.f("uq_goal_office_id_episode_id_number")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_goal_office_id_id")),
    )
    op.create_index(op.f("ix_goal_episode_id"), "goal", ["episode_id"], unique=False)
    op.create_index(op.f("ix_goal_person_id"), "goal", ["person_id"], unique=False)
    op.create_index(op.f("ix_goal_set_by_id"), "goal", ["set_by_id"], unique=False)
    op.create_table(
        "milestone",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "start",
                "goals_set",
                "maximum_independence",
                "assessed",
                "end",
                name="milestonekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", models.base.UtcDateTime(), nullable=False),
        sa.Column(
            "decision",
            sa.Enum("ongoing", "nfa", name="assessmentdecision", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("assessed_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint(
            "kind <> 'assessed' OR decision IS NOT NULL", name=op.f("ck_milestone_assessed_with_its_decision")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_milestone_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "recorded_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_milestone_office_id_recorded_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_milestone_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("office_id", "episode_id", "kind", name=op.f("uq_milestone_office_id_episode_id_kind")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_milestone_office_id_id")),
    )
    op.create_index(op.f("ix_milestone_episode_id"), "milestone", ["episode_id"], unique=False)
    op.create_index(op.f("ix_milestone_recorded_by_id"), "milestone", ["recorded_by_id"], unique=False)
    op.create_table(
        "plan",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("short_term", "long_term", name="plankind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "change",
            sa.Enum(
                "start",
                "more",
                "step_down",
                "same_hours",
                "interim_change",
                "transfer",
                name="planchange",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("made_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("effective_from", models.base.UtcDateTime(), nullable=False),
        sa.Column("scheduling_confirmed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("scheduling_confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("mdt_agreed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("coordinator_agreed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("amended_support_plan_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("amended_po_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("finished_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("visits_a_week", sa.Integer(), nullable=False),
        sa.Column("contact_minutes", sa.Integer(), nullable=False),
        sa.Column("worker_minutes", sa.Integer(), nullable=False),
        sa.Column("has_double_up", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint(
            "change <> 'interim_change' OR coordinator_agreed_at IS NOT NULL",
            name=op.f("ck_plan_interim_change_is_agreed"),
        ),
        sa.CheckConstraint(
            "change <> 'more' OR scheduling_confirmed_at IS NOT NULL", name=op.f("ck_plan_more_is_confirmed")
        ),
        sa.CheckConstraint(
            "change <> 'step_down' OR mdt_agreed_at IS NOT NULL", name=op.f("ck_plan_step_down_is_agreed")
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_plan_numbered_from_one")),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"], ["episode.office_id", "episode.id"], name=op.f("fk_plan_office_id_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "made_by_id"], ["staff.office_id", "staff.id"], name=op.f("fk_plan_office_id_made_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "scheduling_confirmed_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_plan_office_id_scheduling_confirmed_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_plan_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("office_id", "episode_id", "number", name=op.f("uq_plan_office_id_episode_id_number")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_plan_office_id_id")),
    )
    op.create_index(op.f("ix_plan_episode_id"), "plan", ["episode_id"], unique=False)
    op.create_index(op.f("ix_plan_made_by_id"), "plan", ["made_by_id"], unique=False)
    op.create_index(op.f("ix_plan_scheduling_confirmed_by_id"), "plan", ["scheduling_confirmed_by_id"], unique=False)
    op.create_table(
        "reopening",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("reopened_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("reopened_by_id", sa.Uuid(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint("because <> ''", name=op.f("ck_reopening_with_a_reason")),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_reopening_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "reopened_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_reopening_office_id_reopened_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_reopening_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopening")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_reopening_office_id_id")),
    )
    op.create_index(op.f("ix_reopening_episode_id"), "reopening", ["episode_id"], unique=False)
    op.create_index(op.f("ix_reopening_reopened_by_id"), "reopening", ["reopened_by_id"], unique=False)
    op.create_table(
        "specialist_intervention",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", models.base.UtcDateTime(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_specialist_intervention_office_id_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_specialist_intervention_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_specialist_intervention_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_specialist_intervention")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_specialist_intervention_office_id_id")),
    )
    op.create_index(op.f("ix_specialist_intervention_by_id"), "specialist_intervention", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_specialist_intervention_episode_id"), "specialist_intervention", ["episode_id"], unique=False
    )
    op.create_table(
        "tracker_change",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "start",
                "increase",
                "decrease",
                "rearranged",
                "hold",
                "hold_released",
                "retracted",
                "transfer",
                "interim_in_sts",
                "break",
                "return",
                "end",
                name="trackerchangekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("retracts_id", sa.Uuid(), nullable=True),
        sa.Column("notified_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("effective_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("from_team", sa.Text(), nullable=False),
        sa.Column("to_team", sa.Text(), nullable=False),
        sa.Column("visits_a_week", sa.Integer(), nullable=False),
        sa.Column("contact_minutes", sa.Integer(), nullable=False),
        sa.Column("has_double_up", sa.Boolean(), nullable=False),
        sa.Column("calls", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("dso", sa.Text(), nullable=False),
        sa.Column("case_note", sa.Text(), nullable=False),
        sa.Column("exported_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("exported_to", sa.Text(), nullable=True),
        sa.Column(
            "ccl",
            sa.Enum("yes", "no", "query", name="cclmark", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("ccl_by", sa.Text(), nullable=False),
        sa.Column("ccl_on", models.base.UtcDateTime(), nullable=True),
        sa.Column("ccl_query", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'retracted') = (retracts_id IS NOT NULL)", name=op.f("ck_tracker_change_retracts_something")
        ),
        sa.CheckConstraint(
            "(exported_at IS NULL) = (exported_to IS NULL)", name=op.f("ck_tracker_change_exported_to_a_file")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_tracker_change_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "person_id"],
            ["person.office_id", "person.id"],
            name=op.f("fk_tracker_change_office_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "referral_id"],
            ["referral.office_id", "referral.id"],
            name=op.f("fk_tracker_change_office_id_referral_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "retracts_id"],
            ["tracker_change.office_id", "tracker_change.id"],
            name=op.f("fk_tracker_change_office_id_retracts_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_tracker_change_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tracker_change")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_tracker_change_office_id_id")),
        sa.UniqueConstraint("office_id", "number", name=op.f("uq_tracker_change_office_id_number")),
    )
    op.create_index(op.f("ix_tracker_change_episode_id"), "tracker_change", ["episode_id"], unique=False)
    op.create_index(op.f("ix_tracker_change_person_id"), "tracker_change", ["person_id"], unique=False)
    op.create_index(op.f("ix_tracker_change_referral_id"), "tracker_change", ["referral_id"], unique=False)
    op.create_index(op.f("ix_tracker_change_retracts_id"), "tracker_change", ["retracts_id"], unique=False)
    op.create_table(
        "transfer",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column(
            "route",
            sa.Enum(
                "interim_team", "within_sts", name="transferroute", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("to_team_id", sa.Uuid(), nullable=True),
        sa.Column("interim_dso_id", sa.Uuid(), nullable=True),
        sa.Column("to_episode_id", sa.Uuid(), nullable=True),
        sa.Column("independence_agreed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("assessed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("support_plan_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("agreed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("need_confirmed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("sent_to_brokerage_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("listed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("offer_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("offer_provider", sa.Text(), nullable=False),
        sa.Column("offer_starts_on", sa.Date(), nullable=True),
        sa.Column("own_search_since", sa.Date(), nullable=True),
        sa.Column("own_search_evidence", sa.Text(), nullable=False),
        sa.Column("fabo_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("handed_over_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("abandoned_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint(
            "own_search_since IS NULL OR own_search_evidence <> ''", name=op.f("ck_transfer_own_search_evidenced")
        ),
        sa.CheckConstraint(
            "(handed_over_at IS NULL) = (to_episode_id IS NULL)", name=op.f("ck_transfer_handed_over_to_an_episode")
        ),
        sa.CheckConstraint(
            "listed_at IS NULL OR listed_at >= sent_to_brokerage_at", name=op.f("ck_transfer_listed_not_before_sent")
        ),
        sa.CheckConstraint(
            "listed_at IS NULL OR sent_to_brokerage_at IS NOT NULL", name=op.f("ck_transfer_listed_after_sent")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_transfer_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "interim_dso_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_transfer_office_id_interim_dso_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "to_episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_transfer_office_id_to_episode_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "to_team_id"], ["team.office_id", "team.id"], name=op.f("fk_transfer_office_id_to_team_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_transfer_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_transfer_office_id_id")),
    )
    op.create_index(op.f("ix_transfer_episode_id"), "transfer", ["episode_id"], unique=False)
    op.create_index(op.f("ix_transfer_interim_dso_id"), "transfer", ["interim_dso_id"], unique=False)
    op.create_index(op.f("ix_transfer_to_episode_id"), "transfer", ["to_episode_id"], unique=False)
    op.create_index(op.f("ix_transfer_to_team_id"), "transfer", ["to_team_id"], unique=False)
    op.create_index(
        "uq_transfer_episode",
        "transfer",
        ["episode_id"],
        unique=True,
        postgresql_where=sa.text("abandoned_at IS NULL"),
        sqlite_where=sa.text("abandoned_at IS NULL"),
    )
    op.create_table(
        "agreement",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("rate_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("wording_version", sa.Text(), nullable=False),
        sa.Column(
            "edition",
            sa.Enum(
                "standard", "large_print", name="paperformat", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("liable_from", models.base.UtcDateTime(), nullable=False),
        sa.Column("weekly_pence", sa.Integer(), nullable=False),
        sa.Column("issued_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("issued_by_id", sa.Uuid(), nullable=False),
        sa.Column("signed_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column(
            "signed_as",
            sa.Enum(
                "none",
                "lpa_property",
                "epa",
                "deputy",
                "lpa_health",
                "appointee",
                name="authority",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("evidence_seen_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("evidence_seen_by_id", sa.Uuid(), nullable=True),
        sa.Column("refused_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("refused_because", sa.Text(), nullable=False),
        sa.Column("uploaded_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("po_raised_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint(
            "refused_at IS NULL OR refused_because <> ''", name=op.f("ck_agreement_refused_with_a_reason")
        ),
        sa.CheckConstraint(
            "signed_at IS NULL OR (signed_by <> '' AND refused_at IS NULL)",
            name=op.f("ck_agreement_signed_by_somebody"),
        ),
        sa.CheckConstraint(
            "po_raised_at IS NULL OR uploaded_at IS NOT NULL", name=op.f("ck_agreement_po_after_uploaded")
        ),
        sa.CheckConstraint(
            "uploaded_at IS NULL OR signed_at IS NOT NULL", name=op.f("ck_agreement_uploaded_after_signed")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_agreement_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "evidence_seen_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_agreement_office_id_evidence_seen_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "issued_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_agreement_office_id_issued_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "plan_id"], ["plan.office_id", "plan.id"], name=op.f("fk_agreement_office_id_plan_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "rate_id"], ["rate.office_id", "rate.id"], name=op.f("fk_agreement_office_id_rate_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_agreement_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_agreement_office_id_id")),
        sa.UniqueConstraint("office_id", "reference", name=op.f("uq_agreement_office_id_reference")),
    )
    op.create_index(op.f("ix_agreement_episode_id"), "agreement", ["episode_id"], unique=False)
    op.create_index(op.f("ix_agreement_evidence_seen_by_id"), "agreement", ["evidence_seen_by_id"], unique=False)
    op.create_index(op.f("ix_agreement_issued_by_id"), "agreement", ["issued_by_id"], unique=False)
    op.create_index(op.f("ix_agreement_plan_id"), "agreement", ["plan_id"], unique=False)
    op.create_index(op.f("ix_agreement_rate_id"), "agreement", ["rate_id"], unique=False)
    op.create_table(
        "chaser",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "about",
            sa.Enum("chc", "brokerage", name="chaserabout", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("transfer_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("whom", sa.Text(), nullable=False),
        sa.Column("chased_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint(
            "(about = 'brokerage') = (transfer_id IS NOT NULL)", name=op.f("ck_chaser_brokerage_about_a_transfer")
        ),
        sa.CheckConstraint("(about = 'chc') = (referral_id IS NOT NULL)", name=op.f("ck_chaser_chc_about_a_referral")),
        sa.CheckConstraint("whom <> ''", name=op.f("ck_chaser_chased_somebody")),
        sa.ForeignKeyConstraint(
            ["office_id", "by_id"], ["staff.office_id", "staff.id"], name=op.f("fk_chaser_office_id_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "person_id"], ["person.office_id", "person.id"], name=op.f("fk_chaser_office_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "referral_id"],
            ["referral.office_id", "referral.id"],
            name=op.f("fk_chaser_office_id_referral_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "transfer_id"],
            ["transfer.office_id", "transfer.id"],
            name=op.f("fk_chaser_office_id_transfer_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_chaser_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chaser")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_chaser_office_id_id")),
    )
    op.create_index(op.f("ix_chaser_by_id"), "chaser", ["by_id"], unique=False)
    op.create_index(op.f("ix_chaser_person_id"), "chaser", ["person_id"], unique=False)
    op.create_index(op.f("ix_chaser_referral_id"), "chaser", ["referral_id"], unique=False)
    op.create_index(op.f("ix_chaser_transfer_id"), "chaser", ["transfer_id"], unique=False)
    op.create_table(
        "closing_step",
        sa.Column("closure_id", sa.Uuid(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "end_po",
                "update_mosaic",
                "update_ccl",
                name="closingstepkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("done_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "closure_id"],
            ["closure.office_id", "closure.id"],
            name=op.f("fk_closing_step_office_id_closure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "done_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_closing_step_office_id_done_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_closing_step_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_step")),
        sa.UniqueConstraint("office_id", "closure_id", "step", name=op.f("uq_closing_step_office_id_closure_id_step")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_closing_step_office_id_id")),
    )
    op.create_index(op.f("ix_closing_step_closure_id"), "closing_step", ["closure_id"], unique=False)
    op.create_index(op.f("ix_closing_step_done_by_id"), "closing_step", ["done_by_id"], unique=False)
    op.create_table(
        "goal_wording",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("achievable", sa.Text(), nullable=False),
        sa.Column("relevant", sa.Text(), nullable=False),
        sa.Column("target", sa.Date(), nullable=True),
        sa.Column("calls", sa.Text(), nullable=False),
        sa.Column("changed_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint("because <> ''", name=op.f("ck_goal_wording_changed_for_a_reason")),
        sa.ForeignKeyConstraint(
            ["office_id", "changed_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_goal_wording_office_id_changed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "goal_id"], ["goal.office_id", "goal.id"], name=op.f("fk_goal_wording_office_id_goal_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_goal_wording_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_wording")),
        sa.UniqueConstraint("office_id", "goal_id", "wording", name=op.f("uq_goal_wording_office_id_goal_id_wording")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_goal_wording_office_id_id")),
    )
    op.create_index(op.f("ix_goal_wording_changed_by_id"), "goal_wording", ["changed_by_id"], unique=False)
    op.create_index(op.f("ix_goal_wording_goal_id"), "goal_wording", ["goal_id"], unique=False)
    op.create_table(
        "plan_visit",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column(
            "call",
            sa.Enum(
                "morning",
                "lunch",
                "tea",
                "bed",
                "night",
                name="call",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("workers", sa.Integer(), nullable=False),
        sa.Column("tasks", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint("days BETWEEN 1 AND 127", name=op.f("ck_plan_visit_days_of_a_week")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_plan_visit_minutes_of_a_day")),
        sa.CheckConstraint("workers IN (1, 2)", name=op.f("ck_plan_visit_one_or_two_workers")),
        sa.ForeignKeyConstraint(
            ["office_id", "plan_id"], ["plan.office_id", "plan.id"], name=op.f("fk_plan_visit_office_id_plan_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_plan_visit_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_visit")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_plan_visit_office_id_id")),
        sa.UniqueConstraint("office_id", "plan_id", "number", name=op.f("uq_plan_visit_office_id_plan_id_number")),
    )
    op.create_index(op.f("ix_plan_visit_plan_id"), "plan_visit", ["plan_id"], unique=False)
    op.create_table(
        "rating",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "call",
            sa.Enum(
                "morning",
                "lunch",
                "tea",
                "bed",
                "night",
                name="call",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("at", models.base.UtcDateTime(), nullable=False),
        sa.Column(
            "letter",
            sa.Enum("I", "P", "A1", "A2", "D", name="letter", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint("version > 0", name=op.f("ck_rating_version_from_one")),
        sa.ForeignKeyConstraint(
            ["office_id", "goal_id"], ["goal.office_id", "goal.id"], name=op.f("fk_rating_office_id_goal_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "import_id"],
            ["rating_import.office_id", "rating_import.id"],
            name=op.f("fk_rating_office_id_import_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "worker_id"], ["staff.office_id", "staff.id"], name=op.f("fk_rating_office_id_worker_id")
        ),
        sa.PrimaryKeyConstraint("goal_id", "day", "call", "worker_id", name=op.f("pk_rating")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_rating_office_id_day"), "rating", ["office_id", "day"], unique=False)
    op.create_table(
        "transfer_step",
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "capacity_spoken",
                "scheduling_told",
                "psp_sent",
                "end_date_request",
                "sts_psp_finished",
                "stays_allocated",
                "interim_po",
                "fabo_referral",
                "review_plan_sent",
                "transfer_accepted",
                "interim_psp",
                "interim_finished",
                "pvi_confirmed",
                "pvi_notified",
                "pvi_po",
                name="transferstepkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("done_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "done_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_transfer_step_office_id_done_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "transfer_id"],
            ["transfer.office_id", "transfer.id"],
            name=op.f("fk_transfer_step_office_id_transfer_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_transfer_step_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer_step")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_transfer_step_office_id_id")),
        sa.UniqueConstraint(
            "office_id", "transfer_id", "step", name=op.f("uq_transfer_step_office_id_transfer_id_step")
        ),
    )
    op.create_index(op.f("ix_transfer_step_done_by_id"), "transfer_step", ["done_by_id"], unique=False)
    op.create_index(op.f("ix_transfer_step_transfer_id"), "transfer_step", ["transfer_id"], unique=False)
    op.create_table(
        "rating_correction",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "call",
            sa.Enum(
                "morning",
                "lunch",
                "tea",
                "bed",
                "night",
                name="call",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column(
            "earlier_letter",
            sa.Enum("I", "P", "A1", "A2", "D", name="letter", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("earlier_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("earlier_comment", sa.Text(), nullable=False),
        sa.Column("corrected_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", models.base.UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.ForeignKeyConstraint(
            ["goal_id", "day", "call", "worker_id"],
            ["rating.goal_id", "rating.day", "rating.call", "rating.worker_id"],
            name=op.f("fk_rating_correction_goal_id_day_call_worker_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "goal_id"], ["goal.office_id", "goal.id"], name=op.f("fk_rating_correction_office_id_goal_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_rating_correction_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_correction")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_rating_correction_office_id_id")),
    )
    op.create_index(
        op.f("ix_rating_correction_goal_id_day_call_worker_id"),
        "rating_correction",
        ["goal_id", "day", "call", "worker_id"],
        unique=False,
    )
    triggers.create_functions(op.get_bind())
    triggers.create_for(op.get_bind(), STAMPED)


def downgrade() -> None:
    """Take all of it back."""
    triggers.drop_for(op.get_bind(), STAMPED)
    triggers.drop_functions(op.get_bind())
    op.drop_index(op.f("ix_rating_correction_goal_id_day_call_worker_id"), table_name="rating_correction")
    op.drop_table("rating_correction")
    op.drop_index(op.f("ix_transfer_step_transfer_id"), table_name="transfer_step")
    op.drop_index(op.f("ix_transfer_step_done_by_id"), table_name="transfer_step")
    op.drop_table("transfer_step")
    op.drop_index(op.f("ix_rating_office_id_day"), table_name="rating")
    op.drop_table("rating")
    op.drop_index(op.f("ix_plan_visit_plan_id"), table_name="plan_visit")
    op.drop_table("plan_visit")
    op.drop_index(op.f("ix_goal_wording_goal_id"), table_name="goal_wording")
    op.drop_index(op.f("ix_goal_wording_changed_by_id"), table_name="goal_wording")
    op.drop_table("goal_wording")
    op.drop_index(op.f("ix_closing_step_done_by_id"), table_name="closing_step")
    op.drop_index(op.f("ix_closing_step_closure_id"), table_name="closing_step")
    op.drop_table("closing_step")
    op.drop_index(op.f("ix_chaser_transfer_id"), table_name="chaser")
    op.drop_index(op.f("ix_chaser_referral_id"), table_name="chaser")
    op.drop_index(op.f("ix_chaser_person_id"), table_name="chaser")
    op.drop_index(op.f("ix_chaser_by_id"), table_name="chaser")
    op.drop_table("chaser")
    op.drop_index(op.f("ix_agreement_rate_id"), table_name="agreement")
    op.drop_index(op.f("ix_agreement_plan_id"), table_name="agreement")
    op.drop_index(op.f("ix_agreement_issued_by_id"), table_name="agreement")
    op.drop_index(op.f("ix_agreement_evidence_seen_by_id"), table_name="agreement")
    op.drop_index(op.f("ix_agreement_episode_id"), table_name="agreement")
    op.drop_table("agreement")
    op.drop_index(
        "uq_transfer_episode",
        table_name="transfer",
        postgresql_where=sa.text("abandoned_at IS NULL"),
        sqlite_where=sa.text("abandoned_at IS NULL"),
    )
    op.drop_index(op.f("ix_transfer_to_team_id"), table_name="transfer")
    op.drop_index(op.f("ix_transfer_to_episode_id"), table_name="transfer")
    op.drop_index(op.f("ix_transfer_interim_dso_id"), table_name="transfer")
    op.drop_index(op.f("ix_transfer_episode_id"), table_name="transfer")
    op.drop_table("transfer")
    op.drop_index(op.f("ix_tracker_change_retracts_id"), table_name="tracker_change")
    op.drop_index(op.f("ix_tracker_change_referral_id"), table_name="tracker_change")
    op.drop_index(op.f("ix_tracker_change_person_id"), table_name="tracker_change")
    op.drop_index(op.f("ix_tracker_change_episode_id"), table_name="tracker_change")
    op.drop_table("tracker_change")
    op.drop_index(op.f("ix_specialist_intervention_episode_id"), table_name="specialist_intervention")
    op.drop_index(op.f("ix_specialist_intervention_by_id"), table_name="specialist_intervention")
    op.drop_table("specialist_intervention")
    op.drop_index(op.f("ix_reopening_reopened_by_id"), table_name="reopening")
    op.drop_index(op.f("ix_reopening_episode_id"), table_name="reopening")
    op.drop_table("reopening")
    op.drop_index(op.f("ix_plan_scheduling_confirmed_by_id"), table_name="plan")
    op.drop_index(op.f("ix_plan_made_by_id"), table_name="plan")
    op.drop_index(op.f("ix_plan_episode_id"), table_name="plan")
    op.drop_table("plan")
    op.drop_index(op.f("ix_milestone_recorded_by_id"), table_name="milestone")
    op.drop_index(op.f("ix_milestone_episode_id"), table_name="milestone")
    op.drop_table("milestone")
    op.drop_index(op.f("ix_goal_set_by_id"), table_name="goal")
    op.drop_index(op.f("ix_goal_person_id"), table_name="goal")
    op.drop_index(op.f("ix_goal_episode_id"), table_name="goal")
    op.drop_table("goal")
    op.drop_index(op.f("ix_extension_episode_id"), table_name="extension")
    op.drop_index(op.f("ix_extension_agreed_by_id"), table_name="extension")
    op.drop_table("extension")
    op.drop_index(op.f("ix_equipment_episode_id"), table_name="equipment")
    op.drop_index(op.f("ix_equipment_assessed_by_id"), table_name="equipment")
    op.drop_table("equipment")
    op.drop_index(op.f("ix_decision_recorded_by_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_meeting_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_episode_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_index(op.f("ix_closure_episode_id"), table_name="closure")
    op.drop_index(op.f("ix_closure_closed_by_id"), table_name="closure")
    op.drop_table("closure")
    op.drop_index(
        "uq_break_open",
        table_name="break",
        postgresql_where=sa.text("returned_at IS NULL"),
        sqlite_where=sa.text("returned_at IS NULL"),
    )
    op.drop_index(op.f("ix_break_recorded_by_id"), table_name="break")
    op.drop_index(op.f("ix_break_episode_id"), table_name="break")
    op.drop_table("break")
    op.drop_index(op.f("ix_action_owner_id"), table_name="action")
    op.drop_index(op.f("ix_action_meeting_id"), table_name="action")
    op.drop_index(op.f("ix_action_episode_id"), table_name="action")
    op.drop_index(op.f("ix_action_done_by_id"), table_name="action")
    op.drop_table("action")
    op.drop_index(op.f("ix_start_check_referral_id"), table_name="start_check")
    op.drop_index(op.f("ix_start_check_done_by_id"), table_name="start_check")
    op.drop_table("start_check")
    op.drop_index(op.f("ix_requested_visit_referral_id"), table_name="requested_visit")
    op.drop_table("requested_visit")
    op.drop_index(
        "uq_placement_open",
        table_name="placement",
        postgresql_where=sa.text("lifted_at IS NULL"),
        sqlite_where=sa.text("lifted_at IS NULL"),
    )
    op.drop_index(op.f("ix_placement_referral_id"), table_name="placement")
    op.drop_index(op.f("ix_placement_decided_by_id"), table_name="placement")
    op.drop_table("placement")
    op.drop_index(op.f("ix_information_request_referral_id"), table_name="information_request")
    op.drop_index(op.f("ix_information_request_asked_by_id"), table_name="information_request")
    op.drop_table("information_request")
    op.drop_index(
        "uq_hold_open",
        table_name="hold",
        postgresql_where=sa.text("ended_at IS NULL"),
        sqlite_where=sa.text("ended_at IS NULL"),
    )
    op.drop_index(op.f("ix_hold_team_id"), table_name="hold")
    op.drop_index(op.f("ix_hold_referral_id"), table_name="hold")
    op.drop_index(op.f("ix_hold_held_by_id"), table_name="hold")
    op.drop_index(op.f("ix_hold_ended_by_id"), table_name="hold")
    op.drop_table("hold")
    op.drop_index(
        "uq_episode_open",
        table_name="episode",
        postgresql_where=sa.text("ended_at IS NULL"),
        sqlite_where=sa.text("ended_at IS NULL"),
    )
    op.drop_index(op.f("ix_episode_team_id"), table_name="episode")
    op.drop_index(op.f("ix_episode_referral_id"), table_name="episode")
    op.drop_index(op.f("ix_episode_person_id"), table_name="episode")
    op.drop_index(op.f("ix_episode_goal_setter_id"), table_name="episode")
    op.drop_index(op.f("ix_episode_follows_id"), table_name="episode")
    op.drop_index(op.f("ix_episode_dso_id"), table_name="episode")
    op.drop_index(op.f("ix_episode_case_coordinator_id"), table_name="episode")
    op.drop_table("episode")
    op.drop_index(op.f("ix_attendance_staff_id"), table_name="attendance")
    op.drop_index(op.f("ix_attendance_meeting_id"), table_name="attendance")
    op.drop_table("attendance")
    op.drop_index(op.f("ix_stored_setting_set_by_id"), table_name="stored_setting")
    op.drop_table("stored_setting")
    op.drop_index(op.f("ix_representative_person_id"), table_name="representative")
    op.drop_index(op.f("ix_representative_evidence_seen_by_id"), table_name="representative")
    op.drop_table("representative")
    op.drop_index(
        "ix_referral_waiting",
        table_name="referral",
        postgresql_where=sa.text("outcome IS NULL"),
        sqlite_where=sa.text("outcome IS NULL"),
    )
    op.drop_index(op.f("ix_referral_team_id"), table_name="referral")
    op.drop_index(op.f("ix_referral_scheduling_confirmed_by_id"), table_name="referral")
    op.drop_index(op.f("ix_referral_person_id"), table_name="referral")
    op.drop_index(op.f("ix_referral_outcome_by_id"), table_name="referral")
    op.drop_index(op.f("ix_referral_earlier_id"), table_name="referral")
    op.drop_index(op.f("ix_referral_accepted_by_id"), table_name="referral")
    op.drop_table("referral")
    op.drop_index(op.f("ix_meeting_team_id"), table_name="meeting")
    op.drop_index(op.f("ix_meeting_opened_by_id"), table_name="meeting")
    op.drop_table("meeting")
    op.drop_index(op.f("ix_long_term_review_person_id"), table_name="long_term_review")
    op.drop_table("long_term_review")
    op.drop_index(op.f("ix_handover_note_team_id"), table_name="handover_note")
    op.drop_index(op.f("ix_handover_note_by_id"), table_name="handover_note")
    op.drop_table("handover_note")
    op.drop_index(op.f("ix_concern_raised_by_id"), table_name="concern")
    op.drop_index(op.f("ix_concern_person_id"), table_name="concern")
    op.drop_table("concern")
    op.drop_index(op.f("ix_usual_hours_team_id"), table_name="usual_hours")
    op.drop_index(op.f("ix_usual_hours_patch_id"), table_name="usual_hours")
    op.drop_table("usual_hours")
    op.drop_index(op.f("ix_team_patch_team_id"), table_name="team_patch")
    op.drop_index(op.f("ix_team_patch_patch_id"), table_name="team_patch")
    op.drop_table("team_patch")
    op.drop_index(op.f("ix_staff_team_id"), table_name="staff")
    op.drop_table("staff")
    op.drop_index(op.f("ix_reduction_team_id"), table_name="reduction")
    op.drop_table("reduction")
    op.drop_index(op.f("ix_person_patch_id"), table_name="person")
    op.drop_index(op.f("ix_person_family_folded_given_folded"), table_name="person")
    op.drop_table("person")
    op.drop_table("team")
    op.drop_table("start_check_item")
    op.drop_table("rating_import")
    op.drop_table("rate")
    op.drop_table("patch")
    op.drop_table("database_mark")
    op.drop_table("office")
    op.drop_index(op.f("ix_audit_entry_row_id"), table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_office_id_number"), table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_office_id_at"), table_name="audit_entry")
    op.drop_table("audit_entry")
