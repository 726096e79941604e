"""Every payment page of a deposit is a row of its own: what is known of those there are is entered."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

# So far each deposit had one page, and goes on by its number: reminders and what waits to be done name it.
ENTER_WHAT_IS_KNOWN = """
    INSERT INTO attempts
        (id, deposit_id, amount, idempotency_key, session_id, url, state, created_at, expires_at)
    OVERRIDING SYSTEM VALUE
    SELECT id, id, amount, idempotency_key, session_id, url,
           CASE status
               WHEN 'requested' THEN 'asked'
               WHEN 'open' THEN 'open'
               WHEN 'expired' THEN CASE
                   WHEN EXISTS (SELECT FROM deposits n WHERE n.lead_id = d.lead_id AND n.id > d.id) THEN 'replaced'
                   ELSE 'expired'
               END
               ELSE 'complete'
           END, created_at, expires_at
    FROM deposits d
"""

GO_ON_FROM = """
    SELECT setval(pg_get_serial_sequence('attempts', 'id'), greatest(max(id), 1), max(id) IS NOT NULL) FROM attempts
"""


def upgrade() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("deposit_id", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.Numeric(14, 3), nullable=False),
        sa.Column("idempotency_key", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("now()")),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("now()")),
        sa.CheckConstraint(
            "state IN ('asked', 'open', 'complete', 'expired', 'replaced')", name=op.f("ck_attempts_state")
        ),
        sa.ForeignKeyConstraint(
            ["deposit_id"], ["deposits.id"], name=op.f("fk_attempts_deposit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_attempts_idempotency_key")),
        sa.UniqueConstraint("session_id", name=op.f("uq_attempts_session_id")),
        comment="Every payment page (Checkout Session) of a deposit. Its newest is the one that its deposit names.",
    )
    op.create_index("ix_attempts_deposit", "attempts", ["deposit_id", "id"])
    op.execute(ENTER_WHAT_IS_KNOWN)
    op.execute(GO_ON_FROM)


def downgrade() -> None:
    op.drop_table("attempts")
