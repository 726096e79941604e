"""A person's phone: what they send, as WhatsApp brings it to the product."""

from collections.abc import Callable
from typing import Any

from tattoobot.sandbox.journal import Json
from tattoobot.sandbox.media import Media
from tattoobot.sandbox.whatsapp import hooks
from tattoobot.sandbox.world import ARTIST, Person, World, bubble


class NotSent(Exception):
    """The phone could not make a message of that."""


async def send(
    world: World, person: Person, contents: list[Json], at: float, keep_back: bool = False
) -> Json:
    """Post messages to the product in one webhook; answers once the product did."""
    bubbles = [_bubble(world, person, content, at) for content in contents]
    sent = [hooks.message(person, b["id"], int(at), c) for b, c in zip(bubbles, contents, strict=True)]
    payload = hooks.envelope(world.settings, hooks.messages(person, sent))
    for shown in bubbles:
        world.say(
            person.id,
            shown,
            f"{person.name}: {shown['text'] or shown.get('caption') or shown['type']}",
            payload,
        )
    person.last_wrote_at = max(at, person.last_wrote_at or at)
    ids = [shown["id"] for shown in bubbles]
    delivery = world.postman.write("whatsapp", "message", payload, person.id, ids)
    for shown in bubbles:
        world.mark(person.id, shown, "sent", f"{person.name}'s message is on its way", payload)
    status = await world.postman.bring(delivery, keep_back)
    return {"id": ids[0], "ids": ids, "status": status, "held": delivery.state == "held"}


def content(world: World, person: Person, asked: Json) -> Json:
    """The message that the page or the player describes, as Meta would send it."""
    if "raw" in asked:
        if not isinstance(asked["raw"], dict) or not isinstance(asked["raw"].get("type"), str):
            raise NotSent("raw needs at least a type")
        return dict(asked["raw"])
    for name, build in CONTENTS.items():
        if name in asked:
            context = _context(world, person, asked.get("context"))
            try:
                return {**context, **build(world, asked, asked[name])}
            except (KeyError, TypeError) as failure:
                raise NotSent(f"{name} is not complete: {failure}") from None
    raise NotSent(f"Say one of: {', '.join([*CONTENTS, 'raw', 'photo'])}.")


def media_content(world: World, media: Media, caption: str) -> Json:
    """A file as the type of message that a phone would make of it."""
    kind = media.mime_type.split("/")[0]
    if kind not in {"image", "video", "audio"}:
        kind = "document"
    if media.mime_type == "image/webp":
        kind = "sticker"
    about: Json = {"id": media.id, "mime_type": media.mime_type, "sha256": media.sha256}
    key = world.media.address(media.id, world.clock.now())
    about["url"] = f"{world.settings.public_url.rstrip('/')}/sandbox/whatsapp/files/{key}"
    if caption and kind in {"image", "video", "document"}:
        about["caption"] = caption
    if kind == "document":
        about["filename"] = media.filename or "file"
    if kind == "audio":
        about["voice"] = False
    return {"type": kind, kind: about}


def _context(world: World, person: Person, message_id: Any) -> Json:
    if message_id is None:
        return {}
    found = world.message(str(message_id))
    if found is None or found[0] != person.id:
        raise NotSent(f"There is no message {message_id} in this chat.")
    ours = found[1]["from"] != "business"
    sender = person.phone if ours else world.settings.business_number.lstrip("+")
    return {"context": {"from": sender, "id": message_id}}


def _text(_world: World, _asked: Json, text: Any) -> Json:
    if not isinstance(text, str) or not text.strip():
        raise NotSent("An empty text is not a message.")
    return {"type": "text", "text": {"body": text}}


def _button(world: World, asked: Json, button: Json) -> Json:
    """A tap on a template's quick reply comes back in another shape than one on a message's button."""
    answered = world.message(str(asked.get("context")))
    if answered is not None and answered[1]["type"] == "template":
        return {"type": "button", "button": {"payload": button["id"], "text": button["title"]}}
    reply = {"id": button["id"], "title": button["title"]}
    return {"type": "interactive", "interactive": {"type": "button_reply", "button_reply": reply}}


def _row(_world: World, _asked: Json, row: Json) -> Json:
    reply = {"id": row["id"], "title": row["title"]}
    if row.get("description"):
        reply["description"] = row["description"]
    return {"type": "interactive", "interactive": {"type": "list_reply", "list_reply": reply}}


def _location(_world: World, _asked: Json, place: Json) -> Json:
    return {
        "type": "location",
        "location": {"latitude": place["latitude"], "longitude": place["longitude"], **place},
    }


def _reaction(_world: World, _asked: Json, reaction: Json) -> Json:
    return {
        "type": "reaction",
        "reaction": {"message_id": reaction["message_id"], "emoji": reaction.get("emoji", "")},
    }


def _unsupported(_world: World, _asked: Json, what: Any) -> Json:
    """What WhatsApp says of a message that it does not pass on, such as a change to an earlier one."""
    error = {"code": 131051, "title": "Message type unknown", "message": "Message type unknown"}
    return {"type": "unsupported", "unsupported": {"type": what}, "errors": [error]}


CONTENTS: dict[str, Callable[[World, Json, Any], Json]] = {
    "text": _text,
    "button": _button,
    "row": _row,
    "location": _location,
    "reaction": _reaction,
    "unsupported": _unsupported,
}


def _bubble(world: World, person: Person, content: Json, at: float) -> Json:
    sender = ARTIST if person.id == ARTIST else "client"
    kind = content["type"]
    about = content.get(kind, {}) if isinstance(content.get(kind), dict) else {}
    more: Json = {}
    if "context" in content and "id" in content["context"]:
        more["reply_to"] = content["context"]["id"]
    if kind in {"image", "video", "audio", "document", "sticker"} and world.media.get(str(about.get("id"))):
        more |= {"media_url": f"/sandbox/api/media/{about['id']}", "caption": about.get("caption", "")}
    if kind == "location":
        more["location"] = about
    if kind == "reaction":
        more["reply_to"] = about.get("message_id")
    shown = "text" if kind in {"interactive", "button"} else kind
    return bubble(sender, at, shown, _words(kind, about), **more)


def _words(kind: str, about: Json) -> str:
    if kind == "interactive":
        reply = about.get(about.get("type", ""), {})
        return str(reply.get("title") or reply.get("body") or "")
    named = {"text": "body", "button": "text", "location": "name", "reaction": "emoji", "system": "body"}
    return str(about.get(named.get(kind, "")) or "")
