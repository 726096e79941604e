"""`tattoobot doctor`: goes through everything that a start needs, changes nothing, and says what to do next."""

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime

from tattoobot import bootstrap
from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.http import open_session
from tattoobot.commands import doctor_meta
from tattoobot.commands import serve as serving
from tattoobot.commands.checks import CHECKS
from tattoobot.commands.finding import Finding
from tattoobot.db import migrate
from tattoobot.errors import BookingError
from tattoobot.settings import Settings, WrongSettings
from tattoobot.wording import FALLBACK


def findings(settings: Settings) -> Iterator[Finding]:
    """One thing after the other; what is wrong with one keeps nobody from the next."""
    yield from within(settings)
    yield from asyncio.run(outside(settings))


def within(settings: Settings) -> Iterator[Finding]:
    """What a start needs: on this machine, and the services without which nothing is kept."""
    yield Finding("settings", "ok", "The settings can be read.")
    for remark in settings.remarks():
        yield Finding("settings", "note", remark)
    for name, check in CHECKS.items():
        found = _tried(name, lambda check=check: check(settings))  # type: ignore[misc]
        unnamed = found.state == "ok" and name == "studio" and settings.studio_file is None
        yield Finding(name, "note", f"STUDIO_FILE is not set. {found.said}") if unnamed else found
    if settings.photos_s3_bucket:
        yield _tried("photos", lambda: _bucket(settings))
    if settings.google_service_account_file is not None:
        yield _tried("spreadsheet", lambda: _spreadsheet(settings))
    yield _tried("database", lambda: _database(settings))


async def outside(settings: Settings) -> list[Finding]:
    """What the providers have on record, and what the world sees of us."""
    found: list[Finding] = []
    now = datetime.now(UTC)
    async with open_session() as session:
        if settings.whatsapp_access_token.get_secret_value() and settings.whatsapp_phone_number_id:
            whatsapp = bootstrap.whatsapp_of(settings, session)
            found += await doctor_meta.look(settings, whatsapp, _language(settings), now)
        else:
            found.append(Finding("meta", "note", NO_WHATSAPP))
    return found


NO_WHATSAPP = (
    "WhatsApp is not set up: copy WHATSAPP_ACCESS_TOKEN and WHATSAPP_PHONE_NUMBER_ID from the app's dashboard at Meta,"
    " under WhatsApp, API Setup."
)


def _language(settings: Settings) -> str:
    """The studio's; its file may be what is wrong, which is said elsewhere."""
    try:
        return bootstrap.studio_of(settings).language
    except WrongSettings:
        return FALLBACK


def wrong(error: WrongSettings) -> Finding:
    return Finding("settings", "to do", str(error))


def as_json(found: list[Finding]) -> str:
    well = all(one.state != "to do" for one in found)
    return json.dumps({"ok": well, "checks": [asdict(one) for one in found]}, ensure_ascii=False)


def _tried(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name, "ok", check())
    except (WrongSettings, BookingError) as error:
        return Finding(name, "to do", str(error))


def _bucket(settings: Settings) -> str:
    bootstrap.photo_shelf(settings, patient=False)
    return f"The bucket {settings.photos_s3_bucket} answers."


def _spreadsheet(settings: Settings) -> str:
    async def look() -> str:
        async with open_session() as session:
            sheets = bootstrap.sheets_of(settings, session)
            assert sheets is not None
            try:
                await sheets.tabs()
            except DeliveryFailed as refused:
                raise WrongSettings(refused.failure.cause) from refused
            return f"The spreadsheet can be read by {sheets.email}."

    return asyncio.run(look())


def _database(settings: Settings) -> str:
    with serving.database(settings) as url:
        found = asyncio.run(serving.seen(url))
    newest = migrate.newest_revision()
    if found.revision == newest:
        return "The database answers, and its schema is up to date."
    migrate.check(found)
    raise WrongSettings(
        f"The database answers; its schema is {found.revision or 'not there yet'}, and {newest} is wanted."
        " Run: tattoobot migrate"
    )
