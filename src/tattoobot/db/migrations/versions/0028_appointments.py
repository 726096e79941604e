"""A lead with a date is looked at too: its messages are computed from the date."""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

BEFORE = "'qualifying', 'pending_approval', 'awaiting_deposit', 'deposit_paid', 'booking_pending'"
AFTER = f"{BEFORE}, 'booked'"

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

# The date may be moved without the status changing.
MOVED = """
    CREATE TRIGGER look_at_lead_with_another_date AFTER INSERT ON timeline FOR EACH ROW
    WHEN (NEW.happened = 'moved')
    EXECUTE FUNCTION look_at_lead_behind()
"""

LOOK_AT_BOOKED = """
    INSERT INTO lead_checks (lead_id, look_at) SELECT id, '-infinity' FROM leads WHERE status = 'booked'
    ON CONFLICT (lead_id) DO NOTHING
"""


def upgrade() -> None:
    _look_at(AFTER)
    op.execute(MOVED)
    op.execute(LOOK_AT_BOOKED)


def downgrade() -> None:
    op.execute("DROP TRIGGER look_at_lead_with_another_date ON timeline")
    _look_at(BEFORE)
    op.execute("DELETE FROM lead_checks k USING leads l WHERE l.id = k.lead_id AND l.status = 'booked'")


def _look_at(statuses: str) -> None:
    op.execute(LOOK_AT_LEAD.format(statuses=statuses))
    op.execute(LOOK_AT_NEW_LEADS.format(statuses=statuses))
