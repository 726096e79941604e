"""The tables, each with a sentence. For Alembic only: the queries are SQL, in the files beside."""

from tattoobot.db.tables import enquiries, people, workings
from tattoobot.db.tables.base import metadata

__all__ = ["enquiries", "metadata", "people", "workings"]
