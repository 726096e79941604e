"""The only place that builds things from the settings: database, adapters, worker, web application."""

import asyncio
import gc
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

import aiohttp
import structlog
from fastapi import FastAPI
from starlette.routing import BaseRoute

from tattoobot.actions.house import House
from tattoobot.adapters.google.client import SCOPE, Sheets
from tattoobot.adapters.google.token import BadKey, ServiceAccount
from tattoobot.adapters.http import open_session
from tattoobot.adapters.owner import Owner, owner_at
from tattoobot.adapters.photos import Folder, PhotoStore, Shelf
from tattoobot.adapters.push import Push
from tattoobot.adapters.stripe.client import Stripe
from tattoobot.adapters.whatsapp import payloads as whatsapp_payloads
from tattoobot.adapters.whatsapp.client import WhatsApp
from tattoobot.db import artists
from tattoobot.db.clock import Clock, MovableClock
from tattoobot.db.counters import MeterReader
from tattoobot.db.engine import Database
from tattoobot.db.presence import Presence
from tattoobot.db.wake import INBOX, OUTBOX, PRESSED, REMINDERS
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.studio import Studio
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context
from tattoobot.jobs import erasures, number, reconciliation, retention, templates, watch
from tattoobot.jobs.drain import Drain
from tattoobot.jobs.engine import Engine
from tattoobot.jobs.erasures import Erasures
from tattoobot.jobs.handovers import Handovers
from tattoobot.jobs.inbox import Inbox
from tattoobot.jobs.outbox import Outbox
from tattoobot.jobs.reconciliation import Reconciliation
from tattoobot.jobs.reminders import Reminders
from tattoobot.jobs.sheets import APART_SECONDS, SheetKeeper
from tattoobot.jobs.tools import Tools
from tattoobot.settings import Settings, WrongSettings
from tattoobot.studio_file import load as studio_file
from tattoobot.telemetry import tracing
from tattoobot.web.app import create_app
from tattoobot.web.context import Web
from tattoobot.web.desk.undo import carry_out_due
from tattoobot.web.dev_clock import DevClock
from tattoobot.web.doctor import Doctor
from tattoobot.web.webhooks.keeper import Keeper
from tattoobot.web.webhooks.stripe import StripeWebhook
from tattoobot.web.webhooks.whatsapp import WhatsAppWebhook

log = structlog.get_logger(__name__)

CONNECTIONS, FEW_CONNECTIONS = 10, 5
"""To PostgreSQL, of one process; each costs it up to twelve megabytes. Two or three are always in use."""
EVERY_FIVE_SECONDS = "* * * * * */5"
"""However a wake-up call gets lost: this finds what it was about."""
EVERY_MINUTE = "* * * * *"
ROUNDS_APART = 0.05
"""Seconds between two rounds over the inbox: at hundreds of messages a second, each round takes dozens together."""


@dataclass(frozen=True, slots=True)
class Product:
    """Everything that one process runs."""

    database: Database
    house: House
    clock: Clock
    web: FastAPI | None
    engine: Engine | None


@asynccontextmanager
async def product(
    settings: Settings,
    database_url: str,
    *,
    web: bool = True,
    worker: bool = True,
    more: Sequence[BaseRoute] = (),
    doctor: Doctor | None = None,
) -> AsyncIterator[Product]:
    """Build and start what this process runs; stop it in order: no new work first, the database last."""
    studio = studio_of(settings)
    async with AsyncExitStack() as stack:
        database = await Database.connect(
            database_url, size=FEW_CONNECTIONS if settings.small else CONNECTIONS
        )
        stack.push_async_callback(database.close)
        await _observe(database, stack)
        clock = await _clock(settings, database, stack)
        house = await house_of(settings, database, studio)
        photos = PhotoStore(await asyncio.to_thread(photo_shelf, settings))
        engine = None
        if worker:
            session = await stack.enter_async_context(open_session(_providers(settings)))
            presence = Presence(database)
            await presence.start()
            stack.push_async_callback(presence.stop)
            again = Erasures(database, house, clock.now, photos).again
            await again()
            engine = _engine(settings, database, house, clock, photos, session, presence, stack)
            engine.schedule("erasures", erasures.DAILY, again)
            # The first message would otherwise wait for the vocabularies; the start does not wait for them.
            languages = (studio.language,) if settings.small else LANGUAGES
            stack.push_async_callback(_ended, asyncio.create_task(asyncio.to_thread(warm_up, languages)))
            engine.start()
            stack.push_async_callback(engine.stop)
            stack.callback(presence.leave)
        app = _web(settings, database, house, clock, photos, doctor or Doctor(), more) if web else None
        yield Product(database, house, clock, app, engine)


def studio_of(settings: Settings) -> Studio:
    """Raises `WrongSettings`: among others where production would take enquiries of which nobody hears."""
    return studio_file.load(
        settings.studio_file,
        artist_number=settings.artist_whatsapp_number,
        whole=settings.production,
        real=settings.production and not settings.rehearsal,
    )


