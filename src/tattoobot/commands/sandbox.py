"""The product against the sandbox: the same program, with other addresses and keys that are visibly fake."""

import asyncio
import contextlib
import json
import logging
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from rich.console import Console

from tattoobot.commands import serve as serving
from tattoobot.domain.studio import UNNAMED
from tattoobot.sandbox.google import account as google_account
from tattoobot.sandbox.player.play import play as play_file
from tattoobot.sandbox.server import create_app
from tattoobot.sandbox.settings import SandboxSettings
from tattoobot.sandbox.teller import tell
from tattoobot.sandbox.whatsapp import templates as whatsapp_templates
from tattoobot.settings import Settings, WrongSettings, guards, load, misspelt
from tattoobot.studio_file import load as studio_file
from tattoobot.telemetry import logs
from tattoobot.wording import catalogue

say = Console(stderr=True, highlight=False)

ARTIST_NUMBER = "15550100999"
BUSINESS_NUMBER = "15550100100"

FAKE = {
    "whatsapp_verify_token": "sandbox-verify-token",
    "whatsapp_access_token": "sandbox-access-token",
    "whatsapp_phone_number_id": "100000000000001",
    "whatsapp_app_secret": "sandbox-app-secret",
    "whatsapp_business_account_id": "100000000000002",
    "stripe_secret_key": "sk_test_sandbox",
    "stripe_webhook_secret": "whsec_sandbox",
}
"""What stands for the keys of both providers that every studio has."""
SPREADSHEET = "sandbox-sheet"
GOOGLE_KEY = "google-service-account.json"


def settings_for(
    host: str | None = None, port: int | None = None, studio: Path | None = None, **more: object
) -> Settings:
    """Settings as the environment gives them, with both providers replaced by the sandbox."""
    own = load(**{name: value for name, value in {"host": host, "port": port}.items() if value is not None})
    if own.production:
        raise WrongSettings(
            "APP_ENV is production: the sandbox is for trying things out, and never runs there."
        )
    if own.database_url is not None:
        own = own.model_copy(update={"database_url": _for_trials(own.database_url)})
    if not os.environ.get("PUBLIC_BASE_URL"):
        # In .env it is the address of the studio's own server, where these links would lead to nothing.
        own = own.model_copy(update={"public_base_url": None})
    # A socket that listens on every address is reached on the loopback one.
    reached = f"http://127.0.0.1:{own.port}"
    replaced = {
        **FAKE,
        "whatsapp_api_base_url": f"{reached}/sandbox/whatsapp",
        "stripe_api_base_url": f"{reached}/sandbox/stripe",
        "google_sheets_spreadsheet_id": SPREADSHEET,
        "google_sheets_api_base_url": f"{reached}/sandbox/google",
        "google_service_account_file": google_key(own.data_dir, f"{reached}/sandbox/google/token"),
        "artist_whatsapp_number": own.artist_whatsapp_number or ARTIST_NUMBER,
        "admin_api_key": own.admin_api_key.get_secret_value() or secrets.token_urlsafe(32),
        "database_url": own.database_url,
        "public_base_url": own.public_base_url,
        "studio_file": own.studio_file or studio,
        "host": own.host,
        "port": own.port,
        **more,
    }
    return load(**replaced)


def google_key(data_dir: Path, token_uri: str) -> Path:
    """The sandbox's service account: its key is made once, the address of tokens is that of this run."""
    path = data_dir.absolute() / "sandbox" / GOOGLE_KEY
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # Two processes may start at the same moment: one of them makes the key, and both use it.
        new = path.with_suffix(f".{os.getpid()}")
        new.write_text(google_account.key_file(google_account.new_key(), token_uri))
        with contextlib.suppress(FileExistsError):
            os.link(new, path)
        new.unlink()
    kept = json.loads(path.read_text())
    if kept["token_uri"] != token_uri:
        path.write_text(google_account.key_file(kept["private_key"], token_uri))
    return path


def _for_trials(url: SecretStr) -> SecretStr | None:
    """A database that somebody named for this run and on this machine; that of `.env` may be the studio's own."""
    if not any(os.environ.get(name) for name in ("DATABASE_URL", "DATABASE_URL_FILE")):
        say.print(
            "DATABASE_URL in .env is left alone: the sandbox uses a database of its own, below DATA_DIR."
        )
        return None
    if far := [host for host in guards.database_hosts(url.get_secret_value()) if not guards.is_near(host)]:
        raise WrongSettings(
            f"DATABASE_URL is at {far[0]}: the sandbox makes up clients and moves the clock, which no real database"
            " should see. Unset it, or name one on this machine."
        )
    return url


def twins_for(settings: Settings) -> SandboxSettings:
    """The other side of the same keys."""
    reached = f"http://127.0.0.1:{settings.port}"
    studio = studio_file.load(settings.studio_file)
    return SandboxSettings(
        product_url=reached,
        whatsapp_app_secret=settings.whatsapp_app_secret.get_secret_value(),
        whatsapp_access_token=settings.whatsapp_access_token.get_secret_value(),
        whatsapp_phone_number_id=settings.whatsapp_phone_number_id,
        whatsapp_business_account_id=settings.whatsapp_business_account_id,
        stripe_secret_key=settings.stripe_secret_key.get_secret_value(),
        stripe_webhook_secret=settings.stripe_webhook_secret.get_secret_value(),
        google_public_key=_public_half(settings.google_service_account_file),
        google_client_email=google_account.EMAIL,
        google_spreadsheet_id=settings.google_sheets_spreadsheet_id,
        artist_number=studio.artist.whatsapp_number or settings.artist_whatsapp_number or ARTIST_NUMBER,
        business_number=BUSINESS_NUMBER,
        public_url=settings.base_url,
        data_dir=settings.data_dir / "sandbox",
        clock_url=f"{reached}/sandbox/clock",
        studio_name=studio.name,
        artist_name="Artist" if studio.artist.name == UNNAMED else studio.artist.name,
        first_client="Maya",
        admin_api_key=settings.admin_api_key.get_secret_value(),
        whatsapp_verify_token=settings.whatsapp_verify_token.get_secret_value(),
    )


