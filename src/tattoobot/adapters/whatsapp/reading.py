"""Understands one kept update: a client's message, a receipt, a change of number, a preference.

Each takes the `raw` of an `Update` (or the same JSON out of the database).
https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec

from tattoobot.adapters.failures import BadPayload
from tattoobot.adapters.whatsapp import errors
from tattoobot.adapters.whatsapp.fields import (
    Handles,
    Json,
    each,
    first,
    handles_of,
    number,
    part,
    phone_of,
    text,
    time_of,
    word,
)
from tattoobot.domain import advert, outside
from tattoobot.domain.advert import Advert
from tattoobot.domain.messages import HandleChanged, Inbound, Kind, MarketingPreference, Media, Place, Receipt

EPOCH = datetime.fromtimestamp(0, UTC)
"""Stands for a time WhatsApp did not give: so long ago that no window is open because of it."""

SENT_BY = Handles("from", "from_user_id")
ADDRESSED = Handles("to", "to_user_id")
RECIPIENT = Handles("recipient_id", "recipient_user_id")

NUMBER_CHANGES = frozenset({"user_changed_number", "customer_changed_number", "user_changed_user_id"})

Read = dict[str, Any]
"""Fields of an `Inbound`."""


def read_message(raw: bytes | str, received_at: datetime | None = None) -> Inbound:
    """A client's message; `received_at` is used only where WhatsApp gives no usable time.

    Also reads an echo: what the artist wrote from the phone, with the client as the one addressed.
    """
    piece = kept_piece(raw)
    echo = "echo" in piece
    message = part(piece, "echo" if echo else "message")
    contact = first(piece, "contacts")
    phone, user_id = handles_of(message, contact, ADDRESSED if echo else SENT_BY)
    profile = part(contact, "profile")
    context = part(message, "context")
    read: Read = {
        "kind": Kind.OTHER,
        "reply_to": word(context.get("id")),
        "failure_code": _failure_code(message),
    }
    return Inbound(
        provider_id=text(message.get("id")),
        phone=phone,
        user_id=user_id,
        name=outside.name(text(profile.get("name"))),
        at=time_of(message.get("timestamp")) or received_at or EPOCH,
        parent_user_id=word(message.get("from_parent_user_id")) or word(contact.get("parent_user_id")),
        group_id=word(message.get("group_id")),
        forwarded=True in (context.get("forwarded"), context.get("frequently_forwarded")),
        advert=_advert(part(message, "referral")),
        **(read | _content(message)),
    )


def _advert(referral: Json) -> Advert | None:
    """Without the id of the click, which follows people around."""
    if not referral:
        return None
    told = ("headline", "body", "source_url", "source_id", "source_type")
    return advert.told(*(text(referral.get(key)) for key in told))


def read_status(raw: bytes | str, received_at: datetime | None = None) -> Receipt:
    """What WhatsApp reports about a message of ours."""
    piece = kept_piece(raw)
    status = part(piece, "status")
    phone, user_id = handles_of(status, first(piece, "contacts"), RECIPIENT)
    pricing = part(status, "pricing")
    problem = first(status, "errors")
    failure = errors.failure(problem) if problem or status.get("status") == "failed" else None
    return Receipt(
        provider_id=text(status.get("id")),
        status=text(status.get("status")),
        at=time_of(status.get("timestamp")) or received_at or EPOCH,
        reference=word(status.get("biz_opaque_callback_data")),
        phone=phone,
        user_id=user_id,
        error_code=failure.code if failure and isinstance(failure.code, int) else None,
        error_text=": ".join(filter(None, (failure.title, failure.details))) if failure else "",
        pricing_type=word(pricing.get("type")),
        pricing_category=word(pricing.get("category")),
        failure=failure,
    )


def read_identity_change(raw: bytes | str) -> HandleChanged | None:
    """A new number or user id of a client; None for every other system message.

    A new number always brings a new user id. Any of the four may be withheld.
    """
    piece = kept_piece(raw)
    if "message" in piece:
        return _change_of_system_message(part(piece, "message"))
    item = first(part(piece, "value"), "user_id_update")
    user_id = item.get("user_id")
    if isinstance(user_id, dict):
        old, new = word(user_id.get("previous")), word(user_id.get("current"))
    else:
        old, new = word(item.get("previous_user_id")), word(user_id)
    if new is None:
        return None
    return HandleChanged(phone=phone_of(item.get("wa_id")), user_id=old, new_user_id=new)


def read_preference(raw: bytes | str, received_at: datetime | None = None) -> MarketingPreference | None:
    """The client's switch for marketing messages; None for a preference of another kind."""
    piece = kept_piece(raw)
    item = first(part(piece, "value"), "user_preferences")
    value = item.get("value")
    if item.get("category") != "marketing_messages" or value not in ("stop", "resume", "signup"):
        return None
    phone, user_id = handles_of(item, first(piece, "contacts"), Handles("wa_id", "user_id"))
    return MarketingPreference(
        phone=phone,
        user_id=user_id,
        stop=value == "stop",
        at=time_of(item.get("timestamp")) or received_at or EPOCH,
    )


def _change_of_system_message(message: Json) -> HandleChanged | None:
    system = part(message, "system")
    if text(system.get("type")) not in NUMBER_CHANGES:
        return None
    new_user_id = word(system.get("user_id"))
    old_user_id = word(system.get("previous_user_id")) or word(message.get("from_user_id"))
    return HandleChanged(
        phone=phone_of(message.get("from")) or phone_of(system.get("customer")),
        user_id=old_user_id if old_user_id != new_user_id else None,
        new_phone=phone_of(system.get("wa_id")) or phone_of(system.get("new_wa_id")),
        new_user_id=new_user_id,
    )


