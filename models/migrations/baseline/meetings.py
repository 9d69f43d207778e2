"""MDT meetings: who was there, what was decided, who does what by when."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("meeting", "attendance", "decision", "action")


def create() -> None:
    """Make the tables, each after those that it names."""
    _meeting()
    _attendance()
    _decision()
    _action()


def _meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("kind", one_of("meetingkind", "weekly", "daily"), nullable=False),
        sa.Column("held_at", UtcDateTime(), nullable=False),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        *record_columns(),
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


def _attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("left_at", UtcDateTime(), nullable=True),
        *record_columns(),
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


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            one_of("decisionkind", "step_down", "maximum_independence", "transfer", "end", "goal_setter", "carry_on"),
            nullable=False,
        ),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *record_columns(),
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


def _action() -> None:
    op.create_table(
        "action",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        *record_columns(),
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