def _public_half(key_file: Path | None) -> str:
    return google_account.public_half(json.loads(key_file.read_text())["private_key"]) if key_file else ""


def run(
    *,
    host: str | None,
    port: int | None,
    workers: int,
    studio: Path | None = None,
    only: serving.Only = None,
) -> None:
    """Serve until a signal. The process that holds the sandbox serves the web; further ones only work."""
    settings = settings_for(host, port, studio)
    # Whoever did not ask for a log is left with the addresses to open; what goes wrong is told all the same.
    logs.configure(
        settings.log_format or "text", level=logging.INFO if settings.log_format else logging.WARNING
    )
    twins = create_app(twins_for(settings))

    @contextlib.asynccontextmanager
    async def world() -> AsyncIterator[None]:
        await twins.state.world.start()
        hand_in_templates(twins.state.world.templates, settings.base_url)
        if not settings.log_format:
            twins.state.world.spawn(tell(twins.state.world.journal, twins.state.leads, _news))
        yield
        await twins.state.world.stop()

    holds_the_sandbox = only != "worker"
    listening = serving.opened(settings, "PORT={} make demo") if holds_the_sandbox else None
    with serving.database(settings) as url:
        asyncio.run(serving.prepare(url, apart=True))
        beside = {**_environment(settings), "DATABASE_URL": url}
        with serving.Children(["serve", "--only", "worker"], workers - 1, beside):
            serving.run_forever(
                serving.run(
                    settings,
                    url,
                    only=only,
                    listening=listening,
                    more=twins.routes,
                    beside=world if holds_the_sandbox else None,
                    ready=(lambda: _hello(settings)) if holds_the_sandbox else None,
                )
            )


def hand_in_templates(known: list[dict[str, Any]], base_url: str) -> None:
    """As a studio does before it opens: outside the service window nothing else may be sent."""
    drafts = catalogue.load().drafts
    known[:] = [template for template in known if template["name"] not in drafts]
    for draft in drafts.values():
        for language in draft.bodies:
            whatsapp_templates.create(known, draft.definition(language, base_url))


def _environment(settings: Settings) -> dict[str, str]:
    """What a further process must be told to work with the same sandbox."""
    names = [
        *FAKE,
        "whatsapp_api_base_url",
        "stripe_api_base_url",
        "google_sheets_spreadsheet_id",
        "google_sheets_api_base_url",
        "google_service_account_file",
        "artist_whatsapp_number",
        *(["studio_file"] if settings.studio_file else []),
        "admin_api_key",
        "port",
    ]
    values = {name: getattr(settings, name) for name in names}
    return {
        name.upper(): value.get_secret_value() if isinstance(value, SecretStr) else str(value)
        for name, value in values.items()
    }


def _hello(settings: Settings) -> None:
    for line in misspelt():
        say.print(line, soft_wrap=True, markup=False)
    say.print(f"\n  The sandbox:   [bold]{settings.base_url}/sandbox[/]")
    say.print(f"  The admin API: {settings.base_url}/admin/leads")
    say.print(f"  its key:       {settings.admin_api_key.get_secret_value()}   (header X-Admin-API-Key)")
    say.print("\n  Ctrl-C stops everything. LOG_FORMAT=text shows every request.\n")


def _news(line: str) -> None:
    say.print(f"  {line}", soft_wrap=True, markup=False)


def play(file: Path) -> bool:
    """Play one conversation against a product of its own, with an empty database; True if it went as written."""
    with tempfile.TemporaryDirectory(prefix="tattoobot-") as folder, started(Path(folder)) as (url, key):
        return asyncio.run(play_file(file, sandbox_url=url, product_url=url, admin_key=key))


@contextlib.contextmanager
def started(folder: Path, **environment: str) -> Iterator[tuple[str, str]]:
    """A sandbox in a process of its own, with its data in `folder`; gives its URL and its admin key."""
    port = free_port()
    key = secrets.token_urlsafe(32)
    own = {name: value for name, value in os.environ.items() if name not in NOT_FOR_PLAYING}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, "-m", "tattoobot", "sandbox", "--port", str(port)],
            env={
                **own,
                "DATA_DIR": str(folder),
                "ADMIN_API_KEY": key,
                "REPLY_QUIET_SECONDS": "0.2",
                "DESK_UNDO_SECONDS": "3",
                **environment,
            },
            stderr=log,
            start_new_session=True,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(url, process, folder / "log")
        yield url, key
    finally:
        process.terminate()
        process.wait(serving.SHUTDOWN_SECONDS)


NOT_FOR_PLAYING = frozenset({"DATABASE_URL", "PUBLIC_BASE_URL", "PORT", "HOST"})


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise WrongSettings(f"The sandbox did not start:\n{log.read_text(errors='replace')[-2000:]}")
        try:
            with urllib.request.urlopen(f"{url}/ready", timeout=2):  # noqa: S310  our own address
                return
        except OSError:
            time.sleep(0.1)
    raise WrongSettings(
        f"The sandbox was not ready after a minute:\n{log.read_text(errors='replace')[-2000:]}"
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
