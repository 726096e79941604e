"""Builds the bodies of the requests that send messages, and refuses what WhatsApp would refuse.

https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
"""

import re
from collections.abc import Iterator
from typing import Any

from tattoobot.domain.messages import (
    BODY_LIMIT,
    BUTTON_LIMIT,
    BUTTON_TITLE_LIMIT,
    LINK_LABEL_LIMIT,
    MENU_ROW_LIMIT,
    ROW_DESCRIPTION_LIMIT,
    ROW_TITLE_LIMIT,
    TEXT_LIMIT,
    Buttons,
    Choice,
    LinkButton,
    Menu,
    Outgoing,
    Recipient,
    Template,
    Text,
)

Json = dict[str, Any]

FOOTER_LIMIT = 60
BUTTON_ID_LIMIT = 256
ROW_ID_LIMIT = 200
URL_LIMIT = 2000
REFERENCE_LIMIT = 512
PARAMETER_LIMIT = 1024

_URL = re.compile(r"https?://[^\s/]+\S*")
_TEMPLATE_NAME = re.compile(r"[a-z0-9_]{1,512}", re.ASCII)
_UNSENDABLE = re.compile("[\ud800-\udfff\0]")
_DIGITS = re.compile(r"[0-9]{5,20}", re.ASCII)


class NotSendable(ValueError):
    """WhatsApp would refuse this message; `violations` says why, one sentence each."""

    def __init__(self, violations: list[str]) -> None:
        super().__init__(" ".join(violations))
        self.violations = violations


class TooLong(NotSendable):
    """A text of the message is longer than WhatsApp allows."""


def message_body(to: Recipient, message: Outgoing, reference: str) -> Json:
    """The JSON that sends this message; `reference` comes back in every status of it.

    The phone wins over the user id: WhatsApp prefers it too, and so keeps the number visible to us.
    """
    problems = [*_recipient_problems(to), *_reference_problems(reference), *_problems(message)]
    if problems:
        error = TooLong if all(too_long for too_long, _ in problems) else NotSendable
        raise error([sentence for _, sentence in problems])
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        **({"to": to.phone} if to.phone else {"recipient": to.user_id}),
        "biz_opaque_callback_data": reference,
        **_content(message),
    }


def fits(message: Outgoing) -> list[str]:
    """What WhatsApp would refuse about this message, as sentences; empty when it can be sent."""
    return [sentence for _, sentence in _problems(message)]


def read_body(message_id: str, *, typing: bool) -> Json:
    """Marks a message, and all before it, as read; and shows "typing…" for up to 25 seconds."""
    body: Json = {"messaging_product": "whatsapp", "status": "read", "message_id": message_id}
    return {**body, "typing_indicator": {"type": "text"}} if typing else body


# --- bodies -------------------------------------------------------------------------------------------------------


def _content(message: Outgoing) -> Json:
    match message:
        case Text(body):
            # A preview would have WhatsApp's servers open links that act for the client.
            return {"type": "text", "text": {"body": body, "preview_url": False}}
        case Template():
            return {"type": "template", "template": _template(message)}
        case Buttons(body, choices, footer):
            buttons = [{"type": "reply", "reply": {"id": each.id, "title": each.title}} for each in choices]
            return _interactive("button", body, footer, {"buttons": buttons})
        case Menu(body, button, choices, footer):
            rows = [_row(choice) for choice in choices]
            return _interactive("list", body, footer, {"button": button, "sections": [{"rows": rows}]})
        case LinkButton(body, label, url, footer, picture):
            action = {"name": "cta_url", "parameters": {"display_text": label, "url": url}}
            return _interactive("cta_url", body, footer, action, picture)


def _interactive(kind: str, body: str, footer: str, action: Json, picture: str = "") -> Json:
    interactive: Json = {"type": kind, "body": {"text": body}}
    if picture:
        interactive["header"] = {"type": "image", "image": {"link": picture}}
    if footer:
        interactive["footer"] = {"text": footer}
    return {"type": "interactive", "interactive": {**interactive, "action": action}}


def _row(choice: Choice) -> Json:
    row = {"id": choice.id, "title": choice.title}
    return {**row, "description": choice.description} if choice.description else row


def _template(template: Template) -> Json:
    parameters = [
        {"type": "text", "parameter_name": name, "text": _one_line(value)}
        for name, value in template.parameters.items()
        if name != template.button
    ]
    components: list[Json] = [{"type": "body", "parameters": parameters}] if parameters else []
    if template.button:
        # The address but for its end was handed in with the template.
        end = template.parameters[template.button].rpartition("/")[2]
        components.append(
            {"type": "button", "sub_type": "url", "index": "0", "parameters": [{"type": "text", "text": end}]}
        )
    components += [
        {
            "type": "button",
            "sub_type": "quick_reply",
            "index": str(index),
            "parameters": [{"type": "payload", "payload": reply}],
        }
        for index, reply in enumerate(template.replies)
    ]
    return {"name": template.name, "language": {"code": template.language}, "components": components}


