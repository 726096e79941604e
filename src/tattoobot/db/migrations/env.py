"""Runs migrations: inside the program (a connection is handed in) or from the `alembic` command."""

import asyncio
from typing import Any

from alembic import context
from sqlalchemy import Connection, text

from tattoobot.db.migrate import alembic_url, newest_revision
from tattoobot.db.tables import metadata
from tattoobot.db.upgrading import engine_for

ENGINE_PREFIX = "pgqueuer"
"""Tables of the job engine belong to it; autogenerate leaves them alone."""


def belongs_to_us(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    return not (kind == "table" and name is not None and name.startswith(ENGINE_PREFIX))


def number(_: Any, __: Any, directives: list[Any]) -> None:
    """Number a new migration as those before it are: the newest is found by its number."""
    for directive in directives:
        directive.rev_id = f"{int(newest_revision()) + 1:04}"


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_object=belongs_to_us,
        compare_type=True,
        compare_server_default=False,
        process_revision_directives=number,
    )
    with context.begin_transaction():
        # Two processes that start at once must not migrate at once.
        connection.execute(text("SELECT pg_advisory_xact_lock(7262031)"))
        context.run_migrations()


async def run_by_itself() -> None:
    with alembic_url() as url:
        engine = engine_for(url)
        async with engine.begin() as connection:
            await connection.run_sync(run)
        await engine.dispose()


handed_in = context.config.attributes.get("connection")
if handed_in is not None:
    run(handed_in)
else:
    asyncio.run(run_by_itself())
