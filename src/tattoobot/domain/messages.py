"""What is said in a chat: the shapes that WhatsApp offers for sending, and one received message.

Limits are WhatsApp's (Cloud API, "Messages"): they are kept here, in one place, for everybody who builds a message.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from tattoobot.domain.advert import Advert
from tattoobot.domain.delivery import Failure

TEXT_LIMIT = 4096
BODY_LIMIT = 1024
"""Body of a message with buttons or a link; a menu may use `TEXT_LIMIT`."""
BUTTON_LIMIT = 3
BUTTON_TITLE_LIMIT = 20
MENU_ROW_LIMIT = 10
ROW_TITLE_LIMIT = 24
ROW_DESCRIPTION_LIMIT = 72
LINK_LABEL_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom to send to: a phone number (digits only) or a business-scoped user id, at least one.

    WhatsApp prefers the phone where both are known, and so keeps it visible to us.
    """

    phone: str | None = None
    user_id: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One button or one row of a menu; `id` comes back when it is tapped."""

    id: str
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    body: str


@dataclass(frozen=True, slots=True)
class Buttons:
    """A text with up to three reply buttons."""

    body: str
    choices: tuple[Choice, ...]
    footer: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """A text with a button that opens a list of up to ten rows."""

    body: str
    button: str
    choices: tuple[Choice, ...]
    footer: str = ""


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A text with one button that opens a URL."""

    body: str
    label: str
    url: str
    footer: str = ""
    picture: str = ""
    """The address of a JPEG or PNG that stands above it. WhatsApp fetches it, after it has accepted the message."""


@dataclass(frozen=True, slots=True)
class Template:
    """An approved template: all that may be sent outside the service window. Parameters are named."""

    name: str
    language: str
    parameters: dict[str, str] = field(default_factory=dict)
    button: str = ""
    """The parameter whose link stands behind the template's one button; the others stand in its text."""
    replies: tuple[str, ...] = ()
    """Of its buttons to answer with, what comes back when one is tapped."""


Outgoing = Text | Buttons | Menu | LinkButton | Template


class Kind(StrEnum):
    """What a client sent. Whatever WhatsApp adds later is `OTHER`, kept raw."""

    TEXT = "text"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACTS = "contacts"
    CHOICE = "choice"
    """A tapped reply button, menu row or template button."""
    FLOW = "flow"
    REACTION = "reaction"
    ORDER = "order"
    SYSTEM = "system"
    UNSUPPORTED = "unsupported"
    EDIT = "edit"
    REVOKE = "revoke"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Media:
    """A file on WhatsApp's side. Its id works for seven days, a URL got from it for five minutes."""

    id: str
    mime_type: str = ""
    sha256: str = ""
    filename: str = ""
    voice: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A location the client shared."""

    latitude: float
    longitude: float
    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message from a client, as WhatsApp delivered it."""

    provider_id: str
    phone: str | None
    user_id: str | None
    name: str
    at: datetime
    """When the client sent it (WhatsApp's timestamp, UTC), not when it reached us."""
    kind: Kind
    text: str = ""
    """The words: text, caption, title of the tapped choice, place name, emoji of a reaction ("" takes it back)."""
    choice: str | None = None
    """The id of the tapped button or row."""
    media: Media | None = None
    reply_to: str | None = None
    """The message it answers, reacts to, edits or deletes."""
    parent_user_id: str | None = None
    place: Place | None = None
    shared_phones: tuple[str, ...] = ()
    """Numbers in the contact cards that were sent: somebody's. They never tell who the sender is."""
    form: dict[str, Any] = field(default_factory=dict)
    """What was filled in, when it is a Flow's answer."""
    detail: str = ""
    """What kind of `SYSTEM` message, or what was `UNSUPPORTED`, in WhatsApp's word."""
    group_id: str | None = None
    """Set when it was said in a group, where the studio is only one of those who read it."""
    forwarded: bool = False
    advert: Advert | None = None
    """What the client came through, an advertisement or a post: three days in which every message is free."""
    failure_code: int | None = None
    """WhatsApp's error code when it could not pass on the message itself: 131052 is a file it could not fetch."""


@dataclass(frozen=True, slots=True)
class Original:
    """A client's message that they have changed or deleted, as it read until then."""

    client_id: int
    lead_id: int | None
    text: str
    beside: str = ""
    """What else they have written about that lead."""
    last_picture: bool = False
    """The lead has no picture but the one that came with it."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What WhatsApp reports about a message that we sent (a `statuses` entry)."""

    provider_id: str
    status: str
    """`sent`, `delivered`, `read`, `played` or `failed`; anything newer is kept as it is."""
    at: datetime
    reference: str | None = None
    """Our mark and id (`biz_opaque_callback_data`): settles a send whose HTTP answer was lost."""
    phone: str | None = None
    user_id: str | None = None
    error_code: int | None = None
    error_text: str = ""
    pricing_type: str | None = None
    pricing_category: str | None = None
    failure: Failure | None = None
    """Set with `failed`: what to do about it and why, in plain words."""


@dataclass(frozen=True, slots=True)
class HandleChanged:
    """A client has a new number or a new business-scoped user id."""

    phone: str | None = None
    user_id: str | None = None
    new_phone: str | None = None
    new_user_id: str | None = None


@dataclass(frozen=True, slots=True)
class MarketingPreference:
    """WhatsApp's own switch for marketing messages."""

    phone: str | None
    user_id: str | None
    stop: bool
    at: datetime
