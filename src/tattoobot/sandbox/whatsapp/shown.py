"""How each type of outgoing message looks on the phone."""

from collections.abc import Callable
from typing import Any

from tattoobot.sandbox.journal import Json
from tattoobot.sandbox.whatsapp.rules import MEDIA


def shown(kind: str, content: Any) -> Json:
    return _shown_media(kind, content) if kind in MEDIA else SHOWN[kind](content)


def _shown_text(text: Json) -> Json:
    return {"kind": "text", "text": text["body"]}


def _shown_interactive(interactive: Json) -> Json:
    action = interactive["action"]
    shown: Json = {"text": interactive["body"]["text"]}
    if "footer" in interactive:
        shown["footer"] = interactive["footer"]["text"]
    if interactive.get("header", {}).get("type") == "text":
        shown["header"] = interactive["header"]["text"]
    if interactive["type"] == "button":
        return {"kind": "buttons", **shown, "buttons": [button["reply"] for button in action["buttons"]]}
    if interactive["type"] == "list":
        rows = [{"description": "", **row} for section in action["sections"] for row in section["rows"]]
        return {"kind": "list", **shown, "list": {"button": action["button"], "rows": rows}}
    if interactive["type"] == "cta_url":
        link = {"label": action["parameters"]["display_text"], "url": action["parameters"]["url"]}
        return {"kind": "link", **shown, "link": link}
    return {"kind": interactive["type"], **shown}


def _shown_location(place: Json) -> Json:
    return {"kind": "location", "text": place.get("name") or place.get("address") or "", "location": place}


def _shown_reaction(reaction: Json) -> Json:
    return {"kind": "reaction", "text": reaction["emoji"], "reply_to": reaction["message_id"]}


def _shown_contacts(cards: list[Json]) -> Json:
    return {
        "kind": "contacts",
        "text": ", ".join(card["name"]["formatted_name"] for card in cards),
        "contacts": cards,
    }


def _shown_media(kind: str, media: Json) -> Json:
    url = f"/sandbox/api/media/{media['id']}" if "id" in media else media["link"]
    return {"kind": kind, "text": "", "caption": media.get("caption", ""), "media_url": url}


SHOWN: dict[str, Callable[[Any], Json]] = {
    "text": _shown_text,
    "interactive": _shown_interactive,
    "location": _shown_location,
    "reaction": _shown_reaction,
    "contacts": _shown_contacts,
}