async def _observe(database: Database, stack: AsyncExitStack) -> None:
    """Started first and stopped last: what the others do while they stop is counted too."""
    tracing.start()
    stack.push_async_callback(asyncio.to_thread, tracing.stop)
    reader = MeterReader(database)
    await reader.start()
    stack.push_async_callback(reader.stop)


def _providers(settings: Settings) -> dict[str, str]:
    return {
        "whatsapp": settings.whatsapp_api_base_url,
        "stripe": settings.stripe_api_base_url,
        "google": settings.google_sheets_api_base_url,
    }


async def _ended(task: asyncio.Task[None]) -> None:
    await task


def warm_up(languages: Iterable[str] = LANGUAGES) -> None:
    """Load the vocabularies. They stay: the garbage collector need not walk through them again and again.

    The word lists are one for all languages; what each has of its own is loaded when somebody first writes in it.
    """
    for language in languages:
        understand("10 cm", Context(datetime.now(UTC), language=language))
    gc.collect()
    gc.freeze()


async def _clock(settings: Settings, database: Database, stack: AsyncExitStack) -> Clock:
    if settings.production:
        return Clock()
    clock = MovableClock(database)
    await clock.start()
    stack.push_async_callback(clock.stop)
    return clock


async def house_of(settings: Settings, database: Database, studio: Studio | None = None) -> House:
    """Raises `WrongSettings`."""
    studio = studio or studio_of(settings)
    async with database.transaction() as db:
        rows = await artists.keep(db, studio.artists)
    return House(
        studio=studio,
        artists={row.id: row for row in rows},
        public_base_url=settings.base_url,
        reply_quiet=timedelta(seconds=settings.reply_quiet_seconds),
        undo=timedelta(seconds=settings.desk_undo_seconds),
    )


def photo_shelf(settings: Settings, *, patient: bool = True) -> Shelf:
    """Raises `WrongSettings` where the bucket will never open; where it is only away, unless we are `patient`."""
    if not settings.photos_s3_bucket:
        return Folder(settings.data_dir / "photos")
    try:
        # An optional dependency, and slow to import.
        from tattoobot.adapters.bucket import Bucket, BucketAddress, BucketAway, BucketRefused  # noqa: PLC0415
    except ImportError:
        raise WrongSettings("PHOTOS_S3_BUCKET needs the S3 SDK: pip install 'tattoobot[s3]'.") from None
    address = BucketAddress(
        settings.photos_s3_bucket,
        settings.photos_s3_prefix,
        settings.photos_s3_endpoint_url,
        settings.photos_s3_region,
        settings.photos_s3_access_key_id or None,
        settings.photos_s3_secret_access_key.get_secret_value() or None,
    )
    try:
        bucket = Bucket(address)
        bucket.check()
    except BucketRefused as error:
        raise WrongSettings(
            f"PHOTOS_S3_BUCKET: {error}. Check its name, its region and the keys"
            " (PHOTOS_S3_ACCESS_KEY_ID and PHOTOS_S3_SECRET_ACCESS_KEY)."
        ) from error
    except BucketAway as error:
        if not patient:
            raise WrongSettings(
                f"PHOTOS_S3_BUCKET does not answer ({error}). Check PHOTOS_S3_ENDPOINT_URL."
            ) from error
        log.warning("bucket_away", cause=str(error))
    return bucket


def _engine(
    settings: Settings,
    database: Database,
    house: House,
    clock: Clock,
    photos: PhotoStore,
    session: aiohttp.ClientSession,
    presence: Presence,
    stack: AsyncExitStack,
) -> Engine:
    inbox = Inbox(database, house, clock.now, livemode=settings.stripe_livemode, presence=presence)
    whatsapp = whatsapp_of(settings, session)
    stack.callback(whatsapp.close)
    stripe = stripe_of(settings, session)
    outbox = Outbox(
        Tools(
            database,
            house,
            clock.now,
            whatsapp,
            stripe,
            photos,
            livemode=settings.stripe_livemode,
            owner=owner_of(settings, session),
            push=Push(session, house.public_base_url, trial=not settings.production),
        ),
        presence,
        unsure=timedelta(seconds=settings.unsure_seconds),
    )
    stack.push_async_callback(outbox.let_go)
    read_inbox, empty_outbox = Drain(inbox.step, ROUNDS_APART), Drain(outbox.step)
    remind = Drain(Reminders(database, house, clock.now, presence).sweep)

    async def sweep() -> None:
        await outbox.recover()
        await read_inbox()
        await empty_outbox()

    engine = Engine(database, presence)
    engine.handler(INBOX, read_inbox)
    engine.handler(OUTBOX, empty_outbox)
    engine.handler(REMINDERS, remind)
    engine.schedule("sweep", EVERY_FIVE_SECONDS, sweep)
    engine.schedule("resume", EVERY_FIVE_SECONDS, Drain(Handovers(database, house, clock.now).sweep))
    engine.schedule("remind", EVERY_MINUTE, remind)
    _do_what_is_pressed(engine, database, house, clock)
    _look_after_number(engine, settings, database, house, clock, whatsapp, stack)
    cleaner = retention.Retention(database, clock.now, _keep(settings), house.studio.keep)
    engine.schedule("retention", retention.DAILY, cleaner.clean)
    if settings.stripe_secret_key.get_secret_value():
        books = Reconciliation(database, clock.now, stripe)
        engine.schedule("look_up_pages", reconciliation.OFTEN, Drain(books.look_up_pages))
        engine.schedule("fetch_events", reconciliation.DAILY, books.fetch_events)
    if settings.whatsapp_business_account_id:
        synced = templates.Templates(database, clock.now, whatsapp)
        engine.schedule("templates", templates.HOURLY, synced.sync)
    if (sheets := sheets_of(settings, session)) is not None:
        keeper = SheetKeeper(database, house, clock.now, sheets)
        engine.schedule("sheet", EVERY_FIVE_SECONDS, Drain(keeper.step, APART_SECONDS))
    return engine


