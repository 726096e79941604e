"""Us, as those know us who sign in with a passkey."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Party:
    """Us, as browsers know us: by the address that the world reaches us at."""

    id: str
    origin: str
    name: str


def party(public_base_url: str, studio: str) -> Party | None:
    """None where there is no name: a passkey belongs to one, an IP address has none."""
    parts = urlsplit(public_base_url)
    try:
        ipaddress.ip_address(parts.hostname or "")
    except ValueError:
        return Party(parts.hostname or "", f"{parts.scheme}://{parts.netloc}", studio)
    return None
