"""`tattoobot doctor`: goes through everything that a start needs, changes nothing, and says what to do next."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict

from tattoobot.commands import examining
from tattoobot.commands import serve as serving
from tattoobot.commands.finding import Finding
from tattoobot.db import migrate
from tattoobot.settings import Settings, WrongSettings


def findings(settings: Settings) -> Iterator[Finding]:
    """One thing after the other; what is wrong with one keeps nobody from the next."""
    yield from within(settings)
    yield from asyncio.run(examining.outside(settings))


def within(settings: Settings) -> Iterator[Finding]:
    """What a start needs: on this machine, and the services without which nothing is kept."""
    yield from examining.here(settings)
    yield examining.tried("database", lambda: _database(settings))


def wrong(error: WrongSettings) -> Finding:
    return Finding("settings", "to do", str(error))


def as_json(found: list[Finding]) -> str:
    well = all(one.state != "to do" for one in found)
    return json.dumps({"ok": well, "checks": [asdict(one) for one in found]}, ensure_ascii=False)


def _database(settings: Settings) -> str:
    with serving.database(settings) as url:
        found = asyncio.run(serving.seen(url))
    newest = migrate.newest_revision()
    if found.revision == newest:
        return "The database answers, and its schema is up to date."
    migrate.check(found)
    raise WrongSettings(
        f"The database answers; its schema is {found.revision or 'not there yet'}, and {newest} is wanted."
        " Run: tattoobot migrate; a start does it too."
    )
