"""What was typed at the front desk and could not be done yet is shown again."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "desk_drafts",
        sa.Column("session_id", sa.BigInteger(), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("given", postgresql.JSONB(), nullable=False, comment="Its fields, as they were typed."),
        sa.Column("problem", sa.Text(), nullable=False, comment="Why it could not be done; empty: nothing."),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["desk_sessions.id"],
            name=op.f("fk_desk_drafts_session_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_desk_drafts_lead_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", "lead_id", name=op.f("pk_desk_drafts")),
        comment="What was typed at the desk and is not done: shown again on the device that it was typed on.",
    )
    op.create_index("ix_desk_drafts_lead", "desk_drafts", ["lead_id"])


def downgrade() -> None:
    op.drop_table("desk_drafts")
