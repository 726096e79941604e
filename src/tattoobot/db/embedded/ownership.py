"""Whose the database is: a plain role's, so that a hole in a query is no way to the machine's files and programs."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import asyncpg

SUPERUSER = "tattoobot"
OWNER = "studio"
"""Owns the database and everything in it, and can do nothing beside it."""

MARK = "owned-by-studio"
"""A file in the cluster: the database has been handed over."""

ROLE = f"CREATE ROLE {OWNER} LOGIN"

_TO_OWNER = f"OWNER TO {OWNER}"
_OF_AN_EXTENSION = "EXISTS (SELECT FROM pg_depend d WHERE d.objid = o.oid AND d.deptype = 'e')"
_OF_A_COLUMN = "EXISTS (SELECT FROM pg_depend d WHERE d.objid = o.oid AND d.deptype IN ('a', 'i'))"
_OURS = f"'public'::regnamespace AND NOT {_OF_AN_EXTENSION}"
_STATEMENTS = f"""
SELECT format('ALTER TABLE %s {_TO_OWNER}', o.oid::regclass) FROM pg_class o
 WHERE o.relkind IN ('r', 'p', 'v', 'm') AND o.relnamespace = {_OURS}
UNION ALL
SELECT format('ALTER SEQUENCE %s {_TO_OWNER}', o.oid::regclass) FROM pg_class o
 WHERE o.relkind = 'S' AND o.relnamespace = {_OURS} AND NOT {_OF_A_COLUMN}
UNION ALL
SELECT format('ALTER ROUTINE %s {_TO_OWNER}', o.oid::regprocedure) FROM pg_proc o WHERE o.pronamespace = {_OURS}
UNION ALL
SELECT format('ALTER TYPE %s {_TO_OWNER}', o.oid::regtype) FROM pg_type o
 WHERE o.typtype IN ('e', 'd') AND o.typnamespace = {_OURS}
UNION ALL SELECT 'ALTER SCHEMA public {_TO_OWNER}'
"""


def new_database(name: str) -> str:
    """What makes the role and a database of its own; a statement a line."""
    return f"{ROLE}\nCREATE DATABASE {name} OWNER {OWNER}\n"


def hand_over(url: str, name: str) -> None:
    """Give a database that the superuser made, and whose `url` this is, to the role."""
    # A loop of its own, since whoever starts the server may be inside one.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, _hand_over(url, name)).result()


async def _hand_over(url: str, name: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction():
            if not await connection.fetchval(
                "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", OWNER
            ):
                await connection.execute(ROLE)
            for (statement,) in await connection.fetch(_STATEMENTS):
                await connection.execute(statement)
            await connection.execute(f"ALTER DATABASE {name} {_TO_OWNER}")
    finally:
        await connection.close()
