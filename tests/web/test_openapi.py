"""Whatever the admin API is sent, it answers as it describes itself, and never breaks."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import uvicorn
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from schemathesis import Case

from tattoobot.actions.house import House
from tattoobot.adapters.photos import Folder, PhotoStore
from tattoobot.db import artists
from tattoobot.db.engine import Database
from tattoobot.domain.lead import Status
from tattoobot.web import middleware, problems
from tattoobot.web.admin import dead_letters, schedule
from tattoobot.web.admin import leads as admin
from tattoobot.web.context import Web
from tattoobot.web.patience import Patience
from tests.actions.conftest import Bench
from tests.builders import STUDIO
from tests.conftest import MigratedDatabase
from tests.web.conftest import KEY, Time


def an_app() -> FastAPI:
    app = FastAPI(title="Admin API")
    app.include_router(admin.router)
    app.include_router(schedule.router)
    app.include_router(dead_letters.router)
    problems.install(app)
    middleware.install(app)
    return app


schema = schemathesis.openapi.from_dict(an_app().openapi())
schema.config.phases.coverage.enabled = False

LEFT_TO_OTHER_TESTS = [
    # Some rules are not a schema's: the smallest charge, an end after its start.
    schemathesis.checks.positive_data_acceptance,
    # Parameters that nobody described are ignored, as proxies may add them.
    schemathesis.checks.negative_data_rejection,
]


class Served(threading.Thread):
    """The application on a port of its own, in a thread of its own."""

    def __init__(self, database_url: str, photos: Path) -> None:
        super().__init__(daemon=True)
        self._database_url = database_url
        self._photos = photos
        self._server = uvicorn.Server(uvicorn.Config(an_app(), port=0, log_level="error", lifespan="off"))

    def run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        database = await Database.connect(self._database_url)
        async with database.transaction() as db:
            rows = await artists.keep(db, STUDIO.artists)
        house = House(STUDIO, {row.id: row for row in rows}, "https://book.example.com")
        for number, status in enumerate(Status):
            await Bench(database, house).a_lead(status, f"155501000{number:02}")
        app = self._server.config.app
        assert isinstance(app, FastAPI)
        app.state.web = Web(database, house, Time(), KEY, PhotoStore(Folder(self._photos)))
        self.forget_wrong_keys()
        await self._server.serve()
        await database.close()

    def forget_wrong_keys(self) -> None:
        """Patience with them runs out, and would take minutes here."""
        app = self._server.config.app
        assert isinstance(app, FastAPI)
        app.state.patience = Patience(most=10**9)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"

    def wait(self) -> None:
        while not self._server.started:
            self.join(0.01)
            assert self.is_alive()

    def stop(self) -> None:
        self._server.should_exit = True
        self.join(10)


@pytest.fixture(scope="module")
def served(migrated_database: MigratedDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    running = Served(migrated_database.url, tmp_path_factory.mktemp("photos"))
    running.start()
    running.wait()
    yield running
    running.stop()


@schema.parametrize()
@settings(max_examples=25, suppress_health_check=list(HealthCheck), database=None)
def test_every_answer_is_as_described(case: Case[Any], served: Served) -> None:
    served.forget_wrong_keys()
    case.call_and_validate(
        base_url=served.url,
        headers={"X-Admin-API-Key": KEY},
        timeout=10,
        excluded_checks=LEFT_TO_OTHER_TESTS,
    )