# --- what a message holds, by its type ----------------------------------------------------------------------------


def _content(message: Json) -> Read:
    reader = READERS.get(text(message.get("type")))
    return reader(message) if reader else {"detail": text(message.get("type"))}


def _text(message: Json) -> Read:
    return {"kind": Kind.TEXT, "text": text(part(message, "text").get("body"))}


def _media(kind: Kind) -> Callable[[Json], Read]:
    def read(message: Json) -> Read:
        file = part(message, kind.value)
        return {"kind": kind, "text": text(file.get("caption")), "media": _file(file)}

    return read


def _file(file: Json) -> Media | None:
    identity = word(file.get("id"))
    if identity is None:
        return None
    return Media(
        id=identity,
        mime_type=text(file.get("mime_type")),
        sha256=text(file.get("sha256")),
        filename=text(file.get("filename")),
        voice=file.get("voice") is True,
    )


def _location(message: Json) -> Read:
    spot = part(message, "location")
    latitude, longitude = number(spot.get("latitude")), number(spot.get("longitude"))
    name, address = text(spot.get("name")), text(spot.get("address"))
    place = None
    if latitude is not None and longitude is not None:
        place = Place(latitude, longitude, name, address)
    return {"kind": Kind.LOCATION, "text": name or address, "place": place}


def _contacts(message: Json) -> Read:
    cards = each(message, "contacts")
    names = (text(part(card, "name").get("formatted_name")) for card in cards)
    phones = (_shared_phone(phone) for card in cards for phone in each(card, "phones"))
    return {
        "kind": Kind.CONTACTS,
        "text": ", ".join(filter(None, names)),
        "shared_phones": tuple(dict.fromkeys(filter(None, phones))),
        "detail": text(message.get("origin")),
    }


def _shared_phone(phone: Json) -> str | None:
    # Without a leading + a number as people write it may lack its country, and be somebody else's with it.
    written = text(phone.get("phone"))
    digits = "".join(c for c in written if c.isascii() and c.isdigit())
    return (
        phone_of(phone.get("wa_id"))
        or phone_of(written)
        or (phone_of(digits) if written.startswith("+") else None)
    )


def _template_button(message: Json) -> Read:
    button = part(message, "button")
    return {"kind": Kind.CHOICE, "text": text(button.get("text")), "choice": word(button.get("payload"))}


def _interactive(message: Json) -> Read:
    answer = part(message, "interactive")
    kind = text(answer.get("type"))
    tapped = part(answer, kind)
    if kind in ("button_reply", "list_reply"):
        return {"kind": Kind.CHOICE, "text": text(tapped.get("title")), "choice": word(tapped.get("id"))}
    if kind == "nfm_reply":
        return {"kind": Kind.FLOW, "text": text(tapped.get("body")), "form": _form(tapped)}
    return {"detail": kind or "interactive"}


def _form(reply: Json) -> Json:
    try:
        form = msgspec.json.decode(text(reply.get("response_json")))
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return {}
    return form if isinstance(form, dict) else {}


def _reaction(message: Json) -> Read:
    reaction = part(message, "reaction")
    return {
        "kind": Kind.REACTION,
        "text": text(reaction.get("emoji")),
        "reply_to": word(reaction.get("message_id")),
    }


def _order(message: Json) -> Read:
    return {"kind": Kind.ORDER, "text": text(part(message, "order").get("text"))}


def _system(message: Json) -> Read:
    system = part(message, "system")
    return {"kind": Kind.SYSTEM, "text": text(system.get("body")), "detail": text(system.get("type"))}


def _unsupported(message: Json) -> Read:
    return {"kind": Kind.UNSUPPORTED, "detail": text(part(message, "unsupported").get("type"))}


def _edit(message: Json) -> Read:
    edit = part(message, "edit")
    now = part(edit, "message")
    # An edit of an edit is not a thing WhatsApp has; reading one level keeps a hostile payload from going round.
    content = {} if now.get("type") in ("edit", "revoke") else _content(now)
    return {**content, "kind": Kind.EDIT, "reply_to": word(edit.get("original_message_id"))}


def _revoke(message: Json) -> Read:
    return {"kind": Kind.REVOKE, "reply_to": word(part(message, "revoke").get("original_message_id"))}


READERS: dict[str, Callable[[Json], Read]] = {
    "text": _text,
    **{
        kind.value: _media(kind) for kind in (Kind.IMAGE, Kind.VIDEO, Kind.AUDIO, Kind.DOCUMENT, Kind.STICKER)
    },
    "location": _location,
    "contacts": _contacts,
    "button": _template_button,
    "interactive": _interactive,
    "reaction": _reaction,
    "order": _order,
    "system": _system,
    "unsupported": _unsupported,
    "edit": _edit,
    "revoke": _revoke,
}


def kept_piece(raw: bytes | str) -> Json:
    """The `raw` of an `Update`. Raises `BadPayload`."""
    try:
        piece = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadPayload(f"Not a kept update: {error}") from None
    if not isinstance(piece, dict):
        raise BadPayload("Not a kept update.")
    return piece


def _failure_code(message: Json) -> int | None:
    problem = first(message, "errors")
    code = errors.failure(problem).code if problem else None
    return code if isinstance(code, int) else None
