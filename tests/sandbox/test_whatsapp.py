"""What the twin of WhatsApp lets pass, refuses, and tells later."""

import time
from typing import Any

import aiohttp
import pytest

from .conftest import ACCOUNT_ID, PHONE_NUMBER_ID, Receiver, Sandbox, eventually

CLIENT = "15550100001"


def a_template(**more: Any) -> dict[str, Any]:
    text = "Hello {{name}}, your piece is booked for {{day}}. See you then!"
    examples = [{"param_name": "name", "example": "Sam"}, {"param_name": "day", "example": "Tuesday"}]
    return {
        "name": "booked",
        "language": "en_GB",
        "category": "UTILITY",
        "parameter_format": "NAMED",
        "components": [
            {"type": "BODY", "text": text, "example": {"body_text_named_params": examples}},
            {"type": "FOOTER", "text": "Reply STOP to end"},
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Move it"}]},
        ],
        **more,
    }


def filled(**words: str) -> dict[str, Any]:
    parameters = [{"type": "text", "parameter_name": name, "text": text} for name, text in words.items()]
    body = {"type": "body", "parameters": parameters}
    return {"name": "booked", "language": {"code": "en_GB"}, "components": [body]}


async def test_a_wrong_token_is_401_with_code_190(sandbox: Sandbox) -> None:
    status, answer = await sandbox.whatsapp(PHONE_NUMBER_ID, token="of-somebody-else")

    assert (status, answer["error"]["code"], answer["error"]["type"]) == (401, 190, "OAuthException")


@pytest.mark.parametrize(
    "path", ["v19.0/100000000000001/messages", "26.0/100000000000001/messages", "nothing"]
)
async def test_an_unknown_version_is_refused(sandbox: Sandbox, path: str) -> None:
    headers = {"Authorization": f"Bearer {sandbox.settings.whatsapp_access_token}"}
    async with sandbox.http.post(
        f"{sandbox.url}/sandbox/whatsapp/{path}", json={}, headers=headers
    ) as response:
        answer = await response.json()

    assert (response.status, answer["error"]["code"]) == (400, 2500)


async def test_another_number_is_unknown(sandbox: Sandbox) -> None:
    status, answer = await sandbox.whatsapp("999/messages", {"messaging_product": "whatsapp"})

    assert (status, answer["error"]["code"], answer["error"]["error_subcode"]) == (400, 100, 33)


async def test_an_accepted_message_is_answered_as_meta_answers(sandbox: Sandbox) -> None:
    await sandbox.post("/chats/c1/messages", {"text": "hi"})

    status, answer = await sandbox.send_text(f"+{CLIENT}")

    [client] = (await sandbox.get("/state"))["clients"]
    contact = {"input": f"+{CLIENT}", "wa_id": CLIENT, "user_id": client["user_id"]}
    assert status == 200
    assert answer["messaging_product"] == "whatsapp"
    assert answer["contacts"] == [contact]
    assert answer["messages"][0]["id"].startswith("wamid.")


async def test_the_window_closes_a_day_after_the_clients_last_message(
    sandbox: Sandbox, receiver: Receiver
) -> None:
    never_wrote, answer = await sandbox.send_text(CLIENT)
    await sandbox.post("/chats/c1/messages", {"text": "hi"})
    wrote, _ = await sandbox.send_text(CLIENT)
    await receiver.advance(24 * 3600)
    a_day_later, late = await sandbox.send_text(CLIENT)

    assert (never_wrote, answer["error"]["code"]) == (400, 131047)
    assert wrote == 200
    assert (a_day_later, late["error"]["code"]) == (400, 131047)


async def test_a_message_that_was_sent_long_ago_opens_no_window(sandbox: Sandbox) -> None:
    await sandbox.post("/chats/c1/messages", {"text": "hi", "timestamp": int(time.time()) - 25 * 3600})

    status, answer = await sandbox.send_text(CLIENT)

    assert (status, answer["error"]["code"]) == (400, 131047)


