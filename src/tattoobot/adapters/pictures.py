"""What clients send, told by its content, not its name: pictures are written anew, recordings stay as they are.

Decoding a stranger's picture belongs into a process of its own: see `darkroom.py`.
"""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tattoobot.adapters.recordings import without_place

if TYPE_CHECKING:
    from PIL import Image, ImageFile

PIXELS_LIMIT = 25_000_000
"""A small file can unfold to far more and fill the memory. A larger JPEG can be read at a fraction of its size."""

LARGE = (4000, 4000)
"""The largest picture that is kept: a page of A4 in print."""

BYTES_LIMIT = 32 * 1024 * 1024
"""Of a picture written anew."""

SMALL = (640, 640)
"""The largest thumbnail: wide enough for a telephone with a sharp screen."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a picture of one format is kept."""

    format: str
    mime_type: str
    suffix: str


JPEG, PNG, WEBP = (
    Kind("JPEG", "image/jpeg", ".jpg"),
    Kind("PNG", "image/png", ".png"),
    Kind("WEBP", "image/webp", ".webp"),
)
KEPT_AS = {
    "JPEG": JPEG,
    "MPO": JPEG,  # a JPEG with a second picture behind it, as many telephones write them
    "PNG": PNG,
    "GIF": PNG,
    "BMP": PNG,
    "TIFF": PNG,
    "WEBP": WEBP,
    "AVIF": WEBP,
}

READ = tuple(name for name in KEPT_AS if name != "MPO")
"""What Pillow may take a file for; one with a second picture behind it is read as a JPEG first."""

RECORDINGS = (
    (0, b"OggS", "audio/ogg", ".ogg"),
    (0, b"ID3", "audio/mpeg", ".mp3"),
    (0, b"\xff\xfb", "audio/mpeg", ".mp3"),
    (0, b"\xff\xf1", "audio/aac", ".aac"),
    (0, b"\xff\xf9", "audio/aac", ".aac"),
    (0, b"#!AMR", "audio/amr", ".amr"),
    (4, b"ftypM4A", "audio/mp4", ".m4a"),
    (4, b"ftyp3g", "video/3gpp", ".3gp"),
    (4, b"ftypiso", "video/mp4", ".mp4"),
    (4, b"ftypmp4", "video/mp4", ".mp4"),
    (4, b"ftypavc1", "video/mp4", ".mp4"),
    (4, b"ftypM4V", "video/mp4", ".mp4"),
    (4, b"ftypqt", "video/quicktime", ".mov"),
    (0, b"%PDF-", "application/pdf", ".pdf"),
)
"""Where a file says what it is, and how."""


class UnreadablePhoto(Exception):
    """The file is not a picture or recording that we can show."""


@dataclass(frozen=True, slots=True)
class File:
    content: bytes
    mime_type: str
    suffix: str
    thumbnail: bytes | None = None


def recording(content: bytes) -> File | None:
    """What is heard, watched or read, without the place that it names; None where it is something else."""
    for at, mark, mime_type, suffix in RECORDINGS:
        if content.startswith(mark, at):
            return File(without_place(content), mime_type, suffix)
    return None


def cleaned(content: bytes) -> File:
    """Raises `UnreadablePhoto`, whatever the decoders make of it."""
    if found := recording(content):
        return found
    try:
        return _written_anew(content)
    except UnreadablePhoto:
        raise
    except Exception as error:
        # Decoders of many hands raise whatever they like; which of it, only their authors know.
        raise UnreadablePhoto("The file is not a picture that can be read.") from error


def _written_anew(content: bytes) -> File:
    """Without its EXIF data, which tells where and when it was taken."""
    from PIL import Image  # noqa: PLC0415  large, and needed in the process that decodes only

    with Image.open(io.BytesIO(content), formats=READ) as picture:
        if _too_many_pixels(picture):
            picture.draft(None, (picture.width // 2, picture.height // 2))
        if _too_many_pixels(picture):
            raise UnreadablePhoto("The picture has too many pixels.")
        kind = KEPT_AS[picture.format or ""]
        upright = _upright(picture, kind)
        whole = io.BytesIO()
        upright.save(whole, kind.format, quality=92, exif=b"")
        if whole.tell() > BYTES_LIMIT:
            raise UnreadablePhoto("The picture is too large.")
        return File(whole.getvalue(), kind.mime_type, kind.suffix, _small(upright))


def _too_many_pixels(picture: "Image.Image") -> bool:
    return picture.width * picture.height > PIXELS_LIMIT


def _upright(picture: "ImageFile.ImageFile", kind: Kind) -> "Image.Image":
    """As it is kept. Each copy of a large picture costs a hundred megabytes: none is made that can be spared."""
    from PIL import ImageOps  # noqa: PLC0415  as above

    ImageOps.exif_transpose(picture, in_place=True)
    upright: Image.Image = picture
    if kind is JPEG and upright.mode not in {"RGB", "L"}:
        upright = upright.convert("RGB")
    if upright.width > LARGE[0] or upright.height > LARGE[1]:
        upright.thumbnail(LARGE)
    # What Pillow carries over by itself: notes, the maker's own data, a preview.
    upright.info = {name: value for name, value in upright.info.items() if name == "icc_profile"}
    return upright


def _small(picture: "Image.Image") -> bytes:
    small = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    small.thumbnail(SMALL)
    small.info = {}
    out = io.BytesIO()
    small.save(out, "WEBP", quality=80)
    return out.getvalue()
