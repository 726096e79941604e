"""Says in plain words what is wrong with a value that somebody wrote, in the environment or in the studio's file."""

from collections.abc import Callable, Mapping
from typing import Any

Context = Mapping[str, Any]

SAID: dict[str, Callable[[Context], str]] = {
    "int_parsing": lambda _: "write a whole number in digits",
    "int_from_float": lambda _: "write a whole number",
    "float_parsing": lambda _: "write a number in digits, such as 2.5",
    "decimal_parsing": lambda _: 'write an amount in digits, such as "60.00"',
    "bool_parsing": lambda _: "write true or false",
    "bool_type": lambda _: "write true or false",
    "string_type": lambda _: "write it in quotes",
    "int_type": lambda _: "write a whole number, without quotes",
    "float_type": lambda _: "write a number, without quotes",
    "string_too_short": lambda ctx: "it is empty" if ctx["min_length"] == 1 else "it is too short",
    "string_too_long": lambda ctx: f"it may have {ctx['max_length']} characters at most",
    "too_long": lambda ctx: f"there may be {ctx['max_length']} at most",
    "greater_than": lambda ctx: f"it must be more than {ctx['gt']:g}",
    "greater_than_equal": lambda ctx: f"it must be {ctx['ge']:g} or more",
    "less_than_equal": lambda ctx: f"it must be {ctx['le']:g} or less",
    "enum": lambda ctx: f"write {ctx['expected']}",
    "literal_error": lambda ctx: f"write {ctx['expected']}",
    "finite_number": lambda _: "write a number in digits, such as 2.5",
    "multiple_of": lambda ctx: f"it must be a multiple of {ctx['multiple_of']:g}",
    "dict_type": lambda _: 'it is a table of its own, such as { en = "…" }',
    "model_type": lambda _: "it is a table of its own",
    "model_attributes_type": lambda _: "it is a table of its own",
    "tuple_type": lambda _: "it is a list, in square brackets",
    "list_type": lambda _: "it is a list, in square brackets",
    "missing": lambda _: "it is missing",
}
"""By what the validating library calls the mistake."""

FORMS = {
    r"^[a-z][a-z0-9_]{0,39}$": 'write a short name of small letters, digits and _, such as "robin"',
    r"^[a-z0-9_]{0,512}$": "write the template's name: small letters, digits and _",
    r"^https?://\S+$": 'write a web address such as "https://calendar.example.com/robin"',
    r"^(cm|in)$": 'write "cm" or "in"',
    r"^[A-Z]{3}$": "write the three capital letters of ISO 4217, such as GBP",
}
"""What a pattern asks for."""


def in_words(error: Mapping[str, Any]) -> str:
    kind, context = str(error["type"]), error.get("ctx", {})
    if kind.startswith("time_"):
        return 'write a time of day in quotes, such as "18:00"'
    if kind == "string_pattern_mismatch":
        return FORMS.get(context["pattern"], "it is not in the form that is wanted here")
    if kind in SAID:
        return SAID[kind](context)
    return str(error["msg"]).removeprefix("Value error, ")


def ended(sentence: str) -> str:
    """With one mark at its end."""
    return sentence if sentence.endswith((".", "?", "!", ".)")) else f"{sentence}."
