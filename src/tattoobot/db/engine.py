"""The connection pool and the transaction: the one way to the database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import msgspec
from asyncpg.pool import PoolConnectionProxy

Connection = asyncpg.Connection | PoolConnectionProxy
"""A connection inside a transaction, as `Database.transaction` yields it."""

AWAY = (
    ConnectionError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.TooManyConnectionsError,
)
"""The database cannot be reached."""

TROUBLE_OF_THE_MOMENT = (
    *AWAY,
    OSError,
    asyncpg.InsufficientResourcesError,
    asyncpg.TransactionRollbackError,
)
"""It is away, full or busy, or the disk is."""

ANY_TROUBLE = (OSError, asyncpg.InterfaceError, asyncpg.PostgresError)
"""Whatever asking the database can raise: for what goes on all the same."""


def will_pass(error: Exception) -> bool:
    """Whether the same work, tried again later, may well succeed: the database was away, full, or busy."""
    # The driver counts values that it cannot write among its interface errors.
    return isinstance(error, TROUBLE_OF_THE_MOMENT) and not isinstance(error, ValueError)


PLANNING = {"random_page_cost": "1.1"}
"""What is asked for is few rows by their key, in memory or on an SSD: an index serves, also while tables are small."""


IDLE_SECONDS = 60.0
"""A connection that waits for so long is closed: each costs PostgreSQL some megabytes."""


class Database:
    """A pool of connections to PostgreSQL."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self.pool = pool

    @classmethod
    async def connect(cls, url: str, *, size: int = 10) -> "Database":
        """Open the pool. Times out after 10 s; raises what asyncpg raises."""
        pool = await asyncpg.create_pool(
            url,
            min_size=1,
            max_size=size,
            init=_prepare,
            reset=_leave_as_is,
            timeout=10,
            max_inactive_connection_lifetime=IDLE_SECONDS,
            command_timeout=60,
            server_settings={"application_name": "tattoobot", **PLANNING},
        )
        return cls(pool)

    async def close(self) -> None:
        await self.pool.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Commit when the block ends, roll back when it raises."""
        async with self._borrowed() as connection, connection.transaction():
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        """A connection for single statements: each is a transaction of its own."""
        async with self._borrowed() as connection:
            yield connection

    @asynccontextmanager
    async def _borrowed(self) -> AsyncIterator[Connection]:
        connection = await self._connected()
        try:
            yield connection
        except asyncpg.InternalClientError as error:
            # A connection that broke in the middle of a statement can be left waiting for the end of it for ever,
            # and the pool would hand it out first, again and again.
            connection.terminate()
            raise asyncpg.InterfaceError(f"The connection had to be given up: {error}") from error
        finally:
            await self.pool.release(connection)

    async def _connected(self) -> PoolConnectionProxy:
        try:
            return await self.pool.acquire()
        except OSError as error:
            # A missing socket is not to be taken for a missing file of ours.
            raise asyncpg.ClientCannotConnectError(f"PostgreSQL does not answer: {error}") from error


async def _prepare(connection: asyncpg.Connection) -> None:
    await connection.set_type_codec(
        "jsonb",
        schema="pg_catalog",
        encoder=lambda value: b"\x01" + msgspec.json.encode(value),
        decoder=lambda raw: msgspec.json.decode(raw[1:]),
        format="binary",
    )


async def _leave_as_is(connection: asyncpg.Connection) -> None:
    """No state is left behind in a session, so the reset query (a round trip each time) is not needed."""
