"""Every limit of WhatsApp's that a message can break."""

from typing import Any

import pytest

from tattoobot.sandbox.whatsapp.rules import Refused, check


def a_message(**more: Any) -> dict[str, Any]:
    return {
        "messaging_product": "whatsapp",
        "to": "15550100001",
        "type": "text",
        "text": {"body": "Hello"},
        **more,
    }


def without(key: str, message: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in message.items() if name != key}


def interactive(kind: str, action: dict[str, Any], body: str = "Which?", **more: Any) -> dict[str, Any]:
    content = {"type": kind, "body": {"text": body}, "action": action, **more}
    return without("text", a_message(type="interactive", interactive=content))


def buttons(*titles: str, ids: list[str] | None = None, **more: Any) -> dict[str, Any]:
    named = ids or [f"id:{n}" for n in range(len(titles))]
    replies = [{"type": "reply", "reply": {"id": i, "title": t}} for i, t in zip(named, titles, strict=True)]
    return interactive("button", {"buttons": replies}, **more)


def rows(count: int, **first: str) -> dict[str, Any]:
    listed = [{"id": f"row:{n}", "title": f"Row {n}"} for n in range(count)]
    listed[0] |= first
    return interactive("list", {"button": "Choose", "sections": [{"rows": listed}]})


def link(
    label: str = "Pay", url: str = "https://studio.example/pay", body: str = "Here it is"
) -> dict[str, Any]:
    return interactive(
        "cta_url", {"name": "cta_url", "parameters": {"display_text": label, "url": url}}, body
    )


RIGHT = {
    "a text": a_message(),
    "the longest text": a_message(text={"body": "x" * 4096, "preview_url": False}),
    "a reply": a_message(context={"message_id": "wamid.x"}, biz_opaque_callback_data="outbox:7"),
    "to a user id": without("to", a_message(recipient="GB.10000000000000000001")),
    "three buttons": buttons("x" * 20, "b", "c", footer={"text": "x" * 60}),
    "ten rows": rows(10, title="x" * 24, description="x" * 72),
    "a link": link(label="x" * 20, body="x" * 1024),
}

WRONG: dict[str, tuple[dict[str, Any], int]] = {
    "no product": (without("messaging_product", a_message()), 100),
    "another product": (a_message(messaging_product="signal"), 100),
    "nobody": (a_message(to=""), 100),
    "a number that is not text": (a_message(to=15550100001), 100),
    "a type that is not": (a_message(type="hologram"), 100),
    "a type without its content": (without("text", a_message(type="image")), 131008),
    "an unknown word": (a_message(colour="red"), 100),
    "an unknown word inside": (a_message(text={"body": "Hello", "colour": "red"}), 100),
    "no text": (a_message(text={}), 100),
    "an empty text": (a_message(text={"body": ""}), 100),
    "a blank text": (a_message(text={"body": "  "}), 131009),
    "a text too long": (a_message(text={"body": "x" * 4097}), 131009),
    "an answer to nothing": (a_message(context={}), 131008),
    "a note too long": (a_message(biz_opaque_callback_data="x" * 513), 131009),
    "four buttons": (buttons("a", "b", "c", "d"), 131009),
    "no buttons": (buttons(), 131008),
    "a title too long": (buttons("x" * 21), 131009),
    "an empty title": (buttons(""), 131008),
    "a title twice": (buttons("a", "a"), 131009),
    "an id twice": (buttons("a", "b", ids=["x", "x"]), 131009),
    "an id too long": (buttons("a", ids=["x" * 257]), 131009),
    "a body too long for buttons": (buttons("a", body="x" * 1025), 131009),
    "a footer too long": (buttons("a", footer={"text": "x" * 61}), 131009),
    "a header too long": (buttons("a", header={"type": "text", "text": "x" * 61}), 131009),
    "eleven rows": (rows(11), 131009),
    "a row's title too long": (rows(1, title="x" * 25), 131009),
    "a row's description too long": (rows(1, description="x" * 73), 131009),
    "a row's id too long": (rows(1, id="x" * 201), 131009),
    "a row's id twice": (rows(2, id="row:1"), 131009),
    "eleven rows in two sections": (
        interactive(
            "list",
            {
                "button": "Choose",
                "sections": [
                    {"title": "a", "rows": [{"id": f"a{n}", "title": "t"} for n in range(6)]},
                    {"title": "b", "rows": [{"id": f"b{n}", "title": "t"} for n in range(5)]},
                ],
            },
        ),
        131009,
    ),
    "a list's button too long": (
        interactive("list", {"button": "x" * 21, "sections": [{"rows": []}]}),
        131009,
    ),
    "a link's label too long": (link(label="x" * 21), 131009),
    "a link that is none": (link(url="studio.example/pay"), 131009),
    "a body too long for a link": (link(body="x" * 1025), 131009),
    "a template without a language": (
        without("text", a_message(type="template", template={"name": "deposit_ready"})),
        131008,
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_message_that_keeps_the_rules_is_accepted(name: str) -> None:
    check(RIGHT[name])


@pytest.mark.parametrize("name", WRONG)
def test_a_message_that_breaks_a_rule_is_refused_with_its_code(name: str) -> None:
    message, code = WRONG[name]

    with pytest.raises(Refused) as refused:
        check(message)

    assert refused.value.code == code
