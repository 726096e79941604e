"""A lead whose appointment took place is looked at too: something may be to say after the date."""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

BEFORE = "'qualifying', 'pending_approval', 'awaiting_deposit', 'deposit_paid', 'booking_pending', 'booked'"
AFTER = f"{BEFORE}, 'completed'"

LOOK_AT_LEAD = """
    CREATE OR REPLACE FUNCTION look_at_lead(lead bigint, lead_status text) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        IF lead_status IN ({statuses}) THEN
            INSERT INTO lead_checks (lead_id, look_at) VALUES (lead, '-infinity')
            ON CONFLICT (lead_id) DO UPDATE SET look_at = EXCLUDED.look_at WHERE lead_checks.look_at > EXCLUDED.look_at;
        ELSE
            DELETE FROM lead_checks WHERE lead_id = lead;
        END IF;
    END
    $$
"""

LOOK_AT_NEW_LEADS = """
    CREATE OR REPLACE FUNCTION look_at_new_leads() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO lead_checks (lead_id, look_at)
        SELECT id, '-infinity' FROM new_leads WHERE status IN ({statuses});
        RETURN NULL;
    END
    $$
"""


def upgrade() -> None:
    _look_at(AFTER)


def downgrade() -> None:
    _look_at(BEFORE)
    op.execute("DELETE FROM lead_checks k USING leads l WHERE l.id = k.lead_id AND l.status = 'completed'")


def _look_at(statuses: str) -> None:
    op.execute(LOOK_AT_LEAD.format(statuses=statuses))
    op.execute(LOOK_AT_NEW_LEADS.format(statuses=statuses))
