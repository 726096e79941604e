"""Notices that a browser shows: which services may carry them, and what one says. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

SERVICES = ("fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com")
"""Of the browsers there are, each with the names below it. A browser names where to push to: nothing else is asked."""
LONGEST = 1000
THIS_MACHINE = frozenset({"127.0.0.1", "localhost"})

PATIENCE = timedelta(minutes=10)
"""For so long it is tried to push a notice; then WhatsApp carries it, where it is not there already."""

SAYS = {
    "artist_enquiry": "artist.push.enquiry",
    "artist_paid": "artist.push.paid",
    "artist_called": "artist.push.called",
}
"""What is pushed in place of a notice, by the template that tells of the same."""
NEWS = "artist.push.news"


@dataclass(frozen=True, slots=True)
class Device:
    """Where to push to, and for whose eyes."""

    id: int
    endpoint: str
    public_key: bytes
    auth: bytes


def may_be_asked(endpoint: str, *, trial: bool) -> bool:
    """Only a push service by https; in a trial also one that is played on this machine."""
    if (
        not 0 < len(endpoint) <= LONGEST
        or not endpoint.isascii()
        or not endpoint.isprintable()
        or "\\" in endpoint
    ):
        return False
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.username is not None or parts.password is not None or parts.fragment:
        return False
    if trial and parts.scheme == "http" and host in THIS_MACHINE:
        return True
    known = any(host == service or host.endswith(f".{service}") for service in SERVICES)
    return parts.scheme == "https" and known and port in (None, 443)
