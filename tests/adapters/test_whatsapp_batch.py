"""Cutting a WhatsApp webhook into updates: nothing lost, nothing refused, the same id every time."""

import hashlib
import hmac
import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.adapters.whatsapp.batch import DEPTH_LIMIT
from tattoobot.adapters.whatsapp.payloads import (
    BadPayload,
    Update,
    read_identity_change,
    read_message,
    read_preference,
    read_status,
    updates,
    verified,
)
from tests.adapters.samples import as_bytes, names, parsed, sample, whatsapp

SECRET = "app-secret-for-tests"
PHONE, USER_ID = "15550100001", "GB.10000000000000000001"
TEXT = {"id": "wamid.1", "from": PHONE, "timestamp": "1773136800", "type": "text", "text": {"body": "hi"}}


def one(body: bytes) -> Update:
    (update,) = updates(body)
    return update


def handles(update: Update) -> tuple[str | None, str | None]:
    """Phone and user id of the client that a kept piece is about, as its reader finds them."""
    if update.kind in {"message", "echo"}:
        message = read_message(update.raw)
        return message.phone, message.user_id
    if update.kind == "status":
        receipt = read_status(update.raw)
        return receipt.phone, receipt.user_id
    preference = read_preference(update.raw) if update.kind == "user_preferences" else None
    return (preference.phone, preference.user_id) if preference else (None, None)


