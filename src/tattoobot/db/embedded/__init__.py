"""A PostgreSQL of our own below DATA_DIR, for a studio that does not want to run one.

`server.py` starts and stops it, `programs.py` finds PostgreSQL, `folder.py` guards the data, `account.py` says whom it
runs as, `child.py` becomes the server.
Why it is not done with the wheel's own launcher: docs/decisions/0001-our-own-launcher-for-postgresql.md.
"""

from tattoobot.db.embedded.errors import EmbeddedPostgresError
from tattoobot.db.embedded.server import EmbeddedPostgres, running_url

__all__ = ["EmbeddedPostgres", "EmbeddedPostgresError", "running_url"]
