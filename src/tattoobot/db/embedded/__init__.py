"""A PostgreSQL of our own below DATA_DIR, for a studio that does not want to run one.

`server.py` starts and stops it, `programs.py` finds PostgreSQL, `folder.py` guards the data, `account.py` says whom it
runs as, `child.py` becomes the server. `absent.py` stands in for all of it on Windows.
Why it is not done with the wheel's own launcher: docs/decisions/0001-our-own-launcher-for-postgresql.md.
"""

import sys

from tattoobot.db.embedded.errors import EmbeddedPostgresError

if sys.platform == "win32":
    from tattoobot.db.embedded.absent import EmbeddedPostgres, has_data, running_url
else:
    from tattoobot.db.embedded.server import EmbeddedPostgres, has_data, running_url

__all__ = ["EmbeddedPostgres", "EmbeddedPostgresError", "has_data", "running_url"]
