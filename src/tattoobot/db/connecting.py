"""What keeps us from a database, in words with the cure, and whether waiting may help."""

import socket
import ssl
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg

NO_TLS = "rejected SSL upgrade"
"""How the driver says it; it has no class for that."""

FOR_GOOD = (
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.InsufficientPrivilegeError,
    ssl.SSLCertVerificationError,
)


def will_stay(error: Exception) -> bool:
    """Whether somebody has to change something first: the address, a password, a server's settings."""
    return isinstance(error, FOR_GOOD) or NO_TLS in str(error)


def in_words(error: Exception, url: str) -> str:
    """Never with the user's password: neither the driver nor we repeat it."""
    place = _place(url)
    for kinds, said in SAID:
        if isinstance(error, kinds):
            return said.format(place=place, error=str(error).strip().rstrip("."))
    if NO_TLS in str(error):
        return (
            f"What answers at {place} offers no TLS, or is no PostgreSQL. Check host and port of DATABASE_URL, or"
            " switch TLS on in PostgreSQL; with ?sslmode=disable the way goes without, where all of it is yours."
        )
    if isinstance(
        error, ConnectionResetError | asyncpg.ConnectionDoesNotExistError | asyncpg.InternalClientError
    ):
        return f"What answers at {place} hangs up: is that a PostgreSQL? Check host and port of DATABASE_URL."
    return (
        f"PostgreSQL at {place} does not answer ({type(error).__name__}: {error})."
        " Is it running, and is DATABASE_URL right?"
    )


def _place(url: str) -> str:
    """Without the user and the password."""
    parts = urlsplit(url)
    folder = unquote(",".join(parse_qs(parts.query).get("host", [])))
    return parts.netloc.rpartition("@")[2] or folder or "its socket"


Kinds = type[Exception] | tuple[type[Exception], ...]

SAID: tuple[tuple[Kinds, str], ...] = (
    (
        asyncpg.InvalidPasswordError,
        "PostgreSQL at {place} refuses the user or the password of DATABASE_URL: {error}.",
    ),
    (
        asyncpg.InvalidCatalogNameError,
        "PostgreSQL at {place} has no such database ({error}): name another, or make it with CREATE DATABASE.",
    ),
    (
        (asyncpg.InvalidAuthorizationSpecificationError, asyncpg.InsufficientPrivilegeError),
        "PostgreSQL at {place} refuses DATABASE_URL: {error}.",
    ),
    (
        ssl.SSLCertVerificationError,
        "The certificate of {place} is not trusted ({error}): name its authority in DATABASE_URL with sslrootcert.",
    ),
    (
        socket.gaierror,
        "DATABASE_URL names {place}, which is no name that this machine knows: is the host spelt right?",
    ),
    (
        ConnectionRefusedError,
        "PostgreSQL at {place}: nothing listens there. Is it running, and are host and port of DATABASE_URL right?",
    ),
    (
        TimeoutError,
        "PostgreSQL at {place} does not answer: is it running, and does a firewall let us through?",
    ),
    (
        asyncpg.TooManyConnectionsError,
        "PostgreSQL at {place} has no connection left for us: raise its max_connections, or end who holds them.",
    ),
    (asyncpg.CannotConnectNowError, "PostgreSQL at {place} is still starting, or stopping."),
    (FileNotFoundError, "There is no socket at {place}: is PostgreSQL running on this machine?"),
)
"""The first that fits. What the database says itself is kept: it names the role or the file at fault."""
