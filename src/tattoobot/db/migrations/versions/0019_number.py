"""How fast WhatsApp lets the studio's number send, as it says itself."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "number_pace",
        sa.Column("id", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("level", sa.Text(), nullable=False, comment="In Meta's word."),
        sa.Column(
            "a_second", sa.Integer(), nullable=False, comment="Messages a second, in and out together."
        ),
        sa.Column("seen_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_pace")),
        sa.CheckConstraint("id = 1", name=op.f("ck_number_pace_one_row")),
        comment="How many messages WhatsApp allows the studio's number, as last told.",
    )


def downgrade() -> None:
    op.drop_table("number_pace")
