"""A second reading of the protocol: pywa, which knows nothing of us, must understand every payload as we do.

pywa reads the first update of a POST only, and none whose sender has no user id; what it cannot read is not asked.
"""

import hashlib
import hmac
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pywa import handlers, utils
from pywa.client import WhatsApp
from pywa.types.callback import CallbackButton, CallbackSelection
from pywa.types.flows import FlowCompletion

from tattoobot.adapters.whatsapp.payloads import (
    read_identity_change,
    read_message,
    read_preference,
    read_status,
    updates,
    verified,
)
from tattoobot.domain import outside
from tattoobot.domain.messages import Inbound, Kind
from tests.adapters.samples import names, sample, whatsapp

SECRET = "app-secret-for-tests"
PHONE, USER_ID = "15550100001", "GB.10000000000000000001"
MESSAGE_HANDLERS = (
    handlers.MessageHandler,
    handlers.CallbackButtonHandler,
    handlers.CallbackSelectionHandler,
    handlers.FlowCompletionHandler,
    handlers.EditedMessageHandler,
    handlers.DeletedMessageHandler,
    handlers.OutgoingMessageHandler,
)
OTHER_HANDLERS = (
    handlers.MessageStatusHandler,
    handlers.PhoneNumberChangeHandler,
    handlers.UserMarketingPreferencesHandler,
    handlers.TemplateStatusUpdateHandler,
)
UNREADABLE_FOR_PYWA = {
    "system_user_id_changed",  # no phone
    "system_identity_changed",
    "status_failed",  # no contacts
    "account_error",
}


def read_by_pywa(body: bytes) -> Any:
    """The one update pywa hands to a bot, None when it reads none."""
    heard: list[Any] = []
    reader = WhatsApp(server=None, app_secret=SECRET, filter_updates=False, skip_duplicate_updates=False)
    for handler in (*MESSAGE_HANDLERS, *OTHER_HANDLERS):
        reader.add_handlers(handler(lambda _, update: heard.append(update)))
    assert reader.webhook_update_handler(body) == ("ok", 200)
    return heard[0] if heard else None


def words_and_choice(theirs: Any) -> tuple[str, str | None]:
    """Text and choice of any of pywa's messages."""
    if isinstance(theirs, CallbackButton | CallbackSelection):
        return theirs.title, theirs.data
    if isinstance(theirs, FlowCompletion):
        return theirs.body, None
    inner = getattr(theirs, "message", theirs)
    words = getattr(inner, "text", None) or getattr(inner, "caption", None)
    place, reaction = getattr(inner, "location", None), getattr(inner, "reaction", None)
    if place is not None:
        words = place.name
    if reaction is not None:
        words = reaction.emoji
    return words or "", None


def assert_same_message(ours: Inbound, theirs: Any) -> None:
    user = theirs.to_user if hasattr(theirs, "to_user") else theirs.from_user
    # Names are cleaned as they are read: what shows nothing is no name.
    assert (ours.phone, ours.user_id, ours.name) == (user.wa_id, user.bsuid, outside.name(user.name or ""))
    assert (ours.provider_id, ours.at) == (theirs.id, theirs.timestamp)
    if ours.kind in KINDS_WITH_WORDS:
        assert (ours.text, ours.choice) == words_and_choice(theirs)
    if ours.media is not None:
        media = getattr(theirs, "message", theirs).media
        assert (ours.media.id, ours.media.mime_type) == (media.id, media.mime_type)


KINDS_WITH_WORDS = {
    Kind.TEXT, Kind.IMAGE, Kind.VIDEO, Kind.DOCUMENT, Kind.CHOICE, Kind.FLOW, Kind.REACTION, Kind.LOCATION, Kind.EDIT,
}  # fmt: skip


@pytest.mark.filterwarnings("ignore::pywa.errors.PywaUnknownEnumMemberWarning")
@pytest.mark.parametrize("name", sorted(set(names("whatsapp")) - UNREADABLE_FOR_PYWA))
def test_both_read_a_sample_alike(name: str) -> None:
    body = sample(f"whatsapp/{name}")
    ours, theirs = updates(body)[0], read_by_pywa(body)

    match ours.kind:
        case "message" | "echo" if name != "system_number_changed":
            assert_same_message(read_message(ours.raw), theirs)
        case "message":
            change = read_identity_change(ours.raw)
            assert change is not None
            assert (change.phone, change.new_phone) == (theirs.old_wa_id, theirs.new_wa_id)
            assert change.new_user_id == theirs.new_user_id
        case "status":
            receipt = read_status(ours.raw)
            assert (receipt.provider_id, receipt.status) == (theirs.id, theirs.status.value)
            assert receipt.reference == theirs.tracker
            assert receipt.error_code == (theirs.error.code if theirs.error else None)
        case "user_preferences":
            preference = read_preference(ours.raw)
            assert preference is not None
            assert preference.stop is not bool(theirs)


@pytest.mark.parametrize(
    "name", ["text", "image", "voice", "button_reply", "list_reply", "reaction", "location"]
)
def test_types_have_the_same_names(name: str) -> None:
    body = sample(f"whatsapp/{name}")
    theirs = read_by_pywa(body).type.value

    kind = read_message(updates(body)[0].raw).kind
    assert kind.value == {"interactive": "choice"}.get(theirs, theirs)


def test_both_verify_the_same_signature() -> None:
    body = sample("whatsapp/text")
    signature = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()

    for header in (signature, signature[:-1] + "x"):
        theirs = utils.webhook_updates_validator(SECRET, body, header)
        assert verified(body, header, SECRET) is theirs


ASKED = {"from": "15550100000", "id": "wamid.0"}
words = st.text(min_size=1, max_size=60).filter(lambda text: "\0" not in text)
contents = st.one_of(
    words.map(lambda body: {"type": "text", "text": {"body": body}}),
    words.map(
        lambda text: {
            "type": "image",
            "image": {"id": "1", "mime_type": "a/b", "sha256": "c", "caption": text},
        }
    ),
    st.tuples(words, words).map(
        lambda two: {
            "type": "interactive",
            "interactive": {"type": "button_reply", "button_reply": {"id": two[0], "title": two[1]}},
        }
    ),
    st.tuples(words, words).map(
        lambda two: {
            "type": "interactive",
            "interactive": {"type": "list_reply", "list_reply": {"id": two[0], "title": two[1]}},
        }
    ),
    st.tuples(words, words).map(
        lambda two: {
            "type": "button",
            "button": {"payload": two[0], "text": two[1]},
            "context": {"id": "wamid.0"},
        }
    ),
)


@given(contents, words, st.integers(1, 4_000_000_000), st.booleans())
def test_both_read_any_message_alike(content: dict[str, Any], name: str, second: int, hidden: bool) -> None:
    phone = {} if hidden else {"from": PHONE}
    contact = {"profile": {"name": name}, "user_id": USER_ID, **({} if hidden else {"wa_id": PHONE})}
    message = {
        "id": "wamid.1",
        "timestamp": str(second),
        "from_user_id": USER_ID,
        **phone,
        **content,
        "context": ASKED,
    }
    metadata = {"display_phone_number": "15550100000", "phone_number_id": "1"}

    body = whatsapp("messages", metadata=metadata, contacts=[contact], messages=[message])

    assert_same_message(read_message(updates(body)[0].raw), read_by_pywa(body))
