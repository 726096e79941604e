"""On Windows there is none: locks, users and signals work in other ways there. A PostgreSQL of one's own does."""

from pathlib import Path
from types import TracebackType
from typing import Never

from tattoobot.db.embedded.errors import NoPostgres


class EmbeddedPostgres:
    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        raise NoPostgres(
            "On Windows there is no PostgreSQL inside: install one (https://www.postgresql.org/download/windows/)"
            " and set DATABASE_URL, or start this in WSL or Docker."
        )

    @property
    def url(self) -> str:
        raise NoPostgres

    def __enter__(self) -> Never:
        raise NoPostgres

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        raise NoPostgres


def running_url(data_dir: Path) -> str | None:
    return None


def has_data(data_dir: Path) -> bool:
    return False
