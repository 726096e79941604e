"""Nothing is stored that docs/privacy.md does not name."""

from tattoobot.db.engine import Database
from tests.privacy_table import rows

COLUMNS = """
    SELECT table_name, column_name FROM information_schema.columns
    JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
"""


async def test_every_column_of_the_database_stands_once_in_the_table_of_what_is_stored(
    database_url: str,
) -> None:
    database = await Database.connect(database_url, size=1)
    async with database.reading() as db:
        there = sorted((table, column) for table, column in await db.fetch(COLUMNS))
    await database.close()

    assert sorted((row.table, column) for row in rows() for column in row.columns) == there
