"""WhatsApp's error codes: what to do about each, and what it means in plain words.

They come as the answer to a call and, later, inside a `failed` status. The code decides, never the HTTP status or
the title. https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
"""

from typing import Any

from tattoobot.domain.delivery import Failure, Reaction

Entry = tuple[Reaction, str]

_TOKEN: Entry = (Reaction.STOP_ACCOUNT, "The WhatsApp access token is no longer valid: make a new one.")
_PERMISSION: Entry = (Reaction.STOP_ACCOUNT, "The access token lacks a permission for this WhatsApp account.")
_TROUBLE: Entry = (Reaction.RETRY, "WhatsApp has a temporary problem.")
_CALL_LIMIT: Entry = (Reaction.SLOW_NUMBER, "Too many calls to WhatsApp in a short time.")
_BAD_REQUEST: Entry = (Reaction.REFUSED, "WhatsApp does not accept the request as we built it.")
_REGISTRATION: Entry = (
    Reaction.STOP_ACCOUNT,
    "The studio's number is not properly registered: repeat its set-up in WhatsApp Manager.",
)
_BILLING: Entry = (
    Reaction.STOP_ACCOUNT,
    "WhatsApp cannot charge the studio's account: check the payment method, nothing is being sent.",
)
_TEMPLATE_BUG: Entry = (Reaction.REFUSED, "The template was filled in with the wrong parameters.")
_TEMPLATE_DRAFT: Entry = (Reaction.REFUSED, "WhatsApp does not accept the template as it is written.")

ERRORS: dict[int, Entry] = {
    # token, permissions
    0: _TOKEN,
    102: _TOKEN,
    190: _TOKEN,
    3: _PERMISSION,
    10: _PERMISSION,
    **dict.fromkeys(range(200, 300), _PERMISSION),
    131005: _PERMISSION,
    33: (Reaction.STOP_ACCOUNT, "The studio's WhatsApp number no longer exists in the Meta account."),
    # temporary
    1: _TROUBLE,
    2: _TROUBLE,
    131000: _TROUBLE,
    131016: _TROUBLE,
    133004: _TROUBLE,
    131057: (Reaction.RETRY, "WhatsApp is maintaining the studio's account for a minute."),
    2494100: (Reaction.RETRY, "WhatsApp is maintaining the studio's number for a minute."),
    133015: (Reaction.RETRY, "The number was deleted a moment ago; WhatsApp wants five minutes."),
    # too fast
    4: _CALL_LIMIT,
    17: _CALL_LIMIT,
    32: _CALL_LIMIT,
    613: _CALL_LIMIT,
    80007: _CALL_LIMIT,
    80008: _CALL_LIMIT,
    130429: (Reaction.SLOW_NUMBER, "The studio's number sends faster than WhatsApp allows."),
    131056: (Reaction.SLOW_CONTACT, "Too many messages to this one contact in a short time."),
    # this contact
    131047: (
        Reaction.WINDOW_CLOSED,
        "More than 24 hours since the client wrote: only a template may be sent.",
    ),
    131026: (
        Reaction.UNDELIVERABLE,
        "The message cannot reach this contact: not on WhatsApp, an old app, or the studio is blocked.",
    ),
    130497: (Reaction.UNDELIVERABLE, "WhatsApp does not let the studio write to the contact's country."),
    131049: (
        Reaction.DROP,
        "WhatsApp kept the message back to spare the client; trying again does not help.",
    ),
    130472: (Reaction.DROP, "The client is in one of WhatsApp's experiments and gets no marketing."),
    131050: (Reaction.OPTED_OUT_MARKETING, "The client has stopped marketing messages from the studio."),
    131030: (
        Reaction.REFUSED,
        "A test number may only write to the five numbers on its list: add this one there.",
    ),
    131021: (Reaction.REFUSED, "The message was addressed to the studio's own number."),
    131062: (Reaction.REFUSED, "This kind of message needs the contact's phone number."),
    137000: (Reaction.REFUSED, "The contact's identity has changed since it was last confirmed."),
    # the account
    131048: (
        Reaction.STOP_OUTREACH,
        "Too many people blocked or reported the studio: WhatsApp limits what its number may send.",
    ),
    131064: (
        Reaction.STOP_OUTREACH,
        "WhatsApp limits the account because templates were in the wrong category.",
    ),
    368: (Reaction.STOP_ACCOUNT, "WhatsApp has blocked the studio's account for a policy violation: appeal."),
    131031: (
        Reaction.STOP_ACCOUNT,
        "WhatsApp has locked the studio's account: see Account Quality and appeal.",
    ),
    131042: _BILLING,
    131044: _BILLING,
    131037: (Reaction.STOP_ACCOUNT, "The number's display name is not approved yet."),
    131045: _REGISTRATION,
    133000: _REGISTRATION,
    133005: (Reaction.STOP_ACCOUNT, "The two-step PIN of the studio's number is wrong."),
    133006: _REGISTRATION,
    133008: (Reaction.STOP_ACCOUNT, "Too many wrong PINs for the studio's number: wait, then try again."),
    133009: (Reaction.STOP_ACCOUNT, "The PIN was entered too quickly: wait, then try again."),
    133010: _REGISTRATION,
    133016: (
        Reaction.STOP_ACCOUNT,
        "Too many attempts to register the studio's number: wait for some hours.",
    ),
    # templates
    132001: (
        Reaction.TEMPLATE_UNAVAILABLE,
        "The template does not exist in this language or is not approved.",
    ),
    132005: (Reaction.TEMPLATE_UNAVAILABLE, "The template's text is too long once it is filled in."),
    132007: (Reaction.TEMPLATE_UNAVAILABLE, "The template's text violates a WhatsApp policy."),
    132015: (Reaction.TEMPLATE_UNAVAILABLE, "The template is paused because clients disliked it."),
    132016: (Reaction.TEMPLATE_UNAVAILABLE, "The template is disabled for good because clients disliked it."),
    131063: (Reaction.TEMPLATE_UNAVAILABLE, "Marketing templates are switched off for this account."),
    132000: _TEMPLATE_BUG,
    132008: _TEMPLATE_BUG,
    132012: _TEMPLATE_BUG,
    132018: _TEMPLATE_BUG,
    132068: (Reaction.REFUSED, "The WhatsApp Flow is blocked: ask in the chat instead."),
    132069: (Reaction.REFUSED, "The WhatsApp Flow is throttled to ten an hour: ask in the chat instead."),
    2388019: (Reaction.REFUSED, "The account has as many templates as it may have."),
    2388040: _TEMPLATE_DRAFT,
    2388047: _TEMPLATE_DRAFT,
    2388073: _TEMPLATE_DRAFT,
    2388293: (Reaction.REFUSED, "The template has too many variables for its length."),
    2388299: (Reaction.REFUSED, "A template may not begin or end with a variable."),
    # the request, files
    100: _BAD_REQUEST,
    131008: _BAD_REQUEST,
    131009: _BAD_REQUEST,
    131051: (Reaction.REFUSED, "WhatsApp does not support this kind of message."),
    131055: _BAD_REQUEST,
    135000: _BAD_REQUEST,
    131052: (
        Reaction.MEDIA_UNREADABLE,
        "WhatsApp could not fetch the client's file: ask for it again, smaller.",
    ),
    131053: (Reaction.REFUSED, "WhatsApp does not accept our file: check its kind and size."),
}
_UNKNOWN_NUMBER: Entry = (
    Reaction.STOP_ACCOUNT,
    "WhatsApp does not know this number, or the access token may not use it: check both in the settings.",
)
UNKNOWN_CODE = "WhatsApp refused it with a code that we do not know."
_OTHER_REGISTRATION = range(133000, 133017)

