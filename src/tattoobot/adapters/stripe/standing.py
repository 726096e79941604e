"""What a studio has set up at Stripe: its webhook's endpoints, and what its key may do."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where Stripe reports, and what."""

    address: str
    enabled: bool
    events: tuple[str, ...]
    live: bool
    version: str | None
    """None: the account's own, which changes when somebody upgrades it."""

    def hears(self, event: str) -> bool:
        return "*" in self.events or event in self.events


def read_endpoint(found: Json) -> Endpoint:
    return Endpoint(
        address=str(found.get("url") or ""),
        enabled=found.get("status") == "enabled",
        events=tuple(str(one) for one in found.get("enabled_events") or ()),
        live=found.get("livemode") is True,
        version=found.get("api_version"),
    )
