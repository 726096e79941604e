"""What a studio sets up in Stripe's Dashboard: what its key may do, and the endpoint that its webhooks go to.

All of it can be changed while the sandbox runs.
"""

import re
from dataclasses import dataclass, field, fields

from tattoobot.sandbox.journal import Json
from tattoobot.sandbox.stripe.rules import ENDIVE, Refused

PERMISSIONS = (
    ("GET", r"/checkout/sessions.*", "checkout_session_read"),
    ("POST", r"/checkout/sessions.*", "checkout_session_write"),
    ("GET", r"/payment_intents.*", "payment_intent_read"),
    ("GET", r"/(charges|refunds).*", "charge_read"),
    ("POST", r"/refunds.*", "charge_write"),
    ("GET", r"/disputes.*", "dispute_read"),
    ("GET", r"/events.*", "event_read"),
    ("GET", r"/webhook_endpoints.*", "webhook_read"),
)


@dataclass(slots=True)
class Dashboard:
    withheld: list[str] = field(default_factory=list)
    """Permissions that the key lacks: a restricted key has those that it was given."""
    endpoint_url: str | None = None
    """None: the product's own. Empty: there is none."""
    endpoint_enabled: bool = True
    endpoint_events: list[str] = field(default_factory=lambda: ["*"])
    endpoint_version: str = ENDIVE

    def change(self, wanted: Json) -> None:
        known = {one.name for one in fields(self)}
        for name, value in wanted.items():
            if name not in known:
                raise ValueError(f"There is no {name}. There are: {', '.join(sorted(known))}.")
            setattr(self, name, value)

    def check(self, method: str, path: str, key: str) -> None:
        """Raises `Refused` where the key lacks what this call needs."""
        for allowed, pattern, permission in PERMISSIONS:
            if allowed == method and re.fullmatch(pattern, path) and permission in self.withheld:
                raise Refused(
                    f"The provided key '{key[:7]}***' does not have the required permissions for this endpoint on"
                    f" account 'acct_sandbox000000000'. Having the 'rak_{permission}' permission would allow this"
                    " request to continue.",
                    status=403,
                )

    def endpoints(self, public_url: str) -> list[Json]:
        url = f"{public_url}/webhooks/stripe" if self.endpoint_url is None else self.endpoint_url
        if not url:
            return []
        return [
            {
                "id": "we_sandbox0000000000000000",
                "object": "webhook_endpoint",
                "api_version": self.endpoint_version,
                "application": None,
                "created": 1_700_000_000,
                "description": None,
                "enabled_events": self.endpoint_events,
                "livemode": False,
                "metadata": {},
                "status": "enabled" if self.endpoint_enabled else "disabled",
                "url": url,
            }
        ]
