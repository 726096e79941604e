"""Exports or erases one client, beside a bot that runs or without one."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from rich.console import Console

from tattoobot import bootstrap, settings
from tattoobot.actions.erase_client import Erased, erase_client
from tattoobot.adapters import client_archive
from tattoobot.adapters.photos import PhotoStore
from tattoobot.commands import serve as serving
from tattoobot.db import whole_client
from tattoobot.db.engine import Database
from tattoobot.domain import phone as phone_numbers
from tattoobot.domain.lead import Actor
from tattoobot.errors import WrongSettings
from tattoobot.settings import Settings

console = Console(highlight=False)

Result = TypeVar("Result")


def export(phone: str, file: Path | None) -> None:
    given, number = settings.load(), _number(phone)
    into = file or Path(f"client-{number[-4:]}.zip")
    if into.exists():
        raise WrongSettings(f"{into} is there already: name another file.")

    async def work(database: Database) -> None:
        async with database.reading() as db:
            parts = await whole_client.whole_client(db, await whole_client.by_number(db, number))
        store = PhotoStore(bootstrap.photo_shelf(given))
        with into.open("xb") as out:
            client_archive.write(out, parts, store)

    _with_database(given, work)
    console.print(f"{into} holds all that is kept about this client. Give it to nobody else.")


def erase(phone: str) -> None:
    given, number = settings.load(), _number(phone)

    async def work(database: Database) -> Erased:
        house = await bootstrap.house_of(given, database)
        async with database.transaction() as db:
            client_id = await whole_client.by_number(db, number)
            return await erase_client(db, house, client_id, datetime.now(UTC), asked_by=Actor.ARTIST)

    done = _with_database(given, work)
    console.print(
        f"Erased: {done.leads} enquiries, {done.photos} files (a running bot takes them from the shelf)."
        f" Bare records of payments stay for {len(done.payments_kept)} enquiries."
    )


def _number(phone: str) -> str:
    try:
        return phone_numbers.international(phone)
    except ValueError as error:
        raise WrongSettings(f"{phone}: {error}.") from None


def _with_database(given: Settings, work: Callable[[Database], Awaitable[Result]]) -> Result:
    async def run(url: str) -> Result:
        database = await Database.connect(url, size=2)
        try:
            return await work(database)
        finally:
            await database.close()

    with serving.database_beside(given) as url:
        return asyncio.run(run(url))
