"""Plain things for tests, without surprises."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tattoobot.domain.client import Client
from tattoobot.domain.lead import Answer, Lead, Source, Status
from tattoobot.domain.messages import Inbound, Kind, Media
from tattoobot.domain.studio import ArtistProfile, Studio

NOW = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)
STUDIO = Studio(name="Ink & Paper", artists=(ArtistProfile("artist", "Robin", "15550100999"),))

BRIEF: dict[str, Any] = {
    "idea": "a fox",
    "placement": {"part": "forearm", "side": "left", "aspect": "inner"},
    "size": {"longest_cm": 10.0},
    "style": "fine_line",
    "colour": "black_and_grey",
    "cover_up": "new",
    "reference_images": "later",
    "budget": {"min": 250, "max": 300, "currency": "GBP"},
    "location": {"city": "Leeds", "country": "GB"},
    "timing": {"flexible": True},
    "adult": True,
    "instagram": "maya.example",
}


def a_client(**changes: Any) -> Client:
    return Client(**{"id": 1, "name": "Maya Example", "phone": "15550100001", "language": "en", **changes})


def a_lead(status: Status = Status.QUALIFYING, **changes: Any) -> Lead:
    return Lead(**{"id": 1, "client_id": 1, "artist_id": 1, "status": status, **changes})


def a_brief(*but: str, **changes: Any) -> dict[str, Answer]:
    """A complete brief, without the keys named."""
    values = {**BRIEF, **changes}
    return {key: Answer(str(value), value, Source.WORDS) for key, value in values.items() if key not in but}


_counter = iter(range(1, 10**9))


def a_message(text: str = "", kind: Kind = Kind.TEXT, **changes: Any) -> Inbound:
    number = next(_counter)
    given: dict[str, Any] = {
        "provider_id": f"wamid.test{number}",
        "phone": "15550100001",
        "user_id": "GB.10000000000000000001",
        "name": "Maya Example",
        "at": NOW + timedelta(seconds=number % 1000),
        "kind": kind,
        "text": text,
    }
    return Inbound(**{**given, **changes})


def a_picture(caption: str = "", **changes: Any) -> Inbound:
    return a_message(caption, Kind.IMAGE, media=Media(f"media{next(_counter)}", "image/jpeg"), **changes)


def a_tap(choice: str, title: str = "") -> Inbound:
    return a_message(title or choice, Kind.CHOICE, choice=choice)
