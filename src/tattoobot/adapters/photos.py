"""Clients' pictures on disk: checked by content, without the place where they were taken."""

import hashlib
import io
import os
import tempfile
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from tattoobot.domain.pictures import KeptPhoto

BYTES_LIMIT = 16 * 1024 * 1024
PIXELS_LIMIT = 50_000_000
"""More than any phone takes; a small file can unfold to far more and fill the memory."""
FORMATS = {"JPEG": ("image/jpeg", ".jpg"), "PNG": ("image/png", ".png"), "WEBP": ("image/webp", ".webp")}


class UnreadablePhoto(Exception):
    """The file is not a picture that we can show."""


class PhotoStore:
    """Keeps pictures under the hash of their content: the same one twice is one file."""

    limit = BYTES_LIMIT

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, content: bytes) -> KeptPhoto:
        """Check and write one picture. Blocks: call it in a thread. Raises `UnreadablePhoto`, `OSError`."""
        sha256 = hashlib.sha256(content).hexdigest()
        cleaned, mime_type, suffix = _clean(content)
        name = sha256 + suffix
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(self.folder / name, cleaned)
        return KeptPhoto(name, mime_type, sha256, len(cleaned))


def _clean(content: bytes) -> tuple[bytes, str, str]:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.format not in FORMATS:
                raise UnreadablePhoto(f"{picture.format} is not a kind of picture that we show.")
            if picture.width * picture.height > PIXELS_LIMIT:
                raise UnreadablePhoto("The picture has too many pixels.")
            mime_type, suffix = FORMATS[picture.format]
            upright = ImageOps.exif_transpose(picture)
            # Written anew without its EXIF data, which tells where and when it was taken.
            out = io.BytesIO()
            upright.save(out, picture.format, quality=92)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise UnreadablePhoto("The file is not a picture that can be read.") from error
    return out.getvalue(), mime_type, suffix


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing: a half-written file never has the final name."""
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
