"""find clients by name and number."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Accents and apostrophes go, emoji and punctuation separate, "𝓜𝓪𝔂𝓪" is Maya: what is typed is read the same way.
SEARCH_WORDS = r"""
    CREATE FUNCTION search_words(said text) RETURNS SETOF text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT DISTINCT left(word, 40)
        FROM regexp_split_to_table(
            lower(regexp_replace(normalize(left(said, 200), NFKD), '[''\u2018\u2019\u0300-\u036F]', '', 'g')),
            '[\u0001-/:-@[-`{-\u00BF\u2000-\u2BFF\u3000-\u303F\uFE00-\uFE0F\U0001F000-\U0001FAFF]+'
        ) AS word
        WHERE word <> ''
    $$
"""

KEEP_FINDABLE = """
    CREATE FUNCTION keep_client_findable() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        DELETE FROM client_search WHERE client_id = NEW.id;
        INSERT INTO client_search (client_id, word)
        SELECT NEW.id, word
        FROM (
            SELECT search_words(NEW.name) AS word
            UNION SELECT NEW.phone
            UNION SELECT '<' || reverse(NEW.phone)
        ) AS words
        WHERE word IS NOT NULL;
        RETURN NULL;
    END
    $$
"""

ON_INSERT = """
    CREATE TRIGGER client_findable_when_new AFTER INSERT ON clients FOR EACH ROW
    WHEN (NEW.name <> '' OR NEW.phone IS NOT NULL)
    EXECUTE FUNCTION keep_client_findable()
"""

# Clients are updated with every message; only a changed name or number costs anything here.
ON_UPDATE = """
    CREATE TRIGGER client_findable_when_changed AFTER UPDATE OF name, phone ON clients FOR EACH ROW
    WHEN (OLD.name IS DISTINCT FROM NEW.name OR OLD.phone IS DISTINCT FROM NEW.phone)
    EXECUTE FUNCTION keep_client_findable()
"""

FIND_EXISTING = """
    INSERT INTO client_search (client_id, word)
    SELECT id, search_words(name) FROM clients
    UNION SELECT id, phone FROM clients WHERE phone IS NOT NULL
    UNION SELECT id, '<' || reverse(phone) FROM clients WHERE phone IS NOT NULL
"""


def upgrade() -> None:
    op.create_table(
        "client_search",
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("word", sa.Text(collation="C"), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_client_search_client_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("client_id", "word", name=op.f("pk_client_search")),
        comment="Words that find a client: of the name, and the number from both its ends. Kept by a trigger.",
    )
    op.create_index("ix_client_search_word", "client_search", ["word", "client_id"])
    op.create_index(
        "ix_timeline_steps",
        "timeline",
        ["happened"],
        postgresql_where=sa.text(
            "happened IN ('enquired', 'brief_completed', 'approved', 'deposit_paid', 'booked')"
        ),
    )
    for statement in (SEARCH_WORDS, KEEP_FINDABLE, ON_INSERT, ON_UPDATE, FIND_EXISTING):
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TRIGGER client_findable_when_changed ON clients")
    op.execute("DROP TRIGGER client_findable_when_new ON clients")
    op.execute("DROP FUNCTION keep_client_findable")
    op.execute("DROP FUNCTION search_words")
    op.drop_index("ix_timeline_steps", table_name="timeline")
    op.drop_table("client_search")
