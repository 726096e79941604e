"""What is to be fetched from Meta, Stripe and Google, in order: said at the end of a first run, and kept in `.env`."""

from collections.abc import Iterator
from dataclasses import dataclass

from tattoobot.adapters.stripe.reading import EVENTS
from tattoobot.adapters.whatsapp.account_news import FIELDS as ACCOUNT_NEWS
from tattoobot.adapters.whatsapp.template_news import FIELDS as TEMPLATE_NEWS

PAGE = "docs/getting_started.md"
FIELDS = (
    "messages",
    "user_preferences",
    "standby",
    "messaging_handovers",
    *sorted((ACCOUNT_NEWS - {"errors"}) | TEMPLATE_NEWS),
)
"""Of Meta's webhook, what is subscribed to."""
LATER = "https://your.address"


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    lines: tuple[str, ...]
    settings: tuple[str, ...]
    picked: str = ""
    """What is ticked on the provider's page: a long list, for the file."""


SERVER = Step(
    "This server",
    (
        "PUBLIC_BASE_URL: its address, with https. Meta and Stripe come to it, clients follow links to it.",
        "DATABASE_URL: a PostgreSQL. While it is empty, and APP_ENV is dev, one runs below DATA_DIR.",
        (
            "OWNER_ALERT_URL: where you hear of trouble that WhatsApp cannot carry: a web address that takes JSON,"
            " or mailto:you@example.com with SMTP_URL, smtps://user:password@smtp.example.com."
        ),
    ),
    ("PUBLIC_BASE_URL", "DATABASE_URL", "OWNER_ALERT_URL", "SMTP_URL"),
)


def steps(address: str) -> Iterator[Step]:
    """`address` is where the world finds this server; "" where that is not known yet."""
    at = address or LATER
    yield SERVER
    yield Step(
        "Meta (developers.facebook.com, your app, WhatsApp)",
        (
            "API setup, below the number: its id, and the id of the business account.",
            (
                "Business settings, system users: a token that does not expire, with whatsapp_business_messaging"
                " and whatsapp_business_management. It begins with EAA."
            ),
            "App settings, basic: the app secret.",
            (
                f"Once the bot runs: configuration, webhook, {at}/webhooks/whatsapp and WHATSAPP_VERIFY_TOKEN."
                " Subscribe to the fields that .env names."
            ),
        ),
        (
            "WHATSAPP_PHONE_NUMBER_ID",
            "WHATSAPP_BUSINESS_ACCOUNT_ID",
            "WHATSAPP_ACCESS_TOKEN",
            "WHATSAPP_APP_SECRET",
            "WHATSAPP_VERIFY_TOKEN",
        ),
        f"The webhook's fields: {', '.join(FIELDS)}.",
    )
    yield Step(
        "Stripe (dashboard.stripe.com, developers)",
        (
            (
                "API keys: a restricted key. Checkout sessions, charges and refunds: write. Payment intents, disputes"
                " and events: read. It begins with rk_live_."
            ),
            (
                f"Webhooks: an endpoint {at}/webhooks/stripe with the events that .env names; its signing secret begins"
                " with whsec_."
            ),
        ),
        ("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"),
        f"The webhook's events: {', '.join(EVENTS)}.",
    )
    yield Step(
        "Google (console.cloud.google.com), if you want your enquiries in a spreadsheet",
        (
            "The Google Sheets API switched on, a service account, a key of it as a JSON file.",
            (
                "A spreadsheet of yours, shared with the account's address as an editor. Its id stands in its address"
                " between /d/ and /edit."
            ),
        ),
        ("GOOGLE_SERVICE_ACCOUNT_FILE", "GOOGLE_SHEETS_SPREADSHEET_ID"),
    )
