"""A client's picture, voice note or file as we keep it."""

from dataclasses import dataclass
from pathlib import PurePath

THUMBNAIL_TYPE = "image/webp"


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """Checked by its content; a picture is upright and without the place where it was taken."""

    file: str
    """Its name on the shelf."""
    mime_type: str
    sha256: str
    """Of the content that the client sent."""
    size: int


def thumbnail_of(file: str) -> str:
    """The name of the small picture that stands for a large one."""
    return f"{PurePath(file).stem}.small.webp"
