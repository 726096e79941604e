"""Leads are found by the words of their idea."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

# What a client says about their health is not looked through. Each piece begins with the end of the one before, so
# that no word is lost where they meet.
LEAD_WORDS = """
    CREATE FUNCTION lead_words(answers jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(DISTINCT word), '{}')
        FROM unnest(ARRAY['idea', 'style', 'placement']) AS key,
             generate_series(0, least(length(answers -> key ->> 'text') / 170, 4)) AS piece,
             search_words(substr(answers -> key ->> 'text', 1 + 170 * piece, 200)) AS word
        WHERE answers -> key ->> 'source' <> 'private'
    $$
"""

KEEP_FINDABLE = """
    CREATE FUNCTION keep_lead_findable() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        said text[] := lead_words(NEW.answers);
    BEGIN
        IF said = '{}' THEN
            DELETE FROM lead_search WHERE lead_id = NEW.id;
        ELSE
            INSERT INTO lead_search (lead_id, words) VALUES (NEW.id, array_to_tsvector(said))
            ON CONFLICT (lead_id) DO UPDATE SET words = EXCLUDED.words;
        END IF;
        RETURN NULL;
    END
    $$
"""

ON_INSERT = """
    CREATE TRIGGER lead_findable_when_new AFTER INSERT ON leads FOR EACH ROW
    WHEN (NEW.answers <> '{}')
    EXECUTE FUNCTION keep_lead_findable()
"""

# Leads are updated with every message; only these three answers cost anything here.
ON_UPDATE = """
    CREATE TRIGGER lead_findable_when_changed AFTER UPDATE OF answers ON leads FOR EACH ROW
    WHEN (
        OLD.answers -> 'idea' IS DISTINCT FROM NEW.answers -> 'idea'
        OR OLD.answers -> 'style' IS DISTINCT FROM NEW.answers -> 'style'
        OR OLD.answers -> 'placement' IS DISTINCT FROM NEW.answers -> 'placement'
    )
    EXECUTE FUNCTION keep_lead_findable()
"""

FIND_EXISTING = """
    INSERT INTO lead_search (lead_id, words)
    SELECT id, array_to_tsvector(said) FROM leads, lead_words(answers) AS said WHERE said <> '{}'
"""


def upgrade() -> None:
    op.create_table(
        "lead_search",
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_lead_search_lead_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lead_id", name=op.f("pk_lead_search")),
        comment="Words that find a lead: of its idea, style and place. Kept by a trigger.",
    )
    for statement in (LEAD_WORDS, KEEP_FINDABLE, FIND_EXISTING, ON_INSERT, ON_UPDATE):
        op.execute(statement)
    op.create_index("ix_lead_search_words", "lead_search", ["words"], postgresql_using="gin")


def downgrade() -> None:
    op.execute("DROP TRIGGER lead_findable_when_changed ON leads")
    op.execute("DROP TRIGGER lead_findable_when_new ON leads")
    op.execute("DROP FUNCTION keep_lead_findable")
    op.execute("DROP FUNCTION lead_words")
    op.drop_table("lead_search")
