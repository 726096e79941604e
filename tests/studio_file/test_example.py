"""The example shows a studio what it can decide: every field of its file stands there, if only in a comment."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from tattoobot.studio_file.load import StudioFile
from tests.missing import nothing_missing

EXAMPLE = (Path(__file__).parents[2] / "studio.example.toml").read_text("utf-8")


def fields(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """With the name of the part that each is in."""
    for name, field in model.model_fields.items():
        yield model.__name__, field.alias or name
        for part in parts(field.annotation):
            yield from fields(part)


def parts(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from parts(inner)


def test_every_field_of_a_studios_file_is_in_the_example() -> None:
    known = list(fields(StudioFile))

    assert ("LapsePart", "unpaid_days") in known
    nothing_missing(
        f"{field} of {part} is not in studio.example.toml."
        for part, field in known
        if not re.search(rf"\b{field}\b", EXAMPLE)
    )
