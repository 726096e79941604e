"""Who was erased stays erased: a list on the shelf, beside the database, of which an older backup knows nothing."""

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import datetime

import structlog

from tattoobot.actions.erase_client import erase_client
from tattoobot.actions.house import House
from tattoobot.adapters.photos import PhotoStore
from tattoobot.db import erasing
from tattoobot.db.engine import Database
from tattoobot.domain.lead import Actor
from tattoobot.errors import ClientNotFound

log = structlog.get_logger(__name__)

FILE = "erased.json"
"""Numbers and moments alone, of one installation."""

DAILY = "41 3 * * *"


class Erasures:
    def __init__(
        self, database: Database, house: House, now: Callable[[], datetime], photos: PhotoStore
    ) -> None:
        self._database = database
        self._house = house
        self._now = now
        self._photos = photos

    async def again(self) -> None:
        """Whoever stands in the list and is here all the same has come back with a backup: erase them.

        The list is made whole where the database knows more. Where the shelf is away, the next time does it.
        """
        try:
            kept = await note(self._database, self._photos)
        except OSError as error:
            log.warning("erasures_unknown", cause=str(error))
            return
        async with self._database.reading() as db:
            back = await erasing.come_back(db, kept)
        for client_id in back:
            async with self._database.transaction() as db:
                try:
                    await erase_client(db, self._house, client_id, self._now(), asked_by=Actor.CLOCK)
                except ClientNotFound:
                    continue  # another worker was faster
            log.info("erased_again", client_id=client_id)


async def note(database: Database, photos: PhotoStore) -> Mapping[int, datetime]:
    """Write down who is erased; returns all of whom that was ever written down. Raises `OSError`."""
    async with database.reading() as db:
        mark, here = await erasing.erased(db)
    before = _read(await asyncio.to_thread(photos.read, FILE), mark)
    every = {**before, **here}
    if every != before:
        written = {"installation": mark, "clients": {str(one): at.isoformat() for one, at in every.items()}}
        await asyncio.to_thread(
            photos.shelf.put, FILE, json.dumps(written, indent=1).encode(), "application/json"
        )
    return every


def _read(content: bytes | None, mark: str) -> dict[int, datetime]:
    """Numbers of another installation, whose folder this was, are nobody's here."""
    held = json.loads(content) if content else {}
    if held.get("installation") != mark:
        return {}
    return {int(one): datetime.fromisoformat(at) for one, at in held["clients"].items()}
