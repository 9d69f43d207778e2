"""Episodes of care, their milestones, and what was ordered and done in them."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("episode", "milestone", "extension", "equipment", "specialist_intervention")


def create() -> None:
    """Make the tables, each after those that it names."""
    _episode()
    _milestone()
    _extension()
    _equipment()
    _specialist_intervention()


def _episode() -> None:
    op.create_table(
        "episode",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", one_of("episodekind", "short_term", "interim_team", "interim_in_sts"), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("follows_id", sa.Uuid(), nullable=True),
        sa.Column("dso_id", sa.Uuid(), nullable=False),
        sa.Column("case_coordinator_id", sa.Uuid(), nullable=True),
        sa.Column("goal_setter_id", sa.Uuid(), nullable=True),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("first_support_at", UtcDateTime(), nullable=False),
        sa.Column("support_plan_at", UtcDateTime(), nullable=True),
        sa.Column("package_started_on", sa.Date(), nullable=True),
        sa.Column("package_reviewed_on", sa.Date(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column(
            "end_reason",
            one_of(
                "endreason",
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
            ),
            nullable=True,
        ),
        sa.Column("end_decided_at", UtcDateTime(), nullable=True),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.Column("undone_because", sa.Text(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        *record_columns(),
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


def _milestone() -> None:
    op.create_table(
        "milestone",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            one_of("milestonekind", "start", "goals_set", "maximum_independence", "assessed", "end"),
            nullable=False,
        ),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("decision", one_of("assessmentdecision", "ongoing", "nfa"), nullable=True),
        sa.Column("assessed_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        *record_columns(),
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


def _extension() -> None:
    op.create_table(
        "extension",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("agreed_at", UtcDateTime(), nullable=False),
        sa.Column("agreed_by_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *record_columns(),
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


def _equipment() -> None:
    op.create_table(
        "equipment",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("ordered_at", UtcDateTime(), nullable=False),
        sa.Column("assessed_by_id", sa.Uuid(), nullable=False),
        sa.Column("assessor_trained", sa.Boolean(), nullable=False),
        *record_columns(),
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


def _specialist_intervention() -> None:
    op.create_table(
        "specialist_intervention",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        *record_columns(),
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
