"""`tattoobot doctor`: goes through everything that a start needs, changes nothing, and says what to do next."""

import asyncio
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tattoobot import bootstrap
from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.http import open_session
from tattoobot.commands import examining
from tattoobot.commands import serve as serving
from tattoobot.commands.finding import Finding
from tattoobot.db import migrate
from tattoobot.db.embedded import has_data, running_url
from tattoobot.settings import Settings, WrongSettings

TRIAL = "This is a trial: an alarm of the front desk would look like this. There is nothing to do."


def findings(settings: Settings) -> Iterator[Finding]:
    """One thing after the other; what is wrong with one keeps nobody from the next."""
    yield from within(settings)
    yield from asyncio.run(examining.outside(settings))


def within(settings: Settings) -> Iterator[Finding]:
    """What a start needs: on this machine, and the services without which nothing is kept."""
    yield from examining.here(settings)
    yield examining.tried("database", lambda: _database(settings))


def try_alarm(settings: Settings) -> Finding:
    """Send one to the owner's own address, as one of the hourly watch is sent."""
    return examining.tried("alarm", lambda: asyncio.run(_alarm(settings)))


async def _alarm(settings: Settings) -> str:
    async with open_session() as session:
        owner = bootstrap.owner_of(settings, session)
        if owner is None:
            raise WrongSettings(
                "OWNER_ALERT_URL is not set: an alarm that WhatsApp cannot carry reaches nobody."
            )
        studio = bootstrap.studio_of(settings).name
        now = datetime.now(UTC)
        # Below zero, where no alarm's is; each trial has its own, or a receiver would leave the second one out.
        told = {"id": -int(now.timestamp()), "studio": studio, "cause": "trial", "over": True}
        told |= {"since": now.isoformat(), "text": TRIAL}
        try:
            await owner.tell(told)
        except DeliveryFailed as refused:
            raise WrongSettings(refused.failure.cause) from refused
    return "An alarm was taken at OWNER_ALERT_URL: see that it has arrived."


def wrong(error: WrongSettings) -> Finding:
    return Finding("settings", "to do", str(error))


def as_json(found: list[Finding]) -> str:
    well = all(one.state != "to do" for one in found)
    return json.dumps({"ok": well, "checks": [asdict(one) for one in found]}, ensure_ascii=False)


def _database(settings: Settings) -> str:
    if settings.database_url is None and not has_data(settings.data_dir):
        return _to_be_made(settings)
    with _as_it_is(settings) as url:
        found = asyncio.run(serving.seen(url))
    newest = migrate.newest_revision()
    if found.revision == newest:
        return "The database answers, and its schema is up to date."
    migrate.check(found)
    raise WrongSettings(
        f"The database answers; its schema is {found.revision or 'not there yet'}, and {newest} is wanted."
        " Run: tattoobot migrate; a start does it too."
    )


def _to_be_made(settings: Settings) -> str:
    """Whether the first start can make a database, tried where nothing is left of it."""
    with tempfile.TemporaryDirectory(prefix="tattoobot-") as folder:
        elsewhere = settings.model_copy(update={"data_dir": Path(folder)})
        with serving.database(elsewhere) as url:
            asyncio.run(serving.seen(url))
    return f"There is no database yet: the first start makes one below DATA_DIR {settings.data_dir}."


@contextmanager
def _as_it_is(settings: Settings) -> Iterator[str]:
    """The embedded server of a bot that runs is asked beside it."""
    if settings.database_url is None and (running := running_url(settings.data_dir)) is not None:
        yield running
        return
    with serving.database(settings) as url:
        yield url
