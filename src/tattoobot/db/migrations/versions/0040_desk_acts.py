"""What is pressed at the front desk can be taken back for a moment."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "desk_acts",
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("body", postgresql.JSONB(), nullable=False),
        sa.Column("was", sa.Text(), nullable=False, comment="The status that the artist saw."),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_desk_acts_lead_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lead_id", name=op.f("pk_desk_acts")),
        comment="Pressed at the desk, not done yet, and to be taken back until then.",
    )
    op.create_index("ix_desk_acts_due", "desk_acts", ["due_at"])
    op.execute(
        "CREATE TRIGGER ring_desk AFTER INSERT OR DELETE ON desk_acts"
        " FOR EACH STATEMENT EXECUTE FUNCTION ring_desk()"
    )


def downgrade() -> None:
    op.drop_table("desk_acts")
