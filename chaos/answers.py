"""What a client says to each question: by tapping, or in words of their own."""

import random
from typing import Any

OPENINGS = (
    "hi",
    "Hello! Do you have time for a tattoo this autumn?",
    "hey, I would like a tattoo",
    "a fox tattoo on my left forearm please",
    "hi! could you do a small rose, fine line, about 8 cm?",
)
IDEAS = ("a fox sleeping on a pile of books", "a rose with my mum's name", "two swallows over a little house")
TOWNS = ("Bristol", "I live in Leeds", "Lisbon")
WORDS: dict[str, tuple[str, ...]] = {
    "placement": ("left forearm", "on my ribs", "upper arm"),
    "size": ("10 cm", "about 8 x 12 cm", "the size of my palm"),
    "style": ("fine line", "blackwork", "realism"),
    "colour": ("black and grey", "in colour"),
    "cover_up": ("new skin", "it is a new one"),
    "reference_images": ("I'll send some later", "none"),
    "budget": ("300 to 400 pounds", "around £250", "I don't know yet"),
    "timing": ("I'm flexible", "any time"),
    "adult": ("yes",),
    "instagram": ("@example.client", "skip"),
}
STOP = "STOP"


def choices(bubble: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """What can be tapped in a message: how it is sent, and what it is."""
    buttons = [("button", button) for button in bubble.get("buttons", [])]
    return buttons + [("row", row) for row in bubble.get("list", {}).get("rows", [])]


def asked(bubble: dict[str, Any]) -> str | None:
    """The key of the question that a message asks, as far as what it offers shows it."""
    offered = choices(bubble)
    return str(offered[0][1]["id"]).partition(":")[0] if offered else None


def answer(bubble: dict[str, Any], chance: random.Random, *, again: bool) -> dict[str, Any]:
    """An answer to this message; `again`: it has been asked before, so it is tapped."""
    key = asked(bubble)
    offered = choices(bubble)
    if key is None:
        return {"text": chance.choice(TOWNS if again else IDEAS)}
    if key in WORDS and not again and chance.random() < 0.5:
        return {"text": chance.choice(WORDS[key])}
    wanted = [choice for choice in offered if choice[1]["id"] in {"summary:send", "adult:yes"}]
    kind, picked = (wanted or [chance.choice(offered)])[0]
    return {kind: picked, "context": bubble["id"]}
