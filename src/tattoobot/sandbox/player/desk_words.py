"""The words of a step in a conversation file: what the artist does at the desk, what a payer does at the till."""

import re
from decimal import Decimal

from tattoobot.sandbox.journal import Json
from tattoobot.sandbox.player.conversation_file import NotReadable


def with_code(text: str) -> tuple[str, int | None]:
    asked, _, code = text.partition("->")
    return asked.strip(), int(code) if code.strip() else None


def with_times(text: str) -> tuple[str, int]:
    match = re.fullmatch(r"(.*?),? (\d+) times at once", text)
    return (match[1], int(match[2])) if match else (text, 1)


def with_facts(text: str) -> tuple[str, dict[str, str]]:
    """`Reject, reason fully booked` → the word and what to fill in."""
    word, *rest = (part.strip() for part in text.split(","))
    pairs = (part.partition(" ") for part in rest)
    return word, {name: value.strip() for name, _, value in pairs}


def desk_call(text: str) -> tuple[str, Json]:
    action, _, rest = (part.strip() for part in text.partition(","))
    if action == "send-booking-link" and rest:
        return action, {"url": rest}
    if rest.startswith("reason "):
        return action, {"reason": rest.removeprefix("reason ").strip()}
    body: Json = {}
    for name, value in with_facts(f"x, {rest}")[1].items() if rest else ():
        if name == "deposit":
            amount, _, unit = value.partition(" ")
            body["deposit"] = {"amount": f"{Decimal(amount):.2f}", "currency": unit.strip().upper()}
        else:
            body[name] = value
    return action, body


def payment(text: str) -> tuple[str, str, Json]:
    """What to do, to a payment page in which status, and how."""
    words, _, webhook = (part.strip() for part in text.partition(", webhook"))
    told = {"webhook": webhook} if webhook else {}
    known: dict[str, tuple[str, str, Json]] = {
        "paid": ("pay", "open", {}),
        "paid later": ("pay", "open", {"delayed": True}),
        "money arrives": ("settle", "complete", {"succeeds": True}),
        "money does not arrive": ("settle", "complete", {"succeeds": False}),
        "declined": ("decline", "open", {}),
        "expired": ("expire", "open", {}),
        "refunded": ("refund", "complete", {}),
        "disputed": ("dispute", "complete", {}),
    }
    if words not in known:
        raise NotReadable(
            f"Stripe knows: {', '.join(known)}; and at the end `, webhook late` or `, webhook none`"
        )
    act, status, body = known[words]
    return act, status, {**body, **told}
