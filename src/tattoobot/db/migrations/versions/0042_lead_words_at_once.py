"""The words of a lead are cut out of its three answers at once."""

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

# Cut as `search_words` cuts them. That was called for every 170 characters of each answer, and planned anew each time;
# the trigger that asks for these words runs with every second message of a client. Here the plan is kept.
AT_ONCE = r"""
    CREATE OR REPLACE FUNCTION lead_words(answers jsonb) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
    DECLARE
        said text := '';
        key text;
    BEGIN
        FOREACH key IN ARRAY ARRAY['idea', 'style', 'placement'] LOOP
            IF answers -> key ->> 'source' <> 'private' THEN
                said := said || ' ' || coalesce(left(answers -> key ->> 'text', 880), '');
            END IF;
        END LOOP;
        RETURN ARRAY(
            SELECT DISTINCT left(word, 40)
            FROM regexp_split_to_table(
                lower(regexp_replace(normalize(said, NFKD), '[''\u2018\u2019\u0300-\u036F]', '', 'g')),
                '[\u0001-/:-@[-`{-\u00BF\u2000-\u2BFF\u3000-\u303F\uFE00-\uFE0F\U0001F000-\U0001FAFF]+'
            ) AS word
            WHERE word <> ''
        );
    END
    $$
"""

IN_PIECES = """
    CREATE OR REPLACE FUNCTION lead_words(answers jsonb) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(DISTINCT word), '{}')
        FROM unnest(ARRAY['idea', 'style', 'placement']) AS key,
             generate_series(0, least(length(answers -> key ->> 'text') / 170, 4)) AS piece,
             search_words(substr(answers -> key ->> 'text', 1 + 170 * piece, 200)) AS word
        WHERE answers -> key ->> 'source' <> 'private'
    $$
"""


def upgrade() -> None:
    op.execute(AT_ONCE)


def downgrade() -> None:
    op.execute(IN_PIECES)
