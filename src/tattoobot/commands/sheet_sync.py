"""Writes the studio's spreadsheet anew, and says how it goes."""

import asyncio
from datetime import UTC, datetime

from rich.console import Console

from tattoobot import bootstrap, settings
from tattoobot.adapters.http import open_session
from tattoobot.commands import serve as serving
from tattoobot.db import sheet
from tattoobot.db.engine import Database
from tattoobot.db.sheet import Standing
from tattoobot.errors import WrongSettings
from tattoobot.jobs.sheets import APART_SECONDS, SheetKeeper
from tattoobot.settings import Settings

console = Console(highlight=False)

BUSY_SECONDS = 2.0


def sync() -> None:
    given = settings.load()
    with serving.database_beside(given) as url:
        rows = asyncio.run(written_anew(given, url))
    console.print(f"The spreadsheet shows every enquiry: {rows} rows.")


async def written_anew(given: Settings, database_url: str, *, apart: float = APART_SECONDS) -> int:
    """Gives the number of rows. Raises `WrongSettings` where it cannot be written, with what to do."""
    database = await Database.connect(database_url, size=3)
    try:
        async with open_session() as session:
            sheets = bootstrap.sheets_of(given, session)
            if sheets is None:
                raise WrongSettings(
                    "There is no spreadsheet: set GOOGLE_SERVICE_ACCOUNT_FILE and GOOGLE_SHEETS_SPREADSHEET_ID."
                )
            house = await bootstrap.house_of(given, database)
            keeper = SheetKeeper(database, house, lambda: datetime.now(UTC), sheets)
            await keeper.start_over()
            standing = await _until_written(keeper, database, apart)
    finally:
        await database.close()
    return standing.rows


async def _until_written(keeper: SheetKeeper, database: Database, apart: float) -> Standing:
    """A bot that runs beside us may be the one who writes: then its progress is shown."""
    while True:
        more = await keeper.step()
        standing, waiting = await _standing(database)
        if standing.cause is not None:
            raise WrongSettings(standing.cause)
        if not waiting:
            return standing
        console.print(f"{standing.rows} rows …")
        await asyncio.sleep(apart if more else BUSY_SECONDS)


async def _standing(database: Database) -> tuple[Standing, bool]:
    async with database.reading() as db:
        found = await sheet.standing(db)
        assert found is not None
        waiting = await sheet.changed(db, datetime.now(UTC), 1) or await sheet.news(db, 1)
    return found, bool(waiting)
