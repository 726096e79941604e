"""Cuts the body of a WhatsApp webhook into single updates.

One POST may carry a thousand updates of several kinds. Each becomes a self-contained piece with an id that is the
same every time WhatsApp delivers it. Nothing is refused because a field is missing, new or of the wrong type: what
is not understood is kept whole, as "other". Only what somebody writes of a payment card is never kept.
https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components
"""

import hashlib
import json
import math
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from tattoobot.adapters.failures import BadPayload
from tattoobot.adapters.whatsapp import card_data
from tattoobot.adapters.whatsapp.fields import Handles, Json, each, word

ID_LIMIT = 255
"""Ids longer than this are replaced by a hash: they are looked up in an index."""
DEPTH_LIMIT = 60
"""Far deeper than any documented payload. What lies below is cut off: readers and PostgreSQL have limited stacks."""
DIGITS_LIMIT = 40
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Stands for what PostgreSQL keeps in no text: NUL characters and lone halves of surrogate pairs."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_NUL_ESCAPE = rb"\u0000"
_encode = msgspec.json.Encoder().encode
_encode_sorted = msgspec.json.Encoder(order="deterministic").encode
_decode = msgspec.json.Decoder().decode


FOR_ANOTHER = "for_another"

LONE = ""
Contacts = dict[str | None, Json]


class Update(msgspec.Struct, frozen=True, gc=False):
    """One update out of a batch, ready to be kept.

    `raw` is a JSON object with "field", "entry", "metadata", "contacts" (at most the one that belongs to it) and
    one of "message", "status", "echo", "errors", "value".
    """

    kind: str
    """message, status, echo, errors, other, for_another; or the webhook's field, when it carries something else."""
    external_id: str
    raw: bytes


class Ours(NamedTuple):
    """Whom updates may be for. Several numbers can share one Meta app, and all their news comes to one address."""

    phone_number_id: str = ""
    account_id: str = ""

    def is_for_another(self, change: Any, origin: Json) -> bool:
        """Whether it names another number; where it is no news of a number, another account. Empty: not known."""
        value = change.get("value") if isinstance(change, dict) else None
        metadata = value.get("metadata") if isinstance(value, dict) else None
        number = word(metadata.get("phone_number_id")) if isinstance(metadata, dict) else None
        if number is not None:
            return bool(self.phone_number_id) and number != self.phone_number_id
        field, account = (change.get("field") if isinstance(change, dict) else None), word(origin.get("id"))
        of_account = isinstance(field, str) and field not in PARTS
        return of_account and bool(self.account_id and account) and account != self.account_id


ANYBODY = Ours()


class Part(NamedTuple):
    """A list inside a change's value: what its items are, and where they name the client."""

    kind: str
    handles: Handles
    identify: Callable[[Json], str | None] = lambda _: None


def updates(body: bytes, ours: Ours = ANYBODY) -> list[Update]:
    """All updates of a webhook, in the order given; raises `BadPayload` when it is not a JSON object.

    What is for another number or account is of the kind `FOR_ANOTHER`, whatever it holds: kept, and no more.
    """
    payload = _decoded(body)
    if not isinstance(payload, dict):
        raise BadPayload("A webhook's body is a JSON object.")
    card_data.take_out(payload, codes=card_data.may_name_a_code(body))
    entries = payload.get("entry")
    if not isinstance(entries, list):
        return [_whole("other", {"value": payload})]
    return [update for entry in entries for update in _cut_entry(entry, ours)]


def _cut_entry(entry: Any, ours: Ours) -> list[Update]:
    changes = entry.get("changes") if isinstance(entry, dict) else None
    if not isinstance(changes, list):
        return [_whole("other", {"value": entry})]
    origin = {key: entry[key] for key in ("id", "time") if key in entry}
    found: list[Update] = []
    for change in changes:
        cut = _cut_change(change, origin)
        if ours.is_for_another(change, origin):
            cut = [msgspec.structs.replace(update, kind=FOR_ANOTHER) for update in cut]
        found += cut
    return found


def _cut_change(change: Any, origin: Json) -> list[Update]:
    field = change.get("field") if isinstance(change, dict) else None
    value = change.get("value") if isinstance(change, dict) else None
    if not isinstance(field, str) or not isinstance(value, dict):
        return [_whole("other", {"entry": origin, "value": change})]
    frame = {"field": field, "entry": origin, "metadata": value.get("metadata")}
    parts = PARTS.get(field)
    if parts is None:
        return [_whole(_field_kind(field), {**frame, "value": value})]
    contacts = _contacts_by_handle(value, parts)
    found: list[Update] = []
    for key, part in parts.items():
        if key in value:
            found += _cut_part(value, key, part, contacts, frame)
    return found or [_whole("other", {**frame, "value": value})]


def _cut_part(value: Json, key: str, part: Part, contacts: Contacts, frame: Json) -> list[Update]:
    items = value[key]
    if part is ERRORS:
        # They have no id, and the same error may come again tomorrow: what came with it tells them apart.
        return [_whole("errors", {**frame, "errors": items}, told_apart_by={**frame, "value": value})]
    if not isinstance(items, list):
        return [_whole("other", {**frame, "value": {key: items}})]
    return [_cut_item(item, key, part, contacts, frame) for item in items]