def _do_what_is_pressed(engine: Engine, database: Database, house: House, clock: Clock) -> None:
    """At the front desk, once it can no longer be taken back."""
    pressed = Drain(lambda: carry_out_due(database, house, clock.now()))
    engine.handler(PRESSED, pressed)
    engine.schedule("desk_acts", EVERY_FIVE_SECONDS, pressed)


def _look_after_number(
    engine: Engine,
    settings: Settings,
    database: Database,
    house: House,
    clock: Clock,
    whatsapp: WhatsApp,
    stack: AsyncExitStack,
) -> None:
    """Whether the studio is still heard, hourly; how fast its number may send, at the start and daily."""
    set_up = bool(settings.whatsapp_access_token.get_secret_value())
    watched = watch.Watch(
        database,
        house,
        clock.now,
        whatsapp if set_up else None,
        settings.data_dir,
        has_address=bool(settings.owner_alert_url.get_secret_value()),
    )
    engine.schedule("watch", watch.HOURLY, watched.look)
    if set_up:
        engine.schedule("number", number.DAILY, partial(number.ask_pace, database, whatsapp))
        asked = asyncio.create_task(number.ask_pace(database, whatsapp))
        stack.callback(asked.cancel)


def sheets_of(settings: Settings, session: aiohttp.ClientSession) -> Sheets | None:
    """The studio's spreadsheet; None where it has none. Raises `WrongSettings`."""
    path, spreadsheet_id = settings.google_service_account_file, settings.google_sheets_spreadsheet_id
    if path is None or not spreadsheet_id:
        return None
    try:
        account = ServiceAccount.from_file(path, scope=SCOPE)
    except BadKey as error:
        raise WrongSettings(
            f"GOOGLE_SERVICE_ACCOUNT_FILE: {path} is not the key of a service account ({error}): make one in Google's"
            " console, in JSON."
        ) from error
    return Sheets(
        session, account, base_url=settings.google_sheets_api_base_url, spreadsheet_id=spreadsheet_id
    )


def whatsapp_of(settings: Settings, session: aiohttp.ClientSession) -> WhatsApp:
    return WhatsApp(
        session,
        base_url=settings.whatsapp_api_base_url,
        version=settings.whatsapp_api_version,
        access_token=settings.whatsapp_access_token.get_secret_value(),
        phone_number_id=settings.whatsapp_phone_number_id,
        business_account_id=settings.whatsapp_business_account_id,
    )


def stripe_of(settings: Settings, session: aiohttp.ClientSession) -> Stripe:
    return Stripe(
        session,
        secret_key=settings.stripe_secret_key.get_secret_value() or "unset",
        base_url=settings.stripe_api_base_url,
    )


def owner_of(settings: Settings, session: aiohttp.ClientSession) -> Owner | None:
    """Their own address, where one is set."""
    url, smtp_url = settings.owner_alert_url.get_secret_value(), settings.smtp_url.get_secret_value()
    return owner_at(url, smtp_url, session) if url else None


def _keep(settings: Settings) -> retention.Keep:
    return retention.Keep(
        webhooks=timedelta(days=settings.keep_webhooks_days),
        job_log=timedelta(days=settings.keep_job_log_days),
        action_links=timedelta(days=settings.keep_action_links_days),
    )


def _web(
    settings: Settings,
    database: Database,
    house: House,
    clock: Clock,
    photos: PhotoStore,
    doctor: Doctor,
    more: Sequence[BaseRoute],
) -> FastAPI:
    keeper = Keeper(database)
    routes = [*DevClock(clock).routes, *more] if isinstance(clock, MovableClock) else list(more)
    return create_app(
        Web(
            database=database,
            house=house,
            now=clock.now,
            admin_api_key=settings.admin_api_key.get_secret_value(),
            photos=photos,
            doctor=doctor,
            secure=settings.production,
            in_trouble=keeper.in_trouble,
            ready_max_age_seconds=settings.ready_max_age_seconds,
        ),
        WhatsAppWebhook(
            keeper,
            verify_token=settings.whatsapp_verify_token.get_secret_value(),
            app_secret=settings.whatsapp_app_secret.get_secret_value(),
            ours=whatsapp_payloads.Ours(
                settings.whatsapp_phone_number_id, settings.whatsapp_business_account_id
            ),
        ),
        StripeWebhook(keeper, secrets=settings.stripe_webhook_secrets),
        more=routes,
    )
