"""What should happen outside once a decision is committed: plain data, kept in the outbox until it is done.

The outbox keeps an effect by the name of its class and of its fields: whoever renames one has rows to migrate.
"""

from dataclasses import dataclass
from typing import Final, get_args


@dataclass(frozen=True, slots=True)
class SendMessage:
    """Deliver one message of the transcript (its words are in the message's row)."""

    message_id: int


@dataclass(frozen=True, slots=True)
class MarkRead:
    """Show the client that their message was read, and that an answer is being typed."""

    provider_id: str


@dataclass(frozen=True, slots=True)
class FetchPhoto:
    """Download a client's picture before WhatsApp forgets where it is."""

    photo_id: int


@dataclass(frozen=True, slots=True)
class DeletePhoto:
    """Take a file from the shelf, unless somebody else sent the same."""

    file: str


@dataclass(frozen=True, slots=True)
class EraseClient:
    """Delete a client's data, once they have heard that it is done."""

    client_id: int


@dataclass(frozen=True, slots=True)
class NoteErasure:
    """Write down outside the database that a client was erased: no backup of before brings them back."""

    client_id: int


@dataclass(frozen=True, slots=True)
class OpenCheckout:
    """Open the payment page for a deposit."""

    deposit_id: int
    attempt_id: int | None = None
    """None, as versions of before put it: the page that the deposit names."""


@dataclass(frozen=True, slots=True)
class ExpireCheckout:
    """Close a payment page that must not be paid any more."""

    deposit_id: int
    attempt_id: int | None = None


@dataclass(frozen=True, slots=True)
class LookUpCheckout:
    """Ask how a payment page stands: its event may never come."""

    deposit_id: int
    attempt_id: int | None = None


@dataclass(frozen=True, slots=True)
class LookUpPayment:
    """Ask what became of a payment: refunded, disputed."""

    payment_intent: str


@dataclass(frozen=True, slots=True)
class TellOwner:
    """Tell the studio's owner at their own address what keeps the bot from being heard, or that it is over."""

    text: str
    cause: str
    since: str
    over: bool


@dataclass(frozen=True, slots=True)
class PushNotice:
    """Show a notice in the artist's browsers. `text` names nobody and says nothing that a client has said."""

    notice_id: int | None
    """The message to the artist that tells of the same; None where one with others tells of it later."""
    artist_id: int
    lead_id: int | None
    """None: it is about all who wait."""
    text: str


@dataclass(frozen=True, slots=True)
class GiveBack:
    """Have money go back that a person, or a second payment, has asked to go back."""

    refund_id: int


ThroughWhatsApp = SendMessage | MarkRead | FetchPhoto
"""They wait while sending is paused."""
ThroughStripe = OpenCheckout | ExpireCheckout | LookUpCheckout | LookUpPayment | GiveBack

Ours = DeletePhoto | EraseClient | NoteErasure

Effect = ThroughWhatsApp | ThroughStripe | Ours | TellOwner | PushNotice

EFFECTS: Final[dict[str, type[Effect]]] = {effect.__name__: effect for effect in get_args(Effect)}
