"""Refunds that were asked for: each with the key by which Stripe knows the request again."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "refunds",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("deposit_id", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.Numeric(14, 3), nullable=False),
        sa.Column("duplicate", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        sa.Column("state", sa.Text(), nullable=False, server_default="asked"),
        sa.Column("idempotency_key", sa.Text(), nullable=False),
        sa.Column("stripe_id", sa.Text(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=True, comment="Why it was refused, in plain words."),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("now()")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_refunds_amount")),
        sa.CheckConstraint("state IN ('asked', 'made', 'refused')", name=op.f("ck_refunds_state")),
        sa.ForeignKeyConstraint(
            ["deposit_id"], ["deposits.id"], name=op.f("fk_refunds_deposit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refunds")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_refunds_idempotency_key")),
        sa.UniqueConstraint("stripe_id", name=op.f("uq_refunds_stripe_id")),
        comment="Money that is to go back. What has gone back stands in the ledger.",
    )
    op.create_index("ix_refunds_deposit", "refunds", ["deposit_id"])


def downgrade() -> None:
    op.drop_table("refunds")
