"""Dates are found by their week, and who waits for the client by how long."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

THEIR_CLIENTS_TURN = "status IN ('qualifying', 'awaiting_deposit', 'booking_pending')"
LIVE = "status IN ('requested', 'open', 'processing')"

KEEP_DATE = """
    CREATE FUNCTION keep_date() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        DELETE FROM dates WHERE lead_id = NEW.lead_id;
        INSERT INTO dates (lead_id, starts_at, ends_at)
        SELECT NEW.lead_id, (NEW.detail ->> 'starts_at')::timestamptz, (NEW.detail ->> 'ends_at')::timestamptz
        WHERE NEW.detail ->> 'starts_at' IS NOT NULL;
        RETURN NULL;
    END
    $$
"""

ON_FIXED = """
    CREATE TRIGGER date_is_kept AFTER INSERT ON timeline FOR EACH ROW
    WHEN (NEW.happened IN ('booked', 'moved'))
    EXECUTE FUNCTION keep_date()
"""

KEEP_EXISTING = """
    INSERT INTO dates (lead_id, starts_at, ends_at)
    SELECT lead_id, (detail ->> 'starts_at')::timestamptz, (detail ->> 'ends_at')::timestamptz
    FROM (
        SELECT DISTINCT ON (lead_id) lead_id, detail FROM timeline
        WHERE happened IN ('booked', 'moved') ORDER BY lead_id, id DESC
    ) fixed
    WHERE detail ->> 'starts_at' IS NOT NULL
"""


def upgrade() -> None:
    op.create_table(
        "dates",
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"], name=op.f("fk_dates_lead_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("lead_id", name=op.f("pk_dates")),
        comment="The date of a lead that was fixed last, as the timeline says. Kept by a trigger.",
    )
    for statement in (KEEP_DATE, ON_FIXED, KEEP_EXISTING):
        op.execute(statement)
    op.create_index("ix_dates_starts_at", "dates", ["starts_at", "lead_id"])
    op.create_index(
        "ix_leads_clients_turn",
        "leads",
        ["artist_id", "status", "status_since", "id"],
        postgresql_where=sa.text(THEIR_CLIENTS_TURN),
    )
    op.create_index("ix_deposits_end", "deposits", ["expires_at", "id"], postgresql_where=sa.text(LIVE))


def downgrade() -> None:
    op.drop_index("ix_deposits_end", "deposits")
    op.drop_index("ix_leads_clients_turn", "leads")
    op.execute("DROP TRIGGER date_is_kept ON timeline")
    op.execute("DROP FUNCTION keep_date")
    op.drop_table("dates")