def _cut_item(item: Any, key: str, part: Part, contacts: Contacts, frame: Json) -> Update:
    if not isinstance(item, dict):
        return _whole("other", {**frame, "value": {key: [item]}})
    named = word(item.get(part.handles.user_id)), word(item.get(part.handles.phone))
    contact = contacts.get(named[0]) or contacts.get(named[1]) or contacts.get(LONE)
    piece = {**frame, "contacts": [] if contact is None else [contact]}
    if part.kind in OWN_KINDS:
        piece[part.kind] = item
    else:
        piece["value"] = {key: [item]}
    return Update(
        kind=part.kind,
        external_id=part.identify(item) or _hash(piece),
        raw=_raw(piece),
    )


def _contacts_by_handle(value: Json, parts: dict[str, Part]) -> Contacts:
    """Contacts by each of their ids; under `LONE` the one that needs no id to be matched.

    A lone contact beside a lone item is always its own. In a batch only an equal id counts: a wrong guess would
    put one client's words into another's conversation.
    """
    contacts = each(value, "contacts")
    found: Contacts = {}
    for contact in contacts:
        for handle in (contact.get("user_id"), contact.get("wa_id")):
            if isinstance(handle, str) and handle:
                found[handle] = contact
    lists = [value.get(key) for key, part in parts.items() if part is not ERRORS]
    if len(contacts) == 1 and sum(len(items) for items in lists if isinstance(items, list)) == 1:
        found[LONE] = contacts[0]
    return found


# --- ids ----------------------------------------------------------------------------------------------------------


def _message_id(item: Json) -> str | None:
    return _short(word(item.get("id")))


def _echo_id(item: Json) -> str | None:
    return _short(_joined("echo", item.get("id")))


def _status_id(item: Json) -> str | None:
    # Without its time: a status that is reported again is the same news.
    return _short(_joined(item.get("id"), item.get("status")))


def _joined(*words: Any) -> str | None:
    return ":".join(words) if all(map(word, words)) else None


def _short(identity: str | None) -> str | None:
    if identity is None or len(identity) <= ID_LIMIT:
        return identity
    return hashlib.sha256(identity.encode()).hexdigest()


def _hash(piece: Json) -> str:
    return hashlib.sha256(_encode_sorted(_storable(piece))).hexdigest()


# --- keeping ------------------------------------------------------------------------------------------------------


def _whole(kind: str, piece: Json, *, told_apart_by: Json | None = None) -> Update:
    """An update about no client in particular, told apart from others by its own content unless said otherwise."""
    return Update(kind, _hash(told_apart_by or piece), _raw(piece))


def _field_kind(field: str) -> str:
    return field if 0 < len(field) <= 64 and field not in OWN_KINDS else "other"


def _raw(piece: Json) -> bytes:
    try:
        raw = _encode(piece)
    except RecursionError:
        return _encode(_storable(piece))
    # As many brackets as this cannot nest deeper than allowed: spares nearly every message the walk.
    if raw.count(b"{") + raw.count(b"[") <= DEPTH_LIMIT:
        return raw
    return _encode(_storable(piece))


def _decoded(body: bytes) -> Any:
    try:
        payload = _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _decoded_leniently(body)
    except RecursionError:
        raise BadPayload("The body is nested too deeply.") from None
    return _storable(payload) if _NUL_ESCAPE in body else payload


def _decoded_leniently(body: bytes) -> Any:
    """For what strict readers refuse: lone surrogates, numbers without bounds, broken UTF-8, a byte order mark."""
    try:
        payload = json.loads(
            body.decode("utf-8-sig", "replace"), parse_int=_int, parse_float=_float, parse_constant=str
        )
    except (ValueError, RecursionError) as error:
        raise BadPayload(f"The body is not JSON: {error}") from None
    return _storable(payload)


def _int(digits: str) -> int | str:
    return int(digits) if len(digits) <= DIGITS_LIMIT else digits


def _float(digits: str) -> float | str:
    value = float(digits)
    return value if math.isfinite(value) else digits


def _storable(value: Any, depth: int = DEPTH_LIMIT) -> Any:
    """A copy that PostgreSQL can keep: no NUL, no lone surrogates, no bottomless nesting."""
    if isinstance(value, str):
        return _UNSTORABLE.sub(REPLACEMENT, value)
    if isinstance(value, dict | list) and depth == 0:
        return REPLACEMENT
    if isinstance(value, dict):
        return {_storable(key): _storable(each, depth - 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_storable(each, depth - 1) for each in value]
    return value


# --- the parts we know --------------------------------------------------------------------------------------------

ERRORS = Part("errors", Handles("", ""))
_ECHOES = {"message_echoes": Part("echo", Handles("to", "to_user_id"), _echo_id)}

PARTS: dict[str, dict[str, Part]] = {
    "messages": {
        "messages": Part("message", Handles("from", "from_user_id"), _message_id),
        "statuses": Part("status", Handles("recipient_id", "recipient_user_id"), _status_id),
        "errors": ERRORS,
    },
    "smb_message_echoes": _ECHOES,
    "message_echoes": _ECHOES,
    "user_preferences": {"user_preferences": Part("user_preferences", Handles("wa_id", "user_id"))},
    "user_id_update": {"user_id_update": Part("user_id_update", Handles("wa_id", "user_id"))},
}
"""Field → list in its value → what it holds. Every other field is kept whole, under its own name."""

OWN_KINDS = frozenset({"message", "status", "echo", "errors", "other", FOR_ANOTHER})