def signed(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


# --- the signature ---


def test_a_body_signed_with_our_secret_is_verified() -> None:
    assert verified(b'{"a":1}', signed(b'{"a":1}'), SECRET)


@pytest.mark.parametrize(
    "signature",
    [None, "", "sha256=", "sha256", signed(b"{}")[7:], signed(b"{}")[:-1], "sha1=" + signed(b"{}")[7:],
     signed(b"{ }"), signed(b"{}", "another"), signed(b"{}") + "0", "sha256=\N{FULLWIDTH DIGIT ONE}" * 3],
)  # fmt: skip
def test_a_wrong_or_malformed_signature_is_not_verified(signature: str | None) -> None:
    assert not verified(b"{}", signature, SECRET)


def test_an_empty_secret_verifies_nothing() -> None:
    assert not verified(b"{}", signed(b"{}", ""), "")


# --- what is in a batch ---


def test_every_update_of_a_batch_is_found_in_order() -> None:
    found = updates(sample("whatsapp/batch"))

    assert [update.kind for update in found] == [
        "message", "message", "status", "message", "message_template_status_update",
    ]  # fmt: skip
    assert [handles(update)[0] for update in found] == [PHONE, "15550100002", PHONE, PHONE, None]


def test_a_thousand_messages_are_a_thousand_updates() -> None:
    body = whatsapp("messages", messages=[{**TEXT, "id": f"wamid.{n}"} for n in range(1000)])

    assert [update.external_id for update in updates(body)] == [f"wamid.{n}" for n in range(1000)]


def test_an_update_carries_its_client_its_time_and_only_its_own_contact() -> None:
    first, second, *_ = updates(sample("whatsapp/batch"))

    assert handles(first)[1] == USER_ID
    assert read_message(first.raw).at == datetime(2026, 3, 10, 10, 0, tzinfo=UTC)
    assert [contact["profile"]["name"] for contact in json.loads(first.raw)["contacts"]] == ["Sam Client"]
    assert [contact["profile"]["name"] for contact in json.loads(second.raw)["contacts"]] == ["Kim Client"]


def test_in_a_batch_a_contact_with_other_ids_is_nobodys() -> None:
    stranger = {"wa_id": "15550100009", "user_id": "GB.9"}
    body = whatsapp("messages", contacts=[stranger], messages=[TEXT, {**TEXT, "id": "wamid.2"}])

    assert [handles(each) for each in updates(body)] == [(PHONE, None)] * 2


def test_the_only_contact_beside_the_only_message_is_its_sender() -> None:
    body = whatsapp("messages", contacts=[{"wa_id": PHONE}], messages=[{"id": "wamid.1"}])

    assert handles(one(body))[0] == PHONE


def test_beside_a_message_and_a_status_the_only_contact_is_nobodys_without_an_id() -> None:
    status = {"id": "wamid.2", "status": "read"}
    body = whatsapp("messages", contacts=[{"wa_id": PHONE}], messages=[TEXT], statuses=[status])

    assert [handles(each)[0] for each in updates(body)] == [PHONE, None]


def test_a_client_who_hides_the_number_has_only_a_user_id() -> None:
    update = one(sample("whatsapp/text_hidden_number"))

    assert handles(update) == (None, USER_ID)


def test_the_digits_of_a_user_id_are_never_taken_for_a_phone() -> None:
    body = whatsapp("messages", messages=[{**TEXT, "from": "GB.447700900123"}])

    assert handles(one(body)) == (None, "GB.447700900123")


@pytest.mark.parametrize(
    ("name", "kind", "phone"),
    [
        ("status_failed", "status", PHONE),
        ("echo", "echo", PHONE),
        ("preference_stop", "user_preferences", PHONE),
        ("account_error", "errors", None),
        ("template_category", "template_category_update", None),
        ("account_restricted", "account_update", None),
        ("unknown_type", "message", PHONE),
    ],
)
def test_each_update_has_its_kind_and_sender(name: str, kind: str, phone: str | None) -> None:
    update = one(sample(f"whatsapp/{name}"))

    assert (update.kind, handles(update)[0]) == (kind, phone)


def test_errors_beside_a_message_are_an_update_of_their_own() -> None:
    kinds = [update.kind for update in updates(sample("whatsapp/interactive_without_content"))]

    assert kinds == ["message", "errors"]


# --- ids ---


@pytest.mark.parametrize("name", names("whatsapp"))
def test_the_same_body_gives_the_same_ids_and_no_two_alike(name: str) -> None:
    body = sample(f"whatsapp/{name}")
    again = json.dumps(parsed(f"whatsapp/{name}"), sort_keys=True, indent=1).encode()

    ids = [update.external_id for update in updates(body)]

    assert len(set(ids)) == len(ids)
    assert [update.external_id for update in updates(again)] == ids


def test_a_message_keeps_its_id_in_whatever_batch_it_comes_again() -> None:
    alone, together = whatsapp("messages", messages=[TEXT]), whatsapp("messages", messages=[TEXT, TEXT])

    assert [update.external_id for update in updates(together)] == [one(alone).external_id] * 2


def test_a_status_told_twice_is_one_and_each_step_is_another() -> None:
    def told(status: str, timestamp: str) -> str:
        item = {"id": "wamid.1", "status": status, "timestamp": timestamp}
        return one(whatsapp("messages", statuses=[item])).external_id

    assert told("delivered", "1773136800") == told("delivered", "1773136809")
    assert len({told(status, "1773136800") for status in ("sent", "delivered", "read")} | {"wamid.1"}) == 4


def test_the_same_news_at_another_time_is_other_news() -> None:
    first = parsed("whatsapp/template_approved")
    later = parsed("whatsapp/template_approved")
    later["entry"][0]["time"] += 60

    assert one(as_bytes(first)).external_id != one(as_bytes(later)).external_id


def test_endless_ids_are_shortened() -> None:
    assert len(one(whatsapp("messages", messages=[{**TEXT, "id": "w" * 5000}])).external_id) == 64


# --- what nobody expects ---


@pytest.mark.parametrize(
    "body", [b"", b"hello", b"[]", b"null", b'"x"', b"{", b"\x00", b"[" * 100_000, b"{}x"]
)
def test_what_is_not_a_json_object_is_a_bad_payload(body: bytes) -> None:
    with pytest.raises(BadPayload):
        updates(body)


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"entry": None},
        {"entry": [None]},
        {"entry": [{"changes": {}}]},
        {"entry": [{"changes": [7]}]},
        {"entry": [{"changes": [{"field": 7, "value": {}}]}]},
        {"entry": [{"changes": [{"field": "messages", "value": []}]}]},
        {"entry": [{"changes": [{"field": "messages", "value": {}}]}]},
        {"entry": [{"changes": [{"field": "messages", "value": {"messages": "x"}}]}]},
        {"entry": [{"changes": [{"field": "messages", "value": {"messages": [None]}}]}]},
        {"entry": [{"changes": [{"field": "message", "value": {}}]}]},
        {"entry": [{"changes": [{"field": "x" * 65, "value": {}}]}]},
    ],
)
def test_an_unknown_shape_is_kept_whole(payload: Any) -> None:
    assert one(as_bytes(payload)).kind == "other"


