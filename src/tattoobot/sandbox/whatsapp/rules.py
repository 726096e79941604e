"""What WhatsApp accepts: shapes and limits of an outgoing message.

https://developers.facebook.com/documentation/business-messaging/whatsapp/messages
"""

from collections.abc import Callable, Iterable
from typing import Any

from tattoobot.sandbox.journal import Json

TITLES = {
    0: "AuthException",
    2: "Service temporarily unavailable",
    100: "Invalid parameter",
    190: "Access token has expired",
    130429: "Rate limit hit",
    131000: "Something went wrong",
    131008: "Required parameter is missing",
    131009: "Parameter value is not valid",
    131021: "Recipient cannot be sender",
    131026: "Message undeliverable",
    131047: "Re-engagement message",
    131051: "Unsupported message type",
    131053: "Media upload error",
    131056: "(Business Account, Consumer Account) pair rate limit hit",
    132000: "Number of parameters does not match the expected number of params",
    132001: "Template name does not exist in the translation",
    132012: "Parameter format does not match format in the created template",
}


class Refused(Exception):
    """Meta's answer to a call it does not accept: decide on the code, not on the HTTP status."""

    def __init__(self, code: int, details: str, http_status: int = 400, subcode: int | None = None) -> None:
        super().__init__(details)
        self.code = code
        self.details = details
        self.http_status = http_status
        self.subcode = subcode

    def answer(self) -> Json:
        title = TITLES.get(self.code, "An error occurred")
        error: Json = {"message": f"(#{self.code}) {title}", "type": "OAuthException", "code": self.code}
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        if self.code == 2:
            error["is_transient"] = True
        error["error_data"] = {"messaging_product": "whatsapp", "details": self.details}
        return {"error": {**error, "fbtrace_id": "ASandboxTraceIdXXXXXXXX"}}

    def as_status(self) -> Json:
        """The same, as it comes in a status when Meta notices later."""
        title = TITLES.get(self.code, "An error occurred")
        told = {"code": self.code, "title": title, "message": title, "error_data": {"details": self.details}}
        return {
            **told,
            "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
        }


ENVELOPE = {
    "messaging_product",
    "recipient_type",
    "to",
    "recipient",
    "type",
    "context",
    "biz_opaque_callback_data",
}
MEDIA = {"image", "video", "audio", "document", "sticker"}


def check(message: Json) -> None:
    """Refuse what Meta would refuse about the message alone, whoever it goes to."""
    product = _text(message, "messaging_product", "The parameter messaging_product is required.", code=100)
    if product != "whatsapp":
        raise Refused(100, 'Param messaging_product must be one of {"whatsapp"}')
    if not message.get("to") and not message.get("recipient"):
        raise Refused(100, "The parameter to is required.")
    for name in ("to", "recipient"):
        if name in message and not isinstance(message[name], str):
            raise Refused(100, f"Param {name} must be a string.")
    if message.get("recipient_type", "individual") != "individual":
        raise Refused(100, "Param recipient_type must be individual")
    kind = message.get("type", "text")
    if not isinstance(kind, str) or kind not in CHECKS:
        raise Refused(100, f"Param type must be one of {', '.join(sorted(CHECKS))}")
    known(message, ENVELOPE | {kind}, "the message")
    _check_context(message)
    if len(message.get("biz_opaque_callback_data", "")) > 512:
        raise Refused(131009, "biz_opaque_callback_data is longer than 512 characters")
    if not isinstance(message.get(kind), dict) and kind != "contacts":
        raise Refused(131008, f"The parameter {kind} is required for type {kind}.")
    CHECKS[kind](message[kind] if kind != "contacts" else {"cards": message.get("contacts")})


def known(found: Json, allowed: Iterable[str], where: str) -> None:
    for key in found:
        if key not in allowed:
            raise Refused(100, f'Unexpected key "{key}" on param "{where}".')


