"""Am I still heard? What came when, and the alarms that were raised."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "heard",
        sa.Column("id", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "inbox_id", sa.BigInteger(), server_default="0", nullable=False, comment="Looked at so far."
        ),
        sa.Column("updates", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("longest", sa.Interval(), server_default="0", nullable=False),
        sa.Column("standby_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heard")),
        sa.CheckConstraint("id = 1", name=op.f("ck_heard_one_row")),
        comment="When WhatsApp told us anything, and the longest silence of this studio.",
    )
    op.execute("INSERT INTO heard DEFAULT VALUES")
    op.create_table(
        "alarms",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_by", sa.Text(), nullable=True, comment="whatsapp, or address: the owner's own."),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarms")),
        comment="What keeps the bot from being heard, and when its owner was told.",
    )
    op.create_index(
        "uq_alarms_open", "alarms", ["cause"], unique=True, postgresql_where=sa.text("over_at IS NULL")
    )


def downgrade() -> None:
    op.drop_table("alarms")
    op.drop_table("heard")
