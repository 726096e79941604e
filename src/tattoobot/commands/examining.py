"""What can be looked at besides the database: this machine, the providers' records, and how the world sees us.

The doctor's command goes through it, and so does a running server for `GET /admin/health`.
"""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from tattoobot import bootstrap
from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.http import open_session
from tattoobot.commands import doctor_address, doctor_meta, doctor_stripe
from tattoobot.commands.checks import CHECKS
from tattoobot.commands.finding import Finding
from tattoobot.errors import BookingError
from tattoobot.settings import Settings, WrongSettings
from tattoobot.wording import FALLBACK


def look(settings: Settings) -> list[Finding]:
    """Everything, in a thread of its own: some of it blocks."""
    return [*here(settings), *asyncio.run(outside(settings))]


def here(settings: Settings) -> Iterator[Finding]:
    """What a start needs; what is wrong with one thing keeps nobody from the next."""
    yield Finding("settings", "ok", "The settings can be read.")
    for remark in settings.remarks():
        yield Finding("settings", "note", remark)
    for name, check in CHECKS.items():
        found = tried(name, lambda check=check: check(settings))  # type: ignore[misc]
        unnamed = found.state == "ok" and name == "studio" and settings.studio_file is None
        yield Finding(name, "note", f"STUDIO_FILE is not set. {found.said}") if unnamed else found
    if settings.photos_s3_bucket:
        yield tried("photos", lambda: _bucket(settings))
    if settings.google_service_account_file is not None:
        yield tried("spreadsheet", lambda: _spreadsheet(settings))


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
        if settings.stripe_secret_key.get_secret_value():
            found += await doctor_stripe.look(settings, bootstrap.stripe_of(settings, session))
        else:
            found.append(Finding("stripe", "note", NO_STRIPE))
        found += await doctor_address.look(settings, session)
        found += await doctor_address.clock(session, settings.whatsapp_api_base_url)
    return found


NO_WHATSAPP = (
    "WhatsApp is not set up: copy WHATSAPP_ACCESS_TOKEN and WHATSAPP_PHONE_NUMBER_ID from the app's dashboard at Meta,"
    " under WhatsApp, API Setup."
)
NO_STRIPE = (
    "Stripe is not set up: make a restricted key in Stripe's Dashboard, under Developers, API keys, and set"
    " STRIPE_SECRET_KEY."
)


def _language(settings: Settings) -> str:
    """The studio's; its file may be what is wrong, which is said elsewhere."""
    try:
        return bootstrap.studio_of(settings).language
    except WrongSettings:
        return FALLBACK


def tried(name: str, check: Callable[[], str]) -> Finding:
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
                await sheets.may_write()
            except DeliveryFailed as refused:
                raise WrongSettings(refused.failure.cause) from refused
            return f"The spreadsheet can be read and written by {sheets.email}."

    return asyncio.run(look())