def _text(holder: Any, key: str, missing: str, limit: int | None = None, code: int = 131008) -> str:
    value = holder.get(key) if isinstance(holder, dict) else None
    if value is None or value == "":
        raise Refused(code, missing)
    if not isinstance(value, str):
        raise Refused(131009, f"{key} must be a string")
    if not value.strip():
        raise Refused(131009, f"{key} must not be blank")
    if limit is not None and len(value) > limit:
        raise Refused(
            131009, f"{key} length invalid. Min length: 1, Max length: {limit}; it has {len(value)}"
        )
    return value


def _check_context(message: Json) -> None:
    if "context" in message:
        _text(message["context"], "message_id", "context.message_id is required")


def _check_text(text: Json) -> None:
    known(text, {"body", "preview_url"}, "text")
    _text(text, "body", "The parameter text['body'] is required.", 4096, code=100)
    if not isinstance(text.get("preview_url", False), bool):
        raise Refused(131009, "preview_url must be true or false")


def _check_media(media: Json) -> None:
    known(media, {"id", "link", "caption", "filename", "provider", "voice"}, "media")
    if ("id" in media) == ("link" in media):
        raise Refused(131009, "Media needs either an id or a link")
    if "caption" in media:
        _text(media, "caption", "caption must not be empty", 1024, code=131009)


def _check_location(place: Json) -> None:
    known(place, {"latitude", "longitude", "name", "address"}, "location")
    for key in ("latitude", "longitude"):
        try:
            float(place[key])
        except (KeyError, TypeError, ValueError):
            raise Refused(131009, f"location.{key} must be a number") from None


def _check_reaction(reaction: Json) -> None:
    known(reaction, {"message_id", "emoji"}, "reaction")
    _text(reaction, "message_id", "reaction.message_id is required")
    if not isinstance(reaction.get("emoji"), str):
        raise Refused(131008, "reaction.emoji is required")


def _check_contacts(holder: Json) -> None:
    cards = holder["cards"]
    if not isinstance(cards, list) or not cards:
        raise Refused(131008, "The parameter contacts is required for type contacts.")
    for card in cards:
        _text(
            card.get("name") if isinstance(card, dict) else None,
            "formatted_name",
            "A contact needs a formatted_name",
        )


def _check_interactive(interactive: Json) -> None:
    known(interactive, {"type", "header", "body", "footer", "action"}, "interactive")
    kind = _text(interactive, "type", "interactive.type is required")
    if kind not in INTERACTIVE:
        raise Refused(131009, f"interactive.type must be one of {', '.join(sorted(INTERACTIVE))}")
    body_limit = 4096 if kind == "list" else 1024
    _text(interactive.get("body"), "text", "interactive.body.text is required", body_limit)
    if "footer" in interactive:
        _text(interactive["footer"], "text", "interactive.footer.text is required", 60)
    _check_header(interactive.get("header"), kind)
    action = interactive.get("action")
    if not isinstance(action, dict):
        raise Refused(131008, "interactive.action is required")
    INTERACTIVE[kind](action)


def _check_header(header: Any, kind: str) -> None:
    if header is None:
        return
    header_type = _text(header, "type", "interactive.header.type is required")
    if header_type == "text":
        _text(header, "text", "interactive.header.text is required", 60)
    elif kind == "list":
        raise Refused(131009, "The header of a list must be text")
    elif header_type not in {"image", "video", "document"} or not isinstance(header.get(header_type), dict):
        raise Refused(131009, "interactive.header.type is not valid")
    else:
        _check_media(header[header_type])
        if "caption" in header[header_type]:
            raise Refused(131009, "The picture of a header has no caption")


