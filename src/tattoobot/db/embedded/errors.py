"""What can keep the embedded PostgreSQL from starting."""

from tattoobot.errors import BookingError


class EmbeddedPostgresError(BookingError):
    """The embedded PostgreSQL did not start."""

    http_status = 503
    code = "embedded_postgres"


class NoPostgres(EmbeddedPostgresError):
    """There is no PostgreSQL to start. Install PostgreSQL (15 or newer), or set DATABASE_URL to one that runs."""


class InUse(EmbeddedPostgresError):
    """Another process is using this data folder. Stop it first, or choose another DATA_DIR."""


class OtherVersion(EmbeddedPostgresError):
    """The data was made by another version of PostgreSQL."""


class NotOurFolder(EmbeddedPostgresError):
    """The data folder belongs to another user."""


class NotAsRoot(EmbeddedPostgresError):
    """PostgreSQL does not run as root. Start this as an ordinary user, or set DATABASE_URL."""


class DidNotStart(EmbeddedPostgresError):
    """PostgreSQL did not start."""
