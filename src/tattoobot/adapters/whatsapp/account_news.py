"""Understands what Meta tells about the account and the number: restricted, disabled, of another quality.

https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/account_update
"""

from collections.abc import Mapping
from typing import Any

from tattoobot.adapters.whatsapp import errors
from tattoobot.adapters.whatsapp.fields import each, part, text, time_of
from tattoobot.adapters.whatsapp.reading import kept_piece
from tattoobot.domain.delivery import AccountNews, Failure, Reaction

FIELDS = frozenset(
    {
        "account_update",
        "account_alerts",
        "phone_number_quality_update",
        "business_capability_update",
        "errors",
    }
)

RESTRICTIONS = {
    "RESTRICTED_BIZ_INITIATED_MESSAGING": Failure(
        Reaction.STOP_OUTREACH, "WhatsApp does not let the studio begin conversations for now."
    ),
    "RESTRICTED_CUSTOMER_INITIATED_MESSAGING": Failure(
        Reaction.STOP_ACCOUNT, "WhatsApp does not let the studio answer clients for now."
    ),
}

TAKES_NOTHING = frozenset(
    {
        "RESTRICTED_ADD_PHONE_NUMBER_ACTION",
        "RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING",
        "RESTRICTED_BUSINESS_INITIATED_CALLING",
        "RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES",
        "RESTRICTED_USER_INITIATED_CALLING",
        "RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN",
        "RESTRICTED_UTILITY_TEMPLATES",
    }
)
"""Restrictions of what a front desk does not do. One that we do not know may be of what it does."""

RESTRICTED = "ACCOUNT_RESTRICTION"
GONE = frozenset(
    {
        "ACCOUNT_OFFBOARDED",
        "ACCOUNT_DELETED",
        "ACCOUNT_VIOLATION",
        "PARTNER_REMOVED",
        "PARTNER_APP_UNINSTALLED",
    }
)
SOUND_BAD = frozenset(
    {
        "BANNED",
        "BLOCKED",
        "DELETED",
        "DISABLED",
        "DISCONNECTED",
        "LOCKED",
        "OFFBOARDED",
        "REMOVED",
        "RESTRICTED",
        "RESTRICTION",
        "SUSPENDED",
        "UNINSTALLED",
        "VIOLATION",
    }
)
"""In the name of an event that Meta has not told us about yet."""
BACK = frozenset({"ACCOUNT_RECONNECTED", "PARTNER_ADDED", "PARTNER_APP_INSTALLED"})
DISABLED = "DISABLED_UPDATE"
"""Disabled, to be disabled, or not any more."""
REINSTATED = "REINSTATE"


def read_account_news(raw: bytes | str) -> AccountNews:
    """What it says in WhatsApp's word, and the restrictions in force with their end."""
    piece = kept_piece(raw)
    value = part(piece, "value")
    found = [
        (RESTRICTIONS[kind], time_of(item.get("expiration")))
        for item in each(value, "restriction_info")
        if (kind := text(item.get("restriction_type"))) in RESTRICTIONS
    ]
    reported = [errors.failure(item) for item in each(piece, "errors")]
    says = text(value.get("event")) or text(value.get("alert_type")) or text(piece.get("field"))
    return AccountNews(
        text(piece.get("field")),
        "; ".join([says, *(one.cause for one in reported)]),
        tuple(found),
        _cut_off(value),
    )


def _cut_off(value: Mapping[str, Any]) -> bool | None:
    event, ban = text(value.get("event")), text(part(value, "ban_info").get("waba_ban_state"))
    if ban or event == DISABLED:
        return ban != REINSTATED
    if event in BACK:
        return False
    if event == RESTRICTED:
        return _is_restricted(value) or None
    return True if event in GONE or not SOUND_BAD.isdisjoint(event.split("_")) else None


def _is_restricted(value: Mapping[str, Any]) -> bool:
    """What may not be added to the account, say a further number, takes nothing from us."""
    kinds = [text(item.get("restriction_type")) for item in each(value, "restriction_info")]
    return not kinds or not TAKES_NOTHING.issuperset(kinds)
