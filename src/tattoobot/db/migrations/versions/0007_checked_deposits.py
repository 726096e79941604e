"""Deposits know when Stripe was last asked about them, and how much went back."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deposits", sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "deposits", sa.Column("refunded", sa.Numeric(14, 3), server_default=sa.text("0"), nullable=False)
    )
    op.create_index("ix_deposits_payment_intent", "deposits", ["payment_intent"])


def downgrade() -> None:
    op.drop_index("ix_deposits_payment_intent", table_name="deposits")
    op.drop_column("deposits", "refunded")
    op.drop_column("deposits", "checked_at")
