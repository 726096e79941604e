"""What a kept update says, type by type, on the samples."""

import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from tattoobot.adapters.whatsapp.payloads import (
    BadPayload,
    read_identity_change,
    read_message,
    read_preference,
    read_status,
    updates,
)
from tattoobot.domain.advert import Advert
from tattoobot.domain.delivery import Reaction
from tattoobot.domain.messages import HandleChanged, Inbound, Kind, MarketingPreference, Media, Place
from tests.adapters.samples import as_bytes, parsed, sample, whatsapp

PHONE, USER_ID = "15550100001", "GB.10000000000000000001"
NEW_PHONE, NEW_USER_ID = "15550100002", "GB.10000000000000000002"
TEN_O_CLOCK = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)


def raw(name: str) -> bytes:
    return updates(sample(f"whatsapp/{name}"))[0].raw


def message(name: str) -> Inbound:
    return read_message(raw(name))


# --- messages ---


def test_every_message_says_who_when_and_which() -> None:
    text = message("text")

    assert (text.provider_id, text.at) == ("wamid.HBgLMTU1NTAxMDAwMDEVAgASGBQ0001", TEN_O_CLOCK)
    assert (text.phone, text.user_id, text.name) == (PHONE, USER_ID, "Sam Client")


def test_a_hidden_number_leaves_the_user_id_and_the_username() -> None:
    text = message("text_hidden_number")

    assert (text.phone, text.user_id) == (None, USER_ID)
    assert text.parent_user_id == "GB.ENT.10000000000000000009"


def picture(number: str, mime_type: str = "image/jpeg", **more: Any) -> Media:
    return Media(number, mime_type, "c2FtcGxlLWhhc2g=", **more)


BOOKS_OPEN = Advert("Books open", "Fine line in June", "https://fb.example/ad1", "120000000000000001", "ad")


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("text", Kind.TEXT, {"text": "Could you cover an old name on my wrist?"}),
        ("text_reply", Kind.TEXT, {"text": "the second one", "reply_to": "wamid.ASKED0001"}),
        ("text_forwarded", Kind.TEXT, {"text": "look at this", "forwarded": True}),
        ("text_forwarded_often", Kind.TEXT, {"text": "look at this", "forwarded": True}),
        ("text_from_ad", Kind.TEXT, {"text": "Hi, are your books open?", "advert": BOOKS_OPEN}),
        ("text_group", Kind.TEXT, {"text": "hi all", "group_id": "GROUP0001"}),
        ("image", Kind.IMAGE, {"text": "like this", "media": picture("300000000000003")}),
        ("video", Kind.VIDEO, {"text": "my arm", "media": picture("300000000000004", "video/mp4")}),
        (
            "document",
            Kind.DOCUMENT,
            {"text": "design", "media": picture("300000000000005", "application/pdf", filename="rose.pdf")},
        ),
        ("audio", Kind.AUDIO, {"media": picture("300000000000006", "audio/mpeg")}),
        (
            "voice",
            Kind.AUDIO,
            {"media": picture("300000000000007", "audio/ogg; codecs=opus", voice=True)},
        ),
        ("sticker", Kind.STICKER, {"media": picture("300000000000008", "image/webp")}),
        ("image_not_fetched", Kind.IMAGE, {"media": picture("300000000000009"), "failure_code": 131052}),
        (
            "location",
            Kind.LOCATION,
            {"text": "The Studio", "place": Place(51.5, -0.12, "The Studio", "1 Example Street")},
        ),
        ("location_pin", Kind.LOCATION, {"place": Place(51.5, -0.12)}),
        ("contacts", Kind.CONTACTS, {"text": "Alex Friend", "shared_phones": ("15550100007",)}),
        (
            "contacts_own_number",
            Kind.CONTACTS,
            {"shared_phones": (PHONE,), "detail": "contact_request"},
        ),
        (
            "template_button",
            Kind.CHOICE,
            {"text": "Stop", "choice": "books_stop", "reply_to": "wamid.ASKED0002"},
        ),
        (
            "button_reply",
            Kind.CHOICE,
            {"text": "Black & grey", "choice": "colour:black_and_grey", "reply_to": "wamid.ASKED0003"},
        ),
        (
            "list_reply",
            Kind.CHOICE,
            {"text": "Fine line", "choice": "style:fine_line", "reply_to": "wamid.ASKED0004"},
        ),
        (
            "flow_reply",
            Kind.FLOW,
            {
                "text": "Sent",
                "form": {"flow_token": "FLOW0001", "size": "palm", "placement": "wrist"},
                "reply_to": "wamid.ASKED0005",
            },
        ),
        ("interactive_without_content", Kind.OTHER, {"detail": "interactive"}),
        ("reaction", Kind.REACTION, {"text": "\N{THUMBS UP SIGN}", "reply_to": "wamid.ASKED0006"}),
        ("reaction_removed", Kind.REACTION, {"reply_to": "wamid.ASKED0006"}),
        ("order", Kind.ORDER, {"text": "one print please"}),
        ("unsupported", Kind.UNSUPPORTED, {"detail": "poll", "failure_code": 131051}),
        ("edit", Kind.EDIT, {"text": "a fox, not a wolf", "reply_to": "wamid.ORIGINAL0001"}),
        (
            "edit_caption",
            Kind.EDIT,
            {
                "text": "the left one",
                "reply_to": "wamid.ORIGINAL0002",
                "media": picture("300000000000010"),
            },
        ),
        ("revoke", Kind.REVOKE, {"reply_to": "wamid.ORIGINAL0003"}),
        ("unknown_type", Kind.OTHER, {"detail": "hologram"}),
        (
            "system_identity_changed",
            Kind.SYSTEM,
            {"text": "User identity changed", "detail": "customer_identity_changed"},
        ),
    ],
)
def test_each_type_of_message_is_read_with_what_it_holds(
    name: str, kind: Kind, expected: dict[str, Any]
) -> None:
    read = message(name)

    plain = Inbound(read.provider_id, read.phone, read.user_id, read.name, read.at, kind)
    assert read.kind is kind
    assert {key: getattr(read, key) for key in CONTENT} == {
        **{key: getattr(plain, key) for key in CONTENT},
        **expected,
    }