USUAL_WAIT = {
    131057: 120.0,
    2494100: 120.0,
    133015: 300.0,
    130429: 10.0,
    **dict.fromkeys((4, 80007, 80008), 300.0),
}
"""Seconds after which it usually works again. For 131056 it is 4^n and depends on the caller's count."""


def failure(error: Any, *, http_status: int | None = None, retry_after: float | None = None) -> Failure:
    """Judge one error object, of an answer or of a status; a code we do not know is judged by the HTTP status."""
    error = error if isinstance(error, dict) else {}
    code = _code(error.get("code"))
    reaction, cause = _judged(code, error, http_status)
    return Failure(
        reaction=reaction,
        cause=cause,
        code=code,
        title=_text(error.get("title")) or _text(error.get("message")),
        details=_details(error),
        retry_after=USUAL_WAIT.get(code) if retry_after is None and code is not None else retry_after,
    )


def _judged(code: int | None, error: dict[str, Any], http_status: int | None) -> Entry:
    # Graph's way of saying "no such id, or not yours" is a bad-request code with this subcode.
    if code == 100 and _code(error.get("error_subcode")) == 33:
        return _UNKNOWN_NUMBER
    if code in ERRORS:
        return ERRORS[code]
    if code in _OTHER_REGISTRATION:
        return _REGISTRATION
    if error.get("is_transient") is True or (http_status or 0) >= 500:
        return _TROUBLE
    if http_status == 429:
        return _CALL_LIMIT
    if http_status in (401, 403):
        return _PERMISSION
    return (Reaction.REFUSED, UNKNOWN_CODE)


def _code(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return (
        int(value)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10
        else None
    )


def _details(error: dict[str, Any]) -> str:
    data = error.get("error_data")
    return _text(data.get("details") if isinstance(data, dict) else data) or _text(
        error.get("error_user_msg")
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