async def test_meta_may_notice_only_later_that_the_window_is_closed(
    sandbox: Sandbox, receiver: Receiver
) -> None:
    await sandbox.post("/moods", {"window_errors": "later"})

    status, answer = await sandbox.send(
        CLIENT, type="text", text={"body": "Hello"}, biz_opaque_callback_data="outbox:7"
    )

    [failed] = await eventually(receiver.statuses)
    assert status == 200
    assert (failed["id"], failed["status"]) == (answer["messages"][0]["id"], "failed")
    assert (failed["errors"][0]["code"], failed["biz_opaque_callback_data"]) == (131047, "outbox:7")
    assert (await sandbox.get("/chats/c1"))["messages"][0]["status"] == "failed"


async def test_a_number_that_nobody_has_fails_later(sandbox: Sandbox, receiver: Receiver) -> None:
    status, _ = await sandbox.send_text("15550109999")

    [failed] = await eventually(receiver.statuses)
    assert status == 200
    assert (failed["status"], failed["errors"][0]["code"]) == ("failed", 131026)


async def test_the_studio_cannot_write_to_itself(sandbox: Sandbox) -> None:
    status, answer = await sandbox.send_text("15550100000")

    assert (status, answer["error"]["code"]) == (400, 131021)


async def test_a_template_is_filled_in(sandbox: Sandbox, receiver: Receiver) -> None:
    made = await sandbox.whatsapp(f"{ACCOUNT_ID}/message_templates", a_template())
    status, answer = await sandbox.send(CLIENT, type="template", template=filled(name="Sam", day="Tuesday"))

    [shown] = (await sandbox.get("/chats/c1"))["messages"]
    assert made[1]["status"] == "APPROVED"
    assert (status, answer["messages"][0]["message_status"]) == (200, "accepted")
    assert shown["text"] == "Hello Sam, your piece is booked for Tuesday. See you then!"
    assert (shown["footer"], shown["buttons"]) == (
        "Reply STOP to end",
        [{"id": "Move it", "title": "Move it"}],
    )
    assert (await eventually(receiver.statuses))[0]["pricing"]["category"] == "utility"


async def test_a_tap_on_a_templates_button_has_its_own_shape(sandbox: Sandbox, receiver: Receiver) -> None:
    await sandbox.whatsapp(f"{ACCOUNT_ID}/message_templates", a_template())
    _, sent = await sandbox.send(CLIENT, type="template", template=filled(name="Sam", day="Tuesday"))
    wamid = sent["messages"][0]["id"]

    await sandbox.post(
        "/chats/c1/messages", {"button": {"id": "Move it", "title": "Move it"}, "context": wamid}
    )

    [tapped] = receiver.messages()
    assert (tapped["type"], tapped["button"]) == ("button", {"payload": "Move it", "text": "Move it"})
    assert tapped["context"] == {"from": "15550100000", "id": wamid}


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ({"name": "unknown", "language": {"code": "en_GB"}}, 132001),
        ({**filled(name="Sam", day="Tuesday"), "language": {"code": "it"}}, 132001),
        (filled(name="Sam"), 132000),
        (filled(name="Sam", time="10:00"), 132012),
        (filled(name="Sam", day="Tuesday\n10:00"), 132018),
        (filled(name="Sam", day="x" * 1000), 132005),
    ],
)
async def test_a_template_that_does_not_fit_is_refused(
    sandbox: Sandbox, template: dict[str, Any], code: int
) -> None:
    await sandbox.whatsapp(f"{ACCOUNT_ID}/message_templates", a_template())

    _, answer = await sandbox.send(CLIENT, type="template", template=template)

    assert answer["error"]["code"] == code


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Booked!"},
        {"language": ""},
        {"category": "FUN"},
        {"components": []},
        {"components": [{"type": "BODY", "text": "{{name}}, hello", "example": {}}]},
        {"components": [{"type": "BODY", "text": "Hello {{name}}!"}]},
        {"parameter_format": "POSITIONAL"},
    ],
)
async def test_a_template_that_meta_would_not_take(sandbox: Sandbox, wrong: dict[str, Any]) -> None:
    status, answer = await sandbox.whatsapp(f"{ACCOUNT_ID}/message_templates", a_template(**wrong))

    assert (status, answer["error"]["code"]) == (400, 100)


