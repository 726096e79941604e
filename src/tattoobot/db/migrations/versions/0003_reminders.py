"""reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# A closed lead needs no look; '-infinity' is "at the next opportunity", whatever clock the product goes by.
LOOK_AT_LEAD = """
    CREATE FUNCTION look_at_lead(lead bigint, lead_status text) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        IF lead_status IN ('qualifying', 'pending_approval', 'awaiting_deposit', 'deposit_paid', 'booking_pending') THEN
            INSERT INTO lead_checks (lead_id, look_at) VALUES (lead, '-infinity')
            ON CONFLICT (lead_id) DO UPDATE SET look_at = EXCLUDED.look_at WHERE lead_checks.look_at > EXCLUDED.look_at;
        ELSE
            DELETE FROM lead_checks WHERE lead_id = lead;
        END IF;
    END
    $$
"""

TRIGGER_FUNCTIONS = (
    """
    CREATE FUNCTION look_at_new_leads() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO lead_checks (lead_id, look_at)
        SELECT id, '-infinity' FROM new_leads
        WHERE status IN ('qualifying', 'pending_approval', 'awaiting_deposit', 'deposit_paid', 'booking_pending');
        RETURN NULL;
    END
    $$
    """,
    """
    CREATE FUNCTION look_at_changed_lead() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM look_at_lead(NEW.id, NEW.status);
        RETURN NULL;
    END
    $$
    """,
    """
    CREATE FUNCTION look_at_lead_behind() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM look_at_lead(id, status) FROM leads WHERE id = NEW.lead_id;
        RETURN NULL;
    END
    $$
    """,
    """
    CREATE FUNCTION look_at_leads_of_client() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM look_at_lead(id, status) FROM leads WHERE client_id = NEW.id;
        RETURN NULL;
    END
    $$
    """,
)

# What can bring a reminder nearer. What can only put it off (a message, a flag) costs nothing: the look comes too early.
TRIGGERS = (
    """
    CREATE TRIGGER look_at_new_leads AFTER INSERT ON leads REFERENCING NEW TABLE AS new_leads FOR EACH STATEMENT
    EXECUTE FUNCTION look_at_new_leads()
    """,
    """
    CREATE TRIGGER look_at_moved_lead AFTER UPDATE OF status ON leads FOR EACH ROW
    WHEN (OLD.status IS DISTINCT FROM NEW.status)
    EXECUTE FUNCTION look_at_changed_lead()
    """,
    """
    CREATE TRIGGER look_at_lead_of_new_deposit AFTER INSERT ON deposits FOR EACH ROW
    EXECUTE FUNCTION look_at_lead_behind()
    """,
    """
    CREATE TRIGGER look_at_lead_of_deposit AFTER UPDATE OF status, expires_at ON deposits FOR EACH ROW
    WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.expires_at IS DISTINCT FROM NEW.expires_at)
    EXECUTE FUNCTION look_at_lead_behind()
    """,
    """
    CREATE TRIGGER look_at_lead_of_flag AFTER UPDATE OF resolved_at ON flags FOR EACH ROW
    WHEN (OLD.resolved_at IS NULL AND NEW.resolved_at IS NOT NULL)
    EXECUTE FUNCTION look_at_lead_behind()
    """,
    """
    CREATE TRIGGER look_at_leads_of_returned_client AFTER UPDATE OF opted_out ON clients FOR EACH ROW
    WHEN (OLD.opted_out AND NOT NEW.opted_out)
    EXECUTE FUNCTION look_at_leads_of_client()
    """,
)

LOOK_AT_EXISTING = """
    INSERT INTO lead_checks (lead_id, look_at)
    SELECT id, '-infinity' FROM leads
    WHERE status IN ('qualifying', 'pending_approval', 'awaiting_deposit', 'deposit_paid', 'booking_pending')
"""


def upgrade() -> None:
    op.create_table(
        "lead_checks",
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_lead_checks_lead_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lead_id", name=op.f("pk_lead_checks")),
        comment="When each lead is looked at next, for a reminder or its lapse. Triggers say at once when it changes.",
    )
    op.create_index("ix_lead_checks_look_at", "lead_checks", ["look_at", "lead_id"])
    op.create_table(
        "reminders",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "occurrence", sa.Text(), nullable=False, comment="What it was about, where that can come again."
        ),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("lead_status", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True, comment="Why it was not sent."),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("recipient IN ('client', 'artist')", name=op.f("ck_reminders_recipient")),
        sa.CheckConstraint("outcome IN ('sent', 'not_sent', 'withdrawn')", name=op.f("ck_reminders_outcome")),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_reminders_lead_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint(
            "lead_id", "kind", "occurrence", name=op.f("uq_reminders_lead_id_kind_occurrence")
        ),
        comment="Reminders that have been dealt with, each once.",
    )
    op.create_table(
        "reminder_rules",
        sa.Column("id", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_reminder_rules_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_rules")),
        comment="By which rules the leads were looked at: when they change, every lead is looked at again.",
    )
    for statement in (LOOK_AT_LEAD, *TRIGGER_FUNCTIONS, *TRIGGERS, LOOK_AT_EXISTING):
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TRIGGER look_at_leads_of_returned_client ON clients")
    op.execute("DROP TRIGGER look_at_lead_of_flag ON flags")
    op.execute("DROP TRIGGER look_at_lead_of_deposit ON deposits")
    op.execute("DROP TRIGGER look_at_lead_of_new_deposit ON deposits")
    op.execute("DROP TRIGGER look_at_moved_lead ON leads")
    op.execute("DROP TRIGGER look_at_new_leads ON leads")
    op.execute("DROP FUNCTION look_at_leads_of_client")
    op.execute("DROP FUNCTION look_at_lead_behind")
    op.execute("DROP FUNCTION look_at_changed_lead")
    op.execute("DROP FUNCTION look_at_new_leads")
    op.execute("DROP FUNCTION look_at_lead")
    op.drop_table("reminder_rules")
    op.drop_table("reminders")
    op.drop_table("lead_checks")
