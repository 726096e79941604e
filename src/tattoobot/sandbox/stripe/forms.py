"""Stripe's request bodies: forms with brackets, `line_items[0][price_data][currency]=gbp`, into nested values."""

import re
from typing import Any
from urllib.parse import parse_qsl

from tattoobot.sandbox.journal import Json

KEY = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")


class BadForm(ValueError):
    """A key of the form cannot be read."""


def decode(form: str) -> Json:
    found: Json = {}
    for key, value in parse_qsl(form, keep_blank_values=True):
        match = KEY.fullmatch(key)
        if match is None:
            raise BadForm(f"Invalid parameter name: {key}")
        path = [match.group(1), *re.findall(r"\[([^\[\]]*)\]", match.group(2))]
        _put(found, path, value)
    return {key: _listed(value) for key, value in found.items()}


def _put(holder: Json, path: list[str], value: str) -> None:
    first, *rest = path
    first = first or str(len(holder))  # tags[]=a&tags[]=b
    if not rest:
        holder[first] = value
        return
    inner = holder.setdefault(first, {})
    if not isinstance(inner, dict):
        raise BadForm(f"Invalid parameter: {first} is used as a value and as a group")
    _put(inner, rest, value)


def _listed(value: Any) -> Any:
    """A group whose keys are 0, 1, 2 … is a list."""
    if not isinstance(value, dict):
        return value
    inner = {key: _listed(one) for key, one in value.items()}
    if inner and set(inner) == {str(n) for n in range(len(inner))}:
        return [inner[str(n)] for n in range(len(inner))]
    return inner
