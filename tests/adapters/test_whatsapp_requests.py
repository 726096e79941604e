"""The bodies we send, and what is refused before it leaves."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.adapters.whatsapp.payloads import NotSendable, TooLong, fits, message_body
from tattoobot.domain.messages import Buttons, Choice, LinkButton, Menu, Outgoing, Recipient, Template, Text
from tattoobot.sandbox.whatsapp.rules import Refused, check

CLIENT = Recipient(phone="15550100001", user_id="GB.1")
URL = "https://studio.example/pay/1"


def choices(count: int, **more: str) -> tuple[Choice, ...]:
    return tuple(Choice(id=f"id{n}", title=f"Choice {n}", **more) for n in range(count))


def interactive(message: Outgoing) -> Any:
    return message_body(CLIENT, message, "message:1")["interactive"]


def test_a_text_goes_out_with_our_reference_and_no_preview() -> None:
    assert message_body(CLIENT, Text("Hello"), "message:1") == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "15550100001",
        "biz_opaque_callback_data": "message:1",
        "type": "text",
        "text": {"body": "Hello", "preview_url": False},
    }


def test_the_user_id_is_used_only_without_a_phone() -> None:
    body = message_body(Recipient(user_id="GB.1"), Text("Hello"), "message:1")

    assert body["recipient"] == "GB.1"
    assert "to" not in body


@pytest.mark.parametrize("to", [Recipient(), Recipient("", ""), Recipient("+15550100001"), Recipient("GB.1")])
def test_a_message_to_nobody_is_refused(to: Recipient) -> None:
    with pytest.raises(NotSendable):
        message_body(to, Text("Hello"), "message:1")


def test_buttons_carry_their_ids_and_titles() -> None:
    assert interactive(Buttons("Which?", choices(2), "Or type")) == {
        "type": "button",
        "body": {"text": "Which?"},
        "footer": {"text": "Or type"},
        "action": {
            "buttons": [
                {"type": "reply", "reply": {"id": "id0", "title": "Choice 0"}},
                {"type": "reply", "reply": {"id": "id1", "title": "Choice 1"}},
            ]
        },
    }


def test_a_menu_has_its_rows_in_one_section() -> None:
    rows = (Choice("a", "Fine line", "Thin lines"), Choice("b", "Dotwork"))

    assert interactive(Menu("Which?", "Choose", rows)) == {
        "type": "list",
        "body": {"text": "Which?"},
        "action": {
            "button": "Choose",
            "sections": [
                {
                    "rows": [
                        {"id": "a", "title": "Fine line", "description": "Thin lines"},
                        {"id": "b", "title": "Dotwork"},
                    ]
                }
            ],
        },
    }


def test_a_link_is_a_button_of_its_own() -> None:
    assert interactive(LinkButton("Your link", "Pay", URL)) == {
        "type": "cta_url",
        "body": {"text": "Your link"},
        "action": {"name": "cta_url", "parameters": {"display_text": "Pay", "url": URL}},
    }


def test_a_template_names_its_parameters_and_puts_each_on_one_line() -> None:
    template = Template("reminder", "en_GB", {"name": "Sam\n\tClient", "when": "today     at 5"})

    assert message_body(CLIENT, template, "message:1")["template"] == {
        "name": "reminder",
        "language": {"code": "en_GB"},
        "components": [
            {
                "type": "body",
                "parameters": [
                    {"type": "text", "parameter_name": "name", "text": "Sam Client"},
                    {"type": "text", "parameter_name": "when", "text": "today at 5"},
                ],
            }
        ],
    }


# --- limits ---


@pytest.mark.parametrize(
    "build",
    [
        lambda n: (4096, Text("x" * n)),
        lambda n: (1024, Buttons("x" * n, choices(3))),
        lambda n: (20, Buttons("Which?", (Choice("a", "x" * n),))),
        lambda n: (256, Buttons("Which?", (Choice("x" * n, "A"),))),
        lambda n: (60, Buttons("Which?", choices(1), "x" * n)),
        lambda n: (4096, Menu("x" * n, "Choose", choices(10))),
        lambda n: (20, Menu("Which?", "x" * n, choices(10))),
        lambda n: (24, Menu("Which?", "Choose", (Choice("a", "x" * n),))),
        lambda n: (72, Menu("Which?", "Choose", choices(1, description="x" * n))),
        lambda n: (200, Menu("Which?", "Choose", (Choice("x" * n, "A"),))),
        lambda n: (1024, LinkButton("x" * n, "Pay", URL)),
        lambda n: (20, LinkButton("Your link", "x" * n, URL)),
        lambda n: (2000, LinkButton("Your link", "Pay", "https://a/".ljust(n, "x"))),
        lambda n: (1024, Template("reminder", "en_GB", {"name": "x" * n})),
    ],
)
def test_each_text_may_be_as_long_as_whatsapp_allows_and_no_longer(
    build: Callable[[int], tuple[int, Outgoing]],
) -> None:
    limit, _ = build(1)

    assert fits(build(limit)[1]) == []
    assert len(fits(build(limit + 1)[1])) == 1
    with pytest.raises(TooLong):
        message_body(CLIENT, build(limit + 1)[1], "message:1")


@pytest.mark.parametrize(
    "message",
    [
        Text(""),
        Text(" \n"),
        Text("half a pair: \ud83d"),
        Text("nul: \0"),
        Buttons("Which?", ()),
        Buttons("Which?", choices(4)),
        Buttons("Which?", (Choice("a", "Yes"), Choice("a", "No"))),
        Buttons("Which?", (Choice("a", "Yes"), Choice("b", "Yes"))),
        Buttons("Which?", (Choice("a", ""),)),
        Buttons("Which?", choices(1), " "),
        Menu("Which?", "Choose", ()),
        Menu("Which?", "Choose", choices(11)),
        Menu("Which?", "", choices(1)),
        Menu("Which?", "Choose", (Choice("a", "Yes"), Choice("a", "No"))),
        LinkButton("Your link", "Pay", "studio.example/pay"),
        LinkButton("Your link", "Pay", "javascript:alert(1)"),
        LinkButton("Your link", "Pay", "https://studio.example/a b"),
        Template("Reminder!", "en_GB"),
        Template("reminder", ""),
        Template("reminder", "en_GB", {"name": ""}),
    ],
)
def test_what_whatsapp_would_refuse_is_not_sendable(message: Outgoing) -> None:
    assert fits(message) != []
    with pytest.raises(NotSendable) as refused:
        message_body(CLIENT, message, "message:1")
    assert not isinstance(refused.value, TooLong)


def test_a_reference_is_needed_to_find_a_lost_answer() -> None:
    for reference in ("", "x" * 513):
        with pytest.raises(NotSendable):
            message_body(CLIENT, Text("Hello"), reference)


# --- any message at all ---

texts = st.text(max_size=80)
some_choices = st.lists(st.builds(Choice, texts, texts, texts), max_size=12).map(tuple)
messages = st.one_of(
    st.builds(Text, texts),
    st.builds(Buttons, texts, some_choices, texts),
    st.builds(Menu, texts, texts, some_choices, texts),
    st.builds(LinkButton, texts, texts, st.just(URL) | texts, texts),
)


@given(messages)
def test_what_fits_is_accepted_by_the_twin_and_by_json(message: Outgoing) -> None:
    try:
        body = message_body(CLIENT, message, "message:1")
    except NotSendable:
        return
    json.dumps(body, ensure_ascii=False).encode()
    try:
        check(body)
    except Refused as refused:
        raise AssertionError(refused) from None