@pytest.mark.parametrize(
    ("mood", "status", "code"), [("down", 503, 2), ("rate_limited", 400, 130429), ("pair_rate", 400, 131056)]
)
async def test_a_mood_that_refuses_answers_with_its_error(
    sandbox: Sandbox, mood: str, status: int, code: int
) -> None:
    await sandbox.post("/chats/c1/messages", {"text": "hi"})
    await sandbox.post("/moods", {"whatsapp": mood})

    refused, answer = await sandbox.send_text(CLIENT)

    assert (refused, answer["error"]["code"]) == (status, code)
    assert len((await sandbox.get("/chats/c1"))["messages"]) == 1


async def test_the_mood_refuses_takes_any_code(sandbox: Sandbox) -> None:
    await sandbox.post("/chats/c1/messages", {"text": "hi"})
    await sandbox.post("/moods", {"whatsapp": "refuses", "refuse_code": 131042})

    _, answer = await sandbox.send_text(CLIENT)

    assert answer["error"]["code"] == 131042


async def test_an_answer_may_be_lost_although_the_message_went_out(
    sandbox: Sandbox, receiver: Receiver
) -> None:
    await sandbox.post("/chats/c1/messages", {"text": "hi"})
    await sandbox.post("/moods", {"whatsapp": "drops_after_accepting"})

    with pytest.raises(aiohttp.ClientError):
        await sandbox.send(CLIENT, type="text", text={"body": "Hello"}, biz_opaque_callback_data="outbox:7")

    told = await eventually(lambda: len(receiver.statuses()) == 3 and receiver.statuses())
    assert {status["biz_opaque_callback_data"] for status in told} == {"outbox:7"}
    assert [one["text"] for one in (await sandbox.get("/chats/c1"))["messages"]] == ["hi", "Hello"]


async def test_a_files_address_lives_five_minutes_and_needs_the_token(
    sandbox: Sandbox, receiver: Receiver
) -> None:
    await sandbox.post("/chats/c1/messages", {"photo": True})
    [message] = receiver.messages()
    _, address = await sandbox.whatsapp(message["image"]["id"])
    token = {"Authorization": f"Bearer {sandbox.settings.whatsapp_access_token}"}

    async with (
        sandbox.http.get(address["url"]) as stranger,
        sandbox.http.get(address["url"], headers=token) as ours,
    ):
        content = await ours.read()
    await receiver.advance(301)
    async with sandbox.http.get(address["url"], headers=token) as late:
        pass

    assert (stranger.status, ours.status, ours.content_type) == (401, 200, "image/jpeg")
    assert late.status == 404
    assert (len(content), address["mime_type"]) == (address["file_size"], "image/jpeg")


async def test_what_was_uploaded_can_be_sent(sandbox: Sandbox) -> None:
    await sandbox.post("/chats/c1/messages", {"text": "hi"})
    form = aiohttp.FormData({"messaging_product": "whatsapp"})
    form.add_field("file", b"\x89PNG", filename="flash.png", content_type="image/png")
    token = {"Authorization": f"Bearer {sandbox.settings.whatsapp_access_token}"}
    url = f"{sandbox.url}/sandbox/whatsapp/v26.0/{PHONE_NUMBER_ID}/media"
    async with sandbox.http.post(url, data=form, headers=token) as uploaded:
        media_id = (await uploaded.json())["id"]

    status, _ = await sandbox.send(CLIENT, type="image", image={"id": media_id, "caption": "Flash"})
    unknown, _ = await sandbox.send(CLIENT, type="image", image={"id": "123"})

    assert (status, unknown) == (200, 400)
