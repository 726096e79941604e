"""Open windows of the front desk hear of whatever happens."""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

# The same word twice in one transaction is said once.
RING = """
    CREATE FUNCTION ring_desk() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_notify('desk', '');
        RETURN NULL;
    END
    $$
"""


def upgrade() -> None:
    op.execute(RING)
    for table in ("timeline", "messages"):
        op.execute(
            f"CREATE TRIGGER ring_desk AFTER INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION ring_desk()"
        )


def downgrade() -> None:
    for table in ("messages", "timeline"):
        op.execute(f"DROP TRIGGER ring_desk ON {table}")
    op.execute("DROP FUNCTION ring_desk")
