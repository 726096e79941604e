"""Provider payloads kept under `tests/samples`, and small edits of them."""

import json
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent.parent / "samples"


def sample(name: str) -> bytes:
    """The bytes of a kept payload, such as `whatsapp/text`."""
    return (SAMPLES / f"{name}.json").read_bytes()


def names(folder: str) -> list[str]:
    return sorted(path.stem for path in (SAMPLES / folder).glob("*.json"))


def parsed(name: str) -> Any:
    return json.loads(sample(name))


def whatsapp(field: str, **value: Any) -> bytes:
    """A webhook with one change."""
    change = {"field": field, "value": value}
    return as_bytes({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]})


def as_bytes(payload: Any) -> bytes:
    return json.dumps(payload).encode()
