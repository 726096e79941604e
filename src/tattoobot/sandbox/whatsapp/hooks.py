"""What WhatsApp tells the product: envelopes with messages and statuses, shaped as Meta documents them.

https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
"""

from typing import Any

from tattoobot.sandbox.journal import Json
from tattoobot.sandbox.settings import SandboxSettings
from tattoobot.sandbox.world import Person


def envelope(settings: SandboxSettings, value: Json, field: str = "messages") -> Json:
    number = {
        "display_phone_number": settings.business_number.lstrip("+"),
        "phone_number_id": settings.whatsapp_phone_number_id,
    }
    change = {"field": field, "value": {"messaging_product": "whatsapp", "metadata": number, **value}}
    entry = {"id": settings.whatsapp_business_account_id, "changes": [change]}
    return {"object": "whatsapp_business_account", "entry": [entry]}


def contact(person: Person) -> Json:
    card: Json = {"profile": {"name": person.name}, "user_id": person.user_id}
    if person.shown_phone:
        card["wa_id"] = person.shown_phone
    return card


def messages(person: Person, sent: list[Json]) -> Json:
    """Messages of system type come without contacts, as Meta's do."""
    if all(message["type"] == "system" for message in sent):
        return {"messages": sent}
    return {"contacts": [contact(person)], "messages": sent}


def message(person: Person, message_id: str, at: int, content: Json) -> Json:
    start: Json = {"from": person.shown_phone} if person.shown_phone else {}
    return {**start, "from_user_id": person.user_id, "id": message_id, "timestamp": str(at), **content}


def status(person: Person | None, to: str, message_id: str, name: str, at: float, **more: Any) -> Json:
    told: Json = {"id": message_id, "status": name, "timestamp": str(int(at)), **more}
    if person is None:
        return {"statuses": [{**told, "recipient_id": to}]}
    if person.shown_phone:
        told["recipient_id"] = person.shown_phone
    told["recipient_user_id"] = person.user_id
    return {"contacts": [contact(person)], "statuses": [told]}
