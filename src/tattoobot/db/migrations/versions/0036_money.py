"""What has become of the money is summed as it happens: by artist, currency and quarter of an hour, and all in all."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

# The same as in domain/ledger.py: nothing is in two places.
BALANCE = """
    CREATE FUNCTION deposit_balance(deposit bigint, until bigint) RETURNS TABLE (what text, amount numeric)
    LANGUAGE sql STABLE AS $$
        WITH entered AS (
            SELECT
                coalesce(sum(e.amount) FILTER (WHERE kind = 'paid'), 0) AS paid,
                coalesce(sum(CASE kind WHEN 'refunded' THEN e.amount WHEN 'refund_failed' THEN -e.amount END), 0) AS back,
                coalesce(sum(CASE kind WHEN 'disputed' THEN e.amount WHEN 'dispute_over' THEN -e.amount END), 0) AS bank,
                coalesce(sum(e.amount) FILTER (WHERE kind = 'forfeited'), 0) AS kept,
                coalesce(sum(e.amount) FILTER (WHERE kind = 'applied'), 0) AS used
            FROM ledger e WHERE e.deposit_id = deposit AND e.id <= until
        ),
        first AS (SELECT *, greatest(least(back, paid), 0) AS refunded FROM entered),
        second AS (SELECT *, greatest(least(bank, paid - refunded), 0) AS disputed FROM first),
        third AS (SELECT *, greatest(least(kept, paid - refunded - disputed), 0) AS forfeited FROM second),
        fourth AS (SELECT *, greatest(least(used, paid - refunded - disputed - forfeited), 0) AS applied FROM third)
        SELECT v.what, v.amount FROM fourth, LATERAL (VALUES
            ('paid', paid), ('refunded', refunded), ('disputed', disputed), ('forfeited', forfeited),
            ('applied', applied), ('held', paid - refunded - disputed - forfeited - applied)
        ) AS v (what, amount)
    $$
"""

# A quarter of an hour is the finest step that clocks on earth differ by: a week begins at one, wherever the studio is.
CHANGES = """
    SELECT l.artist_id, d.currency, after.what, b.since, after.amount - before.amount AS amount
    FROM deposits d JOIN leads l ON l.id = d.lead_id,
         deposit_balance(e.deposit_id, e.id) AS after
         JOIN deposit_balance(e.deposit_id, e.id - 1) AS before USING (what),
         LATERAL (VALUES ('-infinity'::timestamptz), (date_bin('15 minutes', e.at, 'epoch'))) AS b (since)
    WHERE d.id = e.deposit_id AND after.amount <> before.amount
"""

# It comes last in a transaction, under one lock: two that pay at once never wait for each other in a circle.
SUM_UP = f"""
    CREATE FUNCTION sum_money() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('money_sums'));
        INSERT INTO money_sums (artist_id, currency, what, since, amount)
        SELECT c.* FROM (SELECT NEW.deposit_id, NEW.id, NEW.at) AS e (deposit_id, id, at), LATERAL ({CHANGES}) AS c
        ON CONFLICT (since, artist_id, currency, what) DO UPDATE SET amount = money_sums.amount + EXCLUDED.amount;
        RETURN NULL;
    END
    $$
"""

ON_ENTRY = """
    CREATE CONSTRAINT TRIGGER money_is_summed AFTER INSERT ON ledger DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION sum_money()
"""

SUM_UP_EXISTING = f"""
    INSERT INTO money_sums (artist_id, currency, what, since, amount)
    SELECT c.artist_id, c.currency, c.what, c.since, sum(c.amount)
    FROM ledger e, LATERAL ({CHANGES}) AS c GROUP BY 1, 2, 3, 4
"""


def upgrade() -> None:
    op.create_table(
        "money_sums",
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("artist_id", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("amount", sa.Numeric(20, 3), nullable=False),
        sa.ForeignKeyConstraint(
            ["artist_id"], ["artists.id"], name=op.f("fk_money_sums_artist_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("since", "artist_id", "currency", "what", name=op.f("pk_money_sums")),
        comment="By how much each kind of money changed in a quarter of an hour; from -infinity on, how much there is.",
    )
    for statement in (BALANCE, SUM_UP, SUM_UP_EXISTING, ON_ENTRY):
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TRIGGER money_is_summed ON ledger")
    op.execute("DROP FUNCTION sum_money")
    op.execute("DROP FUNCTION deposit_balance")
    op.drop_table("money_sums")
