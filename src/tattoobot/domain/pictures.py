"""A client's picture, voice note or file as we keep it."""

from dataclasses import dataclass
from pathlib import PurePath

from tattoobot.domain.messages import Kind

THUMBNAIL_TYPE = "image/webp"

SHOWN_TYPES = frozenset(
    {
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/gif",
        "image/bmp",
        "image/tiff",
        "image/avif",
    }
)
"""What can be made into a picture that every browser shows."""

WHATSAPP_TYPES = ("image/jpeg", "image/png")
WHATSAPP_BYTES = 5 * 1024 * 1024
"""The pictures that WhatsApp takes from us."""

MOST_FILES_A_DAY = 100
MOST_BYTES_A_DAY = 200 * 1024 * 1024
"""Of one client. Whoever chooses their references well is far below."""


def is_picture(kind: Kind, mime_type: str) -> bool:
    """What a client is thanked for as a picture, and is asked for again where it cannot be had or read."""
    sent_as_one = kind in {Kind.IMAGE, Kind.VIDEO}
    return sent_as_one or (kind is not Kind.STICKER and mime_type.lower() in SHOWN_TYPES)


def is_unshown_picture(kind: Kind, mime_type: str) -> bool:
    """A picture of a sort that cannot be shown: kept as it is, and asked for as a photo."""
    of_pictures = kind is not Kind.STICKER and mime_type.lower().startswith("image/")
    return of_pictures and not is_picture(kind, mime_type)


def has_room(files: int, size: int) -> bool:
    """Whether another file of a client is kept who has sent so many in a day."""
    return files < MOST_FILES_A_DAY and size < MOST_BYTES_A_DAY


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