CONTENT = (
    "text", "choice", "media", "reply_to", "place", "shared_phones",
    "form", "detail", "group_id", "forwarded", "advert", "failure_code",
)  # fmt: skip


@pytest.mark.parametrize(
    ("referral", "expected"),
    [
        ({}, None),
        ("an advert", None),
        ({"ctwa_clid": "CLICK0001"}, Advert()),
        ({"headline": 7, "body": None, "source_url": ["https://fb.example/ad1"]}, Advert()),
        ({"headline": "*Flash*\n\u202eday"}, Advert(headline="Flash day")),
        ({"headline": "a" * 5000}, Advert(headline="a" * 119 + "…")),
        ({"source_url": "javascript:alert(1)"}, Advert()),
        ({"source_url": "https://fb.example/" + "a" * 5000}, Advert()),
    ],
)
def test_an_advert_is_short_and_harmless_whatever_it_holds(referral: Any, expected: Advert | None) -> None:
    body = {"id": "wamid.1", "type": "text", "text": {"body": "this"}, "referral": referral}

    assert read_message(msgspec.json.encode({"message": body})).advert == expected


def test_an_echo_is_what_the_artist_wrote_to_the_client() -> None:
    echo = message("echo")

    assert (echo.kind, echo.text) == (Kind.TEXT, "It is me, the artist: come by at five.")
    assert (echo.phone, echo.user_id) == (PHONE, USER_ID)


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        ({"phone": "+44 20 7946 0000"}, ("442079460000",)),
        ({"phone": "020 7946 0000"}, ()),
        ({"phone": "442079460000"}, ("442079460000",)),
        ({"phone": "+1 555", "wa_id": "15550100007"}, ("15550100007",)),
        ({"phone": None, "wa_id": 7}, ()),
    ],
)
def test_a_shared_number_is_taken_only_with_its_country(phone: Any, expected: tuple[str, ...]) -> None:
    body = {"id": "wamid.1", "type": "contacts", "contacts": [{"phones": [phone, phone]}, None]}

    assert read_message(updates(whatsapp("messages", messages=[body]))[0].raw).shared_phones == expected