def _check_reply_buttons(action: Json) -> None:
    known(action, {"buttons"}, "action")
    buttons = _list(action, "buttons", 1, 3)
    replies: list[Json] = []
    for button in buttons:
        if (
            not isinstance(button, dict)
            or button.get("type") != "reply"
            or not isinstance(button.get("reply"), dict)
        ):
            raise Refused(131009, 'Each button needs type "reply" and a reply')
        known(button["reply"], {"id", "title"}, "reply")
        _text(button["reply"], "id", "reply.id is required", 256)
        _text(button["reply"], "title", "reply.title is required", 20)
        replies.append(button["reply"])
    _distinct([reply["id"] for reply in replies], "button ids")
    _distinct([reply["title"] for reply in replies], "button titles")


def _check_list_action(action: Json) -> None:
    known(action, {"button", "sections"}, "action")
    _text(action, "button", "action.button is required", 20)
    sections = _list(action, "sections", 1, 10)
    rows = [row for section in sections for row in _section_rows(section, alone=len(sections) == 1)]
    if len(rows) > 10:
        raise Refused(131009, f"Total row count exceed max allowed count: 10; there are {len(rows)}")
    _distinct([row["id"] for row in rows], "row ids")


def _section_rows(section: Any, alone: bool) -> list[Json]:
    if not isinstance(section, dict):
        raise Refused(131009, "A section must be an object")
    known(section, {"title", "rows"}, "section")
    if section.get("title") or not alone:
        _text(section, "title", "section.title is required with more than one section", 24)
    rows: list[Json] = _list(section, "rows", 1, 10)
    for row in rows:
        known(row if isinstance(row, dict) else {"": 0}, {"id", "title", "description"}, "row")
        _text(row, "id", "row.id is required", 200)
        _text(row, "title", "row.title is required", 24)
        if row.get("description"):
            _text(row, "description", "row.description is empty", 72)
    return rows


def _check_cta_url(action: Json) -> None:
    if action.get("name") != "cta_url":
        raise Refused(131009, 'action.name must be "cta_url"')
    parameters = action.get("parameters")
    _text(parameters, "display_text", "parameters.display_text is required", 20)
    url = _text(parameters, "url", "parameters.url is required", 2000)
    if not url.startswith(("http://", "https://")):
        raise Refused(131009, "parameters.url is not a valid URL")


def _check_named_action(action: Json) -> None:
    _text(action, "name", "action.name is required")


def _check_template(template: Json) -> None:
    known(template, {"name", "language", "components", "namespace"}, "template")
    _text(template, "name", "The parameter template['name'] is required.", 512)
    _text(template.get("language"), "code", "The parameter template['language']['code'] is required.")
    components = template.get("components", [])
    if not isinstance(components, list):
        raise Refused(131009, "template.components must be a list")
    for component in components:
        if not isinstance(component, dict) or component.get("type") not in {
            "header",
            "body",
            "button",
            "footer",
        }:
            raise Refused(131009, "template.components[].type must be header, body or button")


def _list(holder: Json, key: str, least: int, most: int) -> list[Any]:
    value = holder.get(key)
    if not isinstance(value, list) or len(value) < least:
        raise Refused(131008, f"action.{key} needs at least {least}")
    if len(value) > most:
        raise Refused(131009, f"Invalid {key} count. Min allowed {key}: {least}, Max allowed {key}: {most}")
    return value


def _distinct(values: list[Any], what: str) -> None:
    if len(set(values)) != len(values):
        raise Refused(131009, f"Duplicated {what}")


INTERACTIVE: dict[str, Callable[[Json], None]] = {
    "button": _check_reply_buttons,
    "list": _check_list_action,
    "cta_url": _check_cta_url,
    "location_request_message": _check_named_action,
    "request_contact_info": _check_named_action,
    "flow": _check_named_action,
}
CHECKS: dict[str, Callable[[Json], None]] = {
    "text": _check_text,
    **dict.fromkeys(MEDIA, _check_media),
    "location": _check_location,
    "reaction": _check_reaction,
    "contacts": _check_contacts,
    "interactive": _check_interactive,
    "template": _check_template,
}
