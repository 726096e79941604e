"""A ledger beside the deposits: what happened to each one's money. What is known of those there are is entered."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ONLY_GROWS = """
    CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'An entry of the ledger is never changed: write another.';
    END $$
"""

NOBODY_CHANGES_IT = """
    CREATE TRIGGER ledger_only_grows BEFORE UPDATE OR DELETE ON ledger
    FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()
"""

# Stripe's names of earlier refunds and disputes were not kept: an entry without one stands for them.
ENTER_WHAT_IS_KNOWN = """
    INSERT INTO ledger (deposit_id, kind, amount, reference, actor, at)
    SELECT id, 'requested', amount, '', 'bot', created_at FROM deposits
    UNION ALL
    SELECT id, 'paid', amount, coalesce(payment_intent, ''), 'stripe', coalesce(paid_at, created_at)
    FROM deposits WHERE status IN ('paid', 'partially_refunded', 'refunded', 'forfeited', 'disputed')
    UNION ALL
    SELECT id, 'refunded', refunded, '', 'stripe', coalesce(paid_at, created_at) FROM deposits WHERE refunded > 0
    UNION ALL
    SELECT id, 'disputed', amount, '', 'stripe', coalesce(paid_at, created_at) FROM deposits
    WHERE status = 'disputed'
    UNION ALL
    SELECT id, 'forfeited', amount - refunded, '', 'artist', coalesce(paid_at, created_at) FROM deposits
    WHERE status = 'forfeited'
"""


def upgrade() -> None:
    op.create_table(
        "ledger",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("deposit_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount", sa.Numeric(14, 3), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False, server_default=""),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("now()")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_ledger_amount")),
        sa.ForeignKeyConstraint(
            ["deposit_id"], ["deposits.id"], name=op.f("fk_ledger_deposit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger")),
        comment="What happened to the money of each deposit. Only grows; the balance is the sum of its entries.",
    )
    op.create_index("ix_ledger_deposit", "ledger", ["deposit_id", "id"])
    op.execute(ENTER_WHAT_IS_KNOWN)
    op.execute(ONLY_GROWS)
    op.execute(NOBODY_CHANGES_IT)


def downgrade() -> None:
    op.drop_table("ledger")
    op.execute("DROP FUNCTION ledger_only_grows()")
