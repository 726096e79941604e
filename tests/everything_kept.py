"""All that the database holds, whatever tables there are: for tests of what must never be kept."""

from tattoobot.db.engine import Database

COLUMNS = """
    SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns
    WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
      AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY')
    ORDER BY table_schema, table_name, ordinal_position
"""


async def everything_kept(database: Database) -> dict[str, list[str]]:
    """Every value of every column that can hold words, by `table.column`."""
    found: dict[str, list[str]] = {}
    async with database.reading() as db:
        for schema, table, column, kind in await db.fetch(COLUMNS):
            as_text = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
            rows = await db.fetch(f'SELECT {as_text} FROM "{schema}"."{table}" WHERE "{column}" IS NOT NULL')
            found[f"{table}.{column}"] = [row[0] for row in rows]
    return found
