"""What clients send, told by its content, not its name: pictures are written anew, recordings stay as they are."""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

PIXELS_LIMIT = 50_000_000
"""More than any phone takes; a small file can unfold to far more and fill the memory."""

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


def cleaned(content: bytes) -> File:
    """Raises `UnreadablePhoto`."""
    for at, mark, mime_type, suffix in RECORDINGS:
        if content.startswith(mark, at):
            return File(content, mime_type, suffix)
    try:
        return _written_anew(content)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise UnreadablePhoto("The file is not a picture that can be read.") from error


def _written_anew(content: bytes) -> File:
    """Without its EXIF data, which tells where and when it was taken."""
    with Image.open(io.BytesIO(content), formats=READ) as picture:
        if picture.width * picture.height > PIXELS_LIMIT:
            raise UnreadablePhoto("The picture has too many pixels.")
        kind = KEPT_AS[picture.format or ""]
        upright = ImageOps.exif_transpose(picture)
        if kind is JPEG and upright.mode not in {"RGB", "L"}:
            upright = upright.convert("RGB")
        # What Pillow carries over by itself: notes, the maker's own data, a preview.
        upright.info = {name: value for name, value in upright.info.items() if name == "icc_profile"}
        whole = io.BytesIO()
        upright.save(whole, kind.format, quality=92, exif=b"")
        return File(whole.getvalue(), kind.mime_type, kind.suffix, _small(upright))


def _small(picture: Image.Image) -> bytes:
    small = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    small.thumbnail(SMALL)
    small.info = {}
    out = io.BytesIO()
    small.save(out, "WEBP", quality=80)
    return out.getvalue()