def _one_line(value: str) -> str:
    """Template parameters may hold no line breaks, tabs or runs of spaces (error 132018)."""
    return " ".join(value.split())


# --- limits -------------------------------------------------------------------------------------------------------

Problem = tuple[bool, str]
"""Whether it is only too long, and the sentence."""


def _problems(message: Outgoing) -> Iterator[Problem]:
    match message:
        case Text(body):
            yield from _check("The text", body, TEXT_LIMIT)
        case Buttons(body, choices, footer):
            yield from _check("The text", body, BODY_LIMIT)
            yield from _check("The footer", footer, FOOTER_LIMIT, may_be_empty=True)
            yield from _check_choices("button", choices, BUTTON_LIMIT, BUTTON_TITLE_LIMIT, BUTTON_ID_LIMIT)
        case Menu(body, button, choices, footer):
            yield from _check("The text", body, TEXT_LIMIT)
            yield from _check("The footer", footer, FOOTER_LIMIT, may_be_empty=True)
            yield from _check("The menu's button", button, BUTTON_TITLE_LIMIT)
            yield from _check_choices("row", choices, MENU_ROW_LIMIT, ROW_TITLE_LIMIT, ROW_ID_LIMIT)
            for choice in choices:
                if choice.description:
                    yield from _check(
                        "The description of", choice.description, ROW_DESCRIPTION_LIMIT, of=choice.title
                    )
        case LinkButton(body, label, url, footer, _):
            yield from _check("The text", body, BODY_LIMIT)
            yield from _check("The footer", footer, FOOTER_LIMIT, may_be_empty=True)
            yield from _check("The link's label", label, LINK_LABEL_LIMIT)
            yield from _check("The link", url, URL_LIMIT)
            if not _URL.fullmatch(url):
                yield False, f"{url[:80]!r} is not a web address."
        case Template():
            yield from _check_template(message)


def _check(
    what: str, value: str, limit: int, *, of: str | None = None, may_be_empty: bool = False
) -> Iterator[Problem]:
    """Put in words whose it is only where there is a problem: nearly always there is none."""
    unsendable = "\0" in value or (not value.isascii() and _UNSENDABLE.search(value))
    if len(value) <= limit and value and not value.isspace() and not unsendable:
        return
    if of is not None:
        what = f"{what} {of!r}"
    if len(value) > limit:
        yield True, f"{what} has {len(value)} characters; WhatsApp allows {limit}."
    if not value.strip() and not (may_be_empty and not value):
        yield False, f"{what} is empty."
    if unsendable:
        yield False, f"{what} holds characters that cannot be sent."


def _check_choices(
    what: str, choices: tuple[Choice, ...], most: int, title_limit: int, id_limit: int
) -> Iterator[Problem]:
    if not 1 <= len(choices) <= most:
        yield False, f"There are {len(choices)} {what}s; WhatsApp wants 1 to {most}."
    if len({choice.id for choice in choices}) < len(choices):
        yield False, f"Two {what}s have the same id."
    if what == "button" and len({choice.title for choice in choices}) < len(choices):
        yield False, "Two buttons have the same title."
    for choice in choices:
        yield from _check(f"The {what} title", choice.title, title_limit, of=choice.title)
        yield from _check(f"The id of {what}", choice.id, id_limit, of=choice.title)


def _check_template(template: Template) -> Iterator[Problem]:
    if not _TEMPLATE_NAME.fullmatch(template.name):
        yield (
            False,
            f"{template.name[:80]!r} is no name for a template: lower-case letters, digits and _ only.",
        )
    if not template.language.strip():
        yield False, "The template's language is empty."
    for name, value in template.parameters.items():
        yield from _check(f"The template's {name!r}", value, PARAMETER_LIMIT)


def _recipient_problems(to: Recipient) -> Iterator[Problem]:
    if to.phone and not _DIGITS.fullmatch(to.phone):
        yield False, f"{to.phone[:30]!r} is not a phone number in digits."
    if not to.phone and not (to.user_id or "").strip():
        yield False, "There is neither a phone number nor a user id to send to."


def _reference_problems(reference: str) -> Iterator[Problem]:
    yield from _check("The reference", reference, REFERENCE_LIMIT)