NO_TIMES: list[Any] = ["", "soon", "-5", 0, True, None, [], "9" * 14, 10**30, "\N{SUPERSCRIPT TWO}"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1773136800", TEN_O_CLOCK),
        (1773136800, TEN_O_CLOCK),
        (1773136800.0, TEN_O_CLOCK),
        ("1773136800000", TEN_O_CLOCK),
        *((written, None) for written in NO_TIMES),
    ],
)
def test_a_time_is_read_in_every_form_it_comes_in(written: Any, expected: datetime | None) -> None:
    received_at = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
    update = updates(whatsapp("messages", messages=[{"id": "wamid.1", "timestamp": written}]))[0]

    assert read_message(update.raw, received_at).at == (expected or received_at)


def test_a_message_without_a_time_opens_no_window() -> None:
    body = whatsapp("messages", messages=[{"id": "wamid.1"}])

    assert read_message(updates(body)[0].raw).at.year == 1970


@pytest.mark.parametrize("kept", [b"", b"[]", b"{", "7", b"[" * 50_000])
def test_what_was_not_kept_by_us_is_a_bad_payload(kept: bytes | str) -> None:
    for read in (read_message, read_status, read_identity_change, read_preference):
        with pytest.raises(BadPayload):
            read(kept)


def test_a_piece_reads_the_same_after_the_database_reordered_it() -> None:
    piece = raw("image")

    assert read_message(json.dumps(json.loads(piece), sort_keys=True, indent=2)) == read_message(piece)


# --- statuses ---


def test_a_status_says_which_message_and_what_it_cost() -> None:
    receipt = read_status(raw("status_sent"))

    assert (receipt.provider_id, receipt.status, receipt.reference) == (
        "wamid.SENT0001",
        "sent",
        "message:42",
    )
    assert (receipt.phone, receipt.user_id) == (PHONE, USER_ID)
    assert (receipt.pricing_type, receipt.pricing_category) == ("regular", "service")
    assert (receipt.failure, receipt.error_code, receipt.error_text) == (None, None, "")
    assert receipt.at == datetime(2026, 3, 10, 10, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize("name", ["status_failed", "status_failed_with_bare_contact"])
def test_a_failed_status_says_what_to_do(name: str) -> None:
    receipt = read_status(raw(name))

    assert (receipt.status, receipt.error_code, receipt.phone) == ("failed", 131047, PHONE)
    assert receipt.error_text == "Re-engagement message: More than 24 hours have passed."
    assert receipt.failure is not None
    assert receipt.failure.reaction is Reaction.WINDOW_CLOSED


def test_failed_without_a_reason_is_still_a_failure() -> None:
    body = whatsapp("messages", statuses=[{"id": "wamid.1", "status": "failed"}])

    failure = read_status(updates(body)[0].raw).failure

    assert failure is not None
    assert failure.reaction is Reaction.REFUSED


# --- identity, preferences ---


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("system_number_changed", HandleChanged(PHONE, USER_ID, NEW_PHONE, NEW_USER_ID)),
        ("system_user_id_changed", HandleChanged(None, USER_ID, None, NEW_USER_ID)),
        ("system_identity_changed", None),
        ("text", None),
    ],
)
def test_a_change_of_number_names_the_old_and_the_new(name: str, expected: HandleChanged | None) -> None:
    assert read_identity_change(raw(name)) == expected


@pytest.mark.parametrize(
    "item",
    [
        {"wa_id": PHONE, "user_id": {"previous": USER_ID, "current": NEW_USER_ID}},
        {"wa_id": PHONE, "user_id": NEW_USER_ID, "previous_user_id": USER_ID},
    ],
)
def test_a_user_id_update_as_a_field_of_its_own(item: dict[str, Any]) -> None:
    update = updates(whatsapp("user_id_update", user_id_update=[item]))[0]

    assert update.kind == "user_id_update"
    assert read_identity_change(update.raw) == HandleChanged(PHONE, USER_ID, None, NEW_USER_ID)


@pytest.mark.parametrize(("name", "stop"), [("preference_stop", True), ("preference_resume", False)])
def test_the_switch_for_offers_is_read(name: str, stop: bool) -> None:
    at = datetime(2026, 3, 10, 10, 0, 20, tzinfo=UTC)

    assert read_preference(raw(name)) == MarketingPreference(PHONE, USER_ID, stop, at)


def test_a_preference_of_another_kind_is_none_of_ours() -> None:
    payload = parsed("whatsapp/preference_stop")
    payload["entry"][0]["changes"][0]["value"]["user_preferences"][0]["category"] = "fonts"

    assert read_preference(updates(as_bytes(payload))[0].raw) is None
