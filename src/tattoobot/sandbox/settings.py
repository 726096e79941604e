"""What the sandbox must be told to play its part."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SandboxSettings:
    """Secrets are those the product was given: both sides of a signature must hold the same one."""

    product_url: str
    """Where webhooks go, such as http://127.0.0.1:8000."""
    whatsapp_app_secret: str
    whatsapp_access_token: str
    whatsapp_phone_number_id: str
    whatsapp_business_account_id: str
    stripe_secret_key: str
    stripe_webhook_secret: str
    artist_number: str
    business_number: str
    public_url: str
    """How the browser reaches the sandbox; used in the address of a checkout page."""
    reported_to: str = ""
    """The address that Meta and Stripe have on record for the product, where that is not `public_url`."""
    data_dir: Path | None = None
    """Where pictures and chats are kept, so that a demo started again shows them. None: in memory only."""
    clock_url: str | None = None
    """Where the product says what time it is. None: real time."""
    studio_name: str = "Sandbox studio"
    """As the chat is headed."""
    artist_name: str = "Artist"
    first_client: str = ""
    """Who has the first client's phone. Empty: a client without a name of their own."""
    admin_api_key: str = ""
    """With it the page can show how far an enquiry is. Empty: it does not."""
    whatsapp_verify_token: str = ""
    """Only for the handshake that is asked for on the page."""
    google_public_key: str = ""
    """The public half of the service account's key, in PEM. Empty: nobody is let in."""
    google_client_email: str = ""
    google_spreadsheet_id: str = "sandbox-sheet"
    google_calls_a_minute: int = 60
    """Google's own limit for one account, for reading and for writing each."""
    artist_says_hello: bool = True
    """As an artist does when setting up: without a message of theirs in the last 24 hours only templates reach them."""
    status_delays: tuple[float, float] = (0.05, 0.4)
    """Shortest and longest wait, in seconds, before each tick of a message."""
    slow_seconds: float = 4.0
    """How long an answer takes in the mood "slow", and a webhook of Stripe in the mood "late"."""
    retry_delays: tuple[float, ...] = (0, 0.5, 1, 2, 4, 8, 15, 30, 60, 60, 120, *[300] * 36)
    """Waits before a refused webhook is posted again. The real ones go on for days."""

    @property
    def on_record(self) -> str:
        return self.reported_to or self.public_url
