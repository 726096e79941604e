"""How each effect is delivered: outside any transaction, by the provider's client."""

from collections.abc import Awaitable, Callable
from typing import Any

from tattoobot.db.outbox import Delivery
from tattoobot.domain.effects import (
    DeletePhoto,
    EraseClient,
    ExpireCheckout,
    FetchPhoto,
    GiveBack,
    LookUpCheckout,
    LookUpPayment,
    MarkRead,
    NoteErasure,
    OpenCheckout,
    PushNotice,
    SendMessage,
    TellOwner,
)
from tattoobot.jobs.deliver.checkouts import expire_checkout, look_up_checkout, open_checkout
from tattoobot.jobs.deliver.delete_photo import delete_photo
from tattoobot.jobs.deliver.erase_client import erase_at_last
from tattoobot.jobs.deliver.fetch_photo import fetch_photo
from tattoobot.jobs.deliver.give_back import give_back
from tattoobot.jobs.deliver.look_up_payment import look_up_payment
from tattoobot.jobs.deliver.mark_read import mark_read
from tattoobot.jobs.deliver.note_erasure import note_erasure
from tattoobot.jobs.deliver.push_notice import push_notice
from tattoobot.jobs.deliver.send_message import send_message
from tattoobot.jobs.deliver.tell_owner import tell_owner
from tattoobot.jobs.tools import Answer, Tools

DELIVERED_BY: dict[type[object], Callable[[Tools, Delivery[Any]], Awaitable[Answer]]] = {
    SendMessage: send_message,
    TellOwner: tell_owner,
    PushNotice: push_notice,
    MarkRead: mark_read,
    FetchPhoto: fetch_photo,
    DeletePhoto: delete_photo,
    EraseClient: erase_at_last,
    NoteErasure: note_erasure,
    OpenCheckout: open_checkout,
    ExpireCheckout: expire_checkout,
    LookUpCheckout: look_up_checkout,
    LookUpPayment: look_up_payment,
    GiveBack: give_back,
}