def test_an_empty_batch_is_no_update() -> None:
    assert updates(b'{"entry": []}') == []


@pytest.mark.parametrize("written", [rb"a\u0000b", rb"a\ud83db", rb"a\udc00b"])
def test_what_postgresql_cannot_keep_is_replaced(written: bytes) -> None:
    body = as_bytes({"entry": [{"changes": [{"field": "messages", "value": {"messages": [TEXT]}}]}]})

    message = read_message(one(body.replace(b'"hi"', b'"' + written + b'"')).raw)

    assert message.text == "a\N{REPLACEMENT CHARACTER}b"


def test_broken_utf8_does_not_lose_the_message() -> None:
    body = whatsapp("messages", messages=[TEXT]).replace(b'"hi"', b'"caf\xe9"')

    assert read_message(one(body).raw).text == "caf\N{REPLACEMENT CHARACTER}"


def test_numbers_without_bounds_are_kept_as_text() -> None:
    body = whatsapp("messages", messages=[TEXT]).replace(b'"hi"', b"1" * 5000 + b', "x": 1e999, "y": NaN')

    assert json.loads(one(body).raw)["message"]["text"] == {"body": "1" * 5000, "x": "1e999", "y": "NaN"}


def test_bottomless_nesting_is_cut_off() -> None:
    deep: Any = "bottom"
    for _ in range(DEPTH_LIMIT * 3):
        deep = [deep]

    raw = one(whatsapp("messages", messages=[{**TEXT, "extra": deep}])).raw

    assert read_message(raw).text == "hi"
    assert raw.count(b"[") < DEPTH_LIMIT


# --- anything at all ---

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["messages", PHONE]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def assert_kept_and_readable(found: list[Update]) -> None:
    for update in found:
        kept = update.raw.decode()
        assert isinstance(json.loads(kept), dict)
        assert "\\u0000" not in kept
        assert 0 < len(update.external_id) <= 255
        for read in (read_message, read_status, read_identity_change, read_preference):
            read(update.raw)


@given(anything)
def test_any_json_object_is_kept_and_read_without_an_error(value: Any) -> None:
    assert_kept_and_readable(updates(as_bytes({"entry": value})))
    assert_kept_and_readable(
        updates(as_bytes({"entry": [{"changes": [{"field": "messages", "value": value}]}]}))
    )


@given(st.sampled_from(names("whatsapp")), st.integers(0, 200), anything)
def test_any_value_of_a_sample_may_be_anything(name: str, position: int, value: Any) -> None:
    payload = parsed(f"whatsapp/{name}")
    spots = list(_spots(payload))
    holder, key = spots[position % len(spots)]
    holder[key] = value

    assert_kept_and_readable(updates(as_bytes(payload)))


@pytest.mark.parametrize("value", [[], {}, None], ids=str)
@pytest.mark.parametrize("name", names("whatsapp"))
def test_no_value_of_a_sample_needs_to_be_of_its_kind(name: str, value: Any) -> None:
    for position in range(len(list(_spots(parsed(f"whatsapp/{name}"))))):
        payload = parsed(f"whatsapp/{name}")
        holder, key = list(_spots(payload))[position]
        holder[key] = value

        assert_kept_and_readable(updates(as_bytes(payload)))


@given(st.sampled_from(names("whatsapp")), st.integers(0, 200))
def test_any_field_of_a_sample_may_be_missing(name: str, position: int) -> None:
    payload = parsed(f"whatsapp/{name}")
    spots = [(holder, key) for holder, key in _spots(payload) if isinstance(holder, dict)]
    holder, key = spots[position % len(spots)]
    del holder[key]

    assert_kept_and_readable(updates(as_bytes(payload)))


@given(st.binary(max_size=200))
def test_any_bytes_give_updates_or_a_bad_payload(body: bytes) -> None:
    with suppress(BadPayload):
        assert_kept_and_readable(updates(body))


def _spots(value: Any) -> Any:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield value, key
        yield from _spots(inner)
