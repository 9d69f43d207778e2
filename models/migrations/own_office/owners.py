"""Who has what from which day, and what Scheduling hears of a change of team."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns
from models.migrations.lives.wider import let_also, let_no_more

TABLES = ("owner_change",)
_WHAT = ("dso", "case_coordinator", "allocated_worker", "goal_setter", "action", "team", "patch")
_ABOUT = ("episode_id", "referral_id", "person_id", "action_id")
_HOW_MANY = " + ".join(f"(CASE WHEN {each} IS NULL THEN 0 ELSE 1 END)" for each in _ABOUT)
_LINKS = {
    "episode_id": "episode",
    "referral_id": "referral",
    "person_id": "person",
    "action_id": "action",
    "to_staff_id": "staff",
    "to_team_id": "team",
    "to_patch_id": "patch",
    "made_by_id": "staff",
    "taken_back_by_id": "staff",
    "told_id": "tracker_change",
}
_CHECKS = {
    "about_one_record": f"{_HOW_MANY} = 1",
    "team_to_a_team": "(what = 'team') = (to_team_id IS NOT NULL)",
    "patch_to_a_patch": "(what = 'patch') = (to_patch_id IS NOT NULL)",
    "staff_to_nobody_else": "what NOT IN ('team', 'patch') OR to_staff_id IS NULL",
    "to_somebody": "what IN ('team', 'patch', 'allocated_worker') OR to_staff_id IS NOT NULL",
    "with_a_reason": "because <> ''",
    "taken_back_with_a_reason": "(taken_back_at IS NULL) = (taken_back_because = '')",
}
_TOLD = (
    "start", "increase", "decrease", "rearranged", "hold", "hold_released", "retracted", "transfer", "interim_in_sts",
    "break", "return", "end",
)  # fmt: skip


def create() -> None:
    """Make the table with an index on each parent, and let the tracker say that a team has changed."""
    op.create_table(
        "owner_change",
        sa.Column("what", one_of("ownerof", *_WHAT), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=name != "made_by_id") for name in _LINKS),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("effective_from", UtcDateTime(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("taken_back_at", UtcDateTime(), nullable=True),
        sa.Column("taken_back_because", sa.Text(), nullable=False),
        *record_columns(),
        *(sa.CheckConstraint(said, name=op.f(f"ck_owner_change_{name}")) for name, said in _CHECKS.items()),
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column],
                [f"{table}.office_id", f"{table}.id"],
                name=op.f(f"fk_owner_change_office_id_{column}"),
            )
            for column, table in _LINKS.items()
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_owner_change_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owner_change")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_owner_change_office_id_id")),
        sa.UniqueConstraint("office_id", "number", name=op.f("uq_owner_change_office_id_number")),
    )
    for column in _LINKS:
        op.create_index(op.f(f"ix_owner_change_{column}"), "owner_change", [column], unique=False)
    let_also("tracker_change", "trackerchangekind", "kind", _TOLD, "team_changed")


def drop() -> None:
    """Take it down again."""
    let_no_more("tracker_change", "trackerchangekind", "kind", _TOLD, "team_changed")
    op.drop_table("owner_change")
