"""The sandbox's WhatsApp, Stripe and Google alone, for a product that is set up and runs by itself: a rehearsal."""

from dataclasses import replace
from pathlib import Path

import uvicorn
from pydantic import SecretStr
from rich.console import Console

from tattoobot.commands import sandbox
from tattoobot.commands import serve as serving
from tattoobot.sandbox.server import create_app
from tattoobot.sandbox.settings import SandboxSettings
from tattoobot.settings import Settings, load

say = Console(stderr=True, highlight=False)

PORT = 9000
PRODUCT = "http://localhost:8000"


def run(*, host: str | None, port: int | None, product: str | None, studio: Path | None) -> None:
    """Play the other side until a signal. Keys are those of the environment and `.env`, made up where none is set."""
    settings, wanted = settings_for(host, port or PORT, studio)
    twins = create_app(twins_for(settings, (product or PRODUCT).rstrip("/")))
    listening = serving.opened(settings, "tattoobot sandbox --only twins --port {}")
    say.print(
        f"\n  WhatsApp, Stripe and Google are played on [bold]http://localhost:{settings.port}/sandbox[/]."
    )
    say.print("  The product that is to meet them needs these lines in its .env:\n")
    for line in wanted:
        say.print(f"  {line}", soft_wrap=True, markup=False)
    say.print("\n  Ctrl-C stops them; the product goes on without.\n")
    config = uvicorn.Config(twins, ws="none", access_log=False, log_config=None, server_header=False)
    uvicorn.Server(config).run(sockets=[listening])


def settings_for(host: str | None, port: int, studio: Path | None) -> tuple[Settings, list[str]]:
    """What the twins are told; and what the product has to be told to meet them."""
    given = {"host": host, "studio_file": studio}
    chosen = {name: value for name, value in given.items() if value is not None}
    own = load(app_env="dev", port=port, **chosen)
    here = f"http://127.0.0.1:{port}/sandbox"
    account = sandbox.google_key(own.data_dir, f"{here}/google/token")
    made_up = {name: value for name, value in sandbox.FAKE.items() if not _value(own, name)}
    addresses = {
        "whatsapp_api_base_url": f"{here}/whatsapp",
        "stripe_api_base_url": f"{here}/stripe",
        "google_sheets_api_base_url": f"{here}/google",
        "google_service_account_file": str(account),
        "google_sheets_spreadsheet_id": sandbox.SPREADSHEET,
    }
    told = load(app_env="dev", port=port, public_base_url=None, **chosen, **made_up, **addresses)
    return told, [f"{name.upper()}={value}" for name, value in {**addresses, **made_up}.items()]


def twins_for(settings: Settings, product: str) -> SandboxSettings:
    return replace(
        sandbox.twins_for(settings),
        product_url=product,
        clock_url=f"{product}/sandbox/clock",
        public_url=f"http://localhost:{settings.port}",
        reported_to=product,
    )


def _value(settings: Settings, name: str) -> str:
    value = getattr(settings, name)
    return value.get_secret_value() if isinstance(value, SecretStr) else value or ""
